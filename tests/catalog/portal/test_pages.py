"""Every page over the reference estate: it answers, its twin says the same, its links lead somewhere."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote, urldefrag

import pytest
from flask.testing import FlaskClient

from catalog.demo.build import build_demo
from tests.builders.git import GitRepository
from tests.builders.portal import portal_client

PAGES = (
    "/main/",
    "/main/services",
    "/main/services/quote-to-order",
    "/main/vendors",
    "/main/contracts",
    "/main/contracts/orders/v2",
    "/main/contracts/orders/events",
    "/main/glossary",
    "/main/entities/customer",
    "/main/search?q=customerId",
    "/main/contracts/orders/v2?at=POST+/orders",
    "/main/contracts/orders/v2?at=schema+OrderRequest",
    "/main/contracts/orders/v2?at=POST+/orders+request.body+lines[]",
    "/main/contracts/salesforce/sobjects?label=68.0",
    "/main/releases/orders/v2",
    "/main/compare/orders/v2",
    "/main/compare/orders/v2?view=text",
    "/main/findings/sap-erp/documents",
    "/main/vendors/salesforce",
    "/main/domains",
    "/main/domains/order",
    "/main/teams",
    "/main/teams/commerce",
    "/main/workflows",
    "/main/workflows/quote-to-order",
    "/main/terms/order-status",
    "/main/rules",
    "/main/rules/money-as-float",
    "/main/exceptions",
    "/docs",
    "/docs/descriptors",
    "/docs/rules",
    "/docs/rules/money-as-float",
)
LINK = re.compile(r'href="([^"]+)"')


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("demo") / "estate").directory


@pytest.fixture(scope="module")
def client(demo: Path) -> FlaskClient:
    return portal_client(demo)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_answers(page: str, client: FlaskClient) -> None:
    response = client.get(page)
    assert response.status_code == 200
    assert "<main" in response.text


@pytest.mark.parametrize("page", PAGES)
def test_the_twin_answers_and_says_what_it_was_made_from(page: str, client: FlaskClient) -> None:
    path, _, query = page.partition("?")
    twin = client.get(f"{path.rstrip('/')}.json?{query}")
    accepted = client.get(page, headers={"Accept": "application/json"})
    assert twin.mimetype == "application/json"
    assert twin.json == accepted.json
    assert twin.json is not None
    assert twin.json["format_version"] == 1
    assert all(len(each["digest"]) == 40 for each in twin.json["inputs"])


MOST_ALIKE = 6
"""Pages of one kind that are looked at on each level: the rest are made from the same template."""


def test_every_link_of_every_page_leads_somewhere(client: FlaskClient) -> None:
    """Four levels from the start page; each kind of page is reached many times."""
    status: dict[str, int] = {}
    front = ["/main/"]
    for _ in range(4):
        found: list[str] = []
        for page in front:
            response = client.get(page)
            status[page] = response.status_code
            found.extend(urldefrag(unescape(link))[0] for link in LINK.findall(response.text))
        front = few_of_each([link for link in dict.fromkeys(found) if is_new(link, status)])
    assert len(status) > 150
    assert {page: code for page, code in status.items() if code != 200} == {}


def is_new(link: str, seen: dict[str, int]) -> bool:
    """Inside the portal, at revision main (each commit would multiply the pages), and not yet seen."""
    return link.startswith(("/main", "/docs")) and link not in seen


def few_of_each(links: list[str]) -> list[str]:
    """Of links that differ only in names and values the first MOST_ALIKE, the last ones too."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for link in links:
        path, _, query = link.partition("?")
        kind = (*path.split("/")[1:3], *sorted(each.partition("=")[0] for each in query.split("&")))
        kinds.setdefault(kind, []).append(link)
    return [link for alike in kinds.values() for link in dict.fromkeys((*alike[:MOST_ALIKE], *alike[-2:]))]


def test_the_start_leads_to_the_default_revision(client: FlaskClient) -> None:
    response = client.get("/")
    assert (response.status_code, response.location) == (302, "/worktree/")


def test_a_service_shows_its_people_contracts_and_uses(client: FlaskClient) -> None:
    text = client.get("/main/services/pricing").text
    for words in ("pricing/prices", "Service level", "Used by", "Uses", "quote-to-order", "Product domain"):
        assert words in text


def test_a_contract_shows_its_operations_schemas_releases_and_consumers(client: FlaskClient) -> None:
    page = client.get("/main/contracts/orders/v2.json").json
    assert page is not None
    assert "POST /orders" in [row["at"] for row in page["contract"]["operations"]]
    assert [release["label"] for release in page["releases"]][:2] == ["2.0.0", "1.1.0"]
    assert "sales-portal" in {use["service"] for use in page["contract"]["used_by"]}


def test_an_operation_shows_its_schemas_with_constraints_in_words(client: FlaskClient) -> None:
    text = client.get("/main/contracts/orders/v2?at=POST+/orders").text
    assert "1 to 500 items" in text
    assert "customerReference" in text
    assert "sales-portal" in text


