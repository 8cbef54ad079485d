"""A cache between: page and data of one address are never taken for each other, nor one caller's for another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.catalog import SOUND
from tests.builders.git import git_repository
from tests.builders.portal import portal_client

PAGES = (
    "/main/",
    "/main/services",
    "/main/contracts/orders/v1",
    "/main/search?q=orders",
    "/docs",
    "/main/map?focus=service:orders",
)
DATA = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return portal_client(git_repository(tmp_path_factory.mktemp("confusion") / "r", SOUND).path)


@pytest.mark.parametrize("page", PAGES)
def test_page_and_data_have_tags_of_their_own(page: str, client: FlaskClient) -> None:
    html, data = client.get(page), client.get(page, headers=DATA)
    assert (html.mimetype, data.mimetype) == ("text/html", "application/json")
    assert html.headers["ETag"] != data.headers["ETag"]
    crossed = client.get(page, headers={"If-None-Match": data.headers["ETag"]})
    assert (crossed.status_code, crossed.mimetype) == (200, "text/html")
    crossed = client.get(page, headers={**DATA, "If-None-Match": html.headers["ETag"]})
    assert (crossed.status_code, crossed.mimetype) == (200, "application/json")


@pytest.mark.parametrize("page", PAGES)
def test_answers_say_on_what_they_depend(page: str, client: FlaskClient) -> None:
    for form in ({}, DATA):
        assert "accept" in client.get(page, headers=form).headers["Vary"].lower()


def test_an_unchanged_answer_has_no_body_and_the_same_tag(client: FlaskClient) -> None:
    first = client.get("/main/services.json")
    again = client.get("/main/services.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


def test_tags_differ_by_address_query_and_revision(client: FlaskClient) -> None:
    pages = ("/main/services", "/main/services?q=a", "/main/services?q=b", "/main/contracts", "/HEAD/services")
    assert len({client.get(page).headers["ETag"] for page in pages}) == len(pages)


def test_only_answers_of_a_commit_are_kept_and_never_problems(client: FlaskClient, tmp_path: Path) -> None:
    commit = client.get("/main/services.json").json["inputs"][0]["digest"]  # type: ignore[index]
    assert "immutable" in client.get(f"/{commit}/services").headers["Cache-Control"]
    for page in (f"/{commit}/services/nobody", f"/{commit}/services?page=x", "/main/services/nobody.json"):
        assert client.get(page).headers["Cache-Control"] == "no-store"
