"""Lists of changes lead to the page as it was at the commit, where the commit had it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.builders.git import git_repository
from tests.builders.landscape import LANDSCAPE
from tests.builders.portal import portal_client

ORDERS = str(LANDSCAPE["services/orders/v2/openapi.yaml"])
ACCOUNTS = str(LANDSCAPE["vendors/acme/accounts/openapi.yaml"])
AHEAD = str(LANDSCAPE["vendors/acme/accounts/upcoming/8/openapi.yaml"])
SELL = str(LANDSCAPE["workflows/sell.arazzo.yaml"])
LATE = ("services/orders/service.yaml", "vendors/acme/vendor.yaml")
PAGES = (
    "/main/",
    "/main/services/orders",
    "/main/vendors/acme",
    "/main/contracts/orders/v2",
    "/main/contracts/orders/v2?at=GET+/orders",
    "/main/contracts/acme/accounts",
    "/main/contracts/acme/accounts?label=8",
    "/main/contracts/acme/accounts?label=8&at=GET+/reports",
    "/main/workflows/order-to-cash",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Files first, then catalog.yaml, then descriptors, and some parts later still."""
    late = {name: LANDSCAPE[name] for name in LATE}
    young = {
        "services/orders/v2/openapi.yaml": ORDERS.replace("  /orders:\n", "  /old:\n"),
        "workflows/sell.arazzo.yaml": SELL.replace("order-to-cash", "something-else"),
    }
    repository = git_repository(
        tmp_path_factory.mktemp("changes") / "r",
        {name: text for name, text in {**LANDSCAPE, **young}.items() if name not in (*LATE, "catalog.yaml")},
        {"catalog.yaml": LANDSCAPE["catalog.yaml"], "services/orders/v2/openapi.yaml": f"{ORDERS}# before\n"},
        {**late, "services/orders/v2/openapi.yaml": f"{young['services/orders/v2/openapi.yaml']}# declared\n"},
        {"services/orders/v2/openapi.yaml": ORDERS, "workflows/sell.arazzo.yaml": SELL},
        {
            "vendors/acme/accounts/openapi.yaml": f"{ACCOUNTS}# again\n",
            "vendors/acme/accounts/upcoming/8/openapi.yaml": f"{AHEAD}# again\n",
        },
    )
    return portal_client(repository.path)


def listed(client: FlaskClient, page: str) -> list[str]:
    links = re.findall(r'<a href="([^"]+)" class="change-subject"', client.get(page).text)
    return [link.replace("&amp;", "&") for link in links]


@pytest.mark.parametrize("page", PAGES)
def test_no_change_leads_to_a_page_that_is_not_there(client: FlaskClient, page: str) -> None:
    links = listed(client, page)
    assert links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_commit_without_the_page_is_told_as_text(client: FlaskClient) -> None:
    text = client.get("/main/services/orders").text
    assert text.count('<span class="change-subject">commit') == 2
    assert [link.rpartition("/")[2] for link in listed(client, "/main/services/orders")] == ["orders"] * 2


def test_changes_of_an_announced_release_lead_to_it_and_releases_to_what_was_live(client: FlaskClient) -> None:
    page = "/main/contracts/acme/accounts?label=8"
    releases, _, changes = client.get(page).text.partition('id="history"')
    assert "?label=8" not in releases[releases.index('id="releases"') :]
    assert changes.count('?label=8" class="change-subject"') == 1