def test_any_revision_is_a_page(client: FlaskClient) -> None:
    page = client.get("/main/contracts/orders/v2.json").json
    assert page is not None
    oldest = page["releases"][-1]
    then = client.get(f"/{oldest['commit']}/contracts/orders/v2.json").json
    assert then is not None
    assert then["contract"]["version"] == oldest["label"] != page["contract"]["version"]


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~3", "main~1", "refs:heads:main", "worktree"])
def test_revisions_are_spelled_as_in_git(revision: str, client: FlaskClient) -> None:
    assert client.get(f"/{quote(revision)}/services").status_code == 200


def test_links_keep_the_revision_that_was_asked_for(client: FlaskClient) -> None:
    links = LINK.findall(client.get("/HEAD~2/services").text)
    assert "/HEAD~2/services/pricing" in links


def test_the_form_of_the_picker_leads_to_the_same_page(client: FlaskClient) -> None:
    response = client.get("/-/go", query_string={"revision": "HEAD~1", "from": "/main/services/pricing"})
    assert response.location == "/HEAD~1/services/pricing"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("layer=experience", ["customer-self-service", "delivery-tracking", "sales-portal", "treaty-portal"]),
        ("q=pricing&layer=process", ["pricing"]),
        ("q=zebra", []),
    ],
)
def test_services_can_be_filtered(query: str, names: list[str], client: FlaskClient) -> None:
    page = client.get(f"/main/services.json?{query}").json
    assert page is not None
    assert [row["name"] for row in page["services"]] == names
    assert page["total"] > len(names)


def test_a_field_is_found_with_the_way_to_it(client: FlaskClient) -> None:
    page = client.get("/main/search.json?q=customerReference").json
    assert page is not None
    hit = page["hits"][0]["entry"]
    assert hit["name"] == "customerReference"
    assert client.get(f"/main/contracts/{hit['contract']}", query_string={"at": hit["at"]}).status_code == 200


def test_page_and_command_agree(demo: Path, client: FlaskClient, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    import json

    from catalog.cli.main import main

    assert (
        main(["show", "pricing", "--kind", "service", "--catalog", str(demo), "--rev", "main", "--format", "json"]) == 0
    )
    command = json.loads(capfdbinary.readouterr().out)
    page = client.get("/main/services/pricing.json").json
    assert page is not None
    assert command["service"] == page["service"]


def test_a_shallow_clone_claims_no_history_that_it_does_not_know(demo: Path, tmp_path: Path) -> None:
    clone = GitRepository(demo).clone(tmp_path / "clone", "--depth=1")
    page = portal_client(clone.path).get("/HEAD/contracts/orders/v2")
    assert page.status_code == 200
    assert "The clone is shallow" in page.text
    assert 'id="history"' not in page.text, "the one commit that is there did not change everything"
    assert re.search(r'by <time datetime="[^"]+">[^<]+</time>, or earlier', page.text)
    whole = portal_client(demo).get("/HEAD/contracts/orders/v2").text
    assert "shallow" not in whole
    assert "or earlier" not in whole


def test_search_is_narrowed_down_and_says_why(client: FlaskClient) -> None:
    whole = client.get("/main/search.json?q=order").json
    assert whole is not None
    choice = next(each for each in whole["facets"]["layer"] if each["name"] == "process")
    narrowed = client.get("/main/search.json?q=order&layer=process").json
    assert narrowed is not None
    assert 0 < narrowed["total"] == choice["count"] < whole["total"]
    assert all(hit["why"] for hit in narrowed["hits"])
    text = client.get("/main/search?q=order&layer=process").text
    assert "any layer" in text
    assert "found in its name" in text


def test_search_goes_on_page_by_page(client: FlaskClient) -> None:
    first, second = (client.get(f"/main/search.json?q=order&page={page}").json for page in (1, 2))
    assert first is not None
    assert second is not None
    assert second["first"] == len(first["hits"]) + 1
    assert not [hit for hit in second["hits"] if hit in first["hits"]]
    assert client.get("/main/search?q=order&page=0").status_code == 400
    assert client.get("/main/search?q=order&kind=nothing").status_code == 400
    assert client.get("/main/search?q=order&page=9999").status_code == 404


def test_search_page_and_command_agree(
    demo: Path, client: FlaskClient, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    import json

    from catalog.cli.main import main

    asked = ["search", "bill", "to", "--kind", "field", "--limit", "25"]
    assert main([*asked, "--catalog", str(demo), "--rev", "main", "--format", "json"]) == 0
    command = json.loads(capfdbinary.readouterr().out)
    page = client.get("/main/search.json?q=bill+to&kind=field").json
    assert page is not None
    for name in ("total", "kinds", "facets", "hits"):
        assert command[name] == page[name]


def test_contracts_can_be_filtered(client: FlaskClient) -> None:
    page = client.get("/main/contracts.json?layer=process&q=orders").json
    assert page is not None
    assert {row["owner"] for row in page["contracts"]} == {"quote-to-order"}
    assert page["matching"] == len(page["contracts"]) < page["total"]
