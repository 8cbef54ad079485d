"""A cache between: page and data of one address are never taken for each other, nor one caller's for another's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalog.portal.handbook.contexts import chapters
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


def test_a_weak_tag_and_the_handbook_are_answered_without_a_body_too(client: FlaskClient) -> None:
    for page in ("/main/services.json", "/docs/portal.json", "/docs/portal"):
        tag = client.get(page).headers["ETag"]
        for known in (tag, f"W/{tag}"):
            assert client.get(page, headers={"If-None-Match": known}).status_code == 304, (page, known)


def test_tags_differ_by_address_query_and_revision(client: FlaskClient) -> None:
    pages = ("/main/services", "/main/services?q=a", "/main/services?q=b", "/main/contracts", "/HEAD/services")
    assert len({client.get(page).headers["ETag"] for page in pages}) == len(pages)


def test_only_answers_of_a_commit_are_kept_and_never_problems(client: FlaskClient, tmp_path: Path) -> None:
    commit = client.get("/main/services.json").json["inputs"][0]["digest"]  # type: ignore[index]
    assert "immutable" in client.get(f"/{commit}/services").headers["Cache-Control"]
    for page in (f"/{commit}/services/nobody", f"/{commit}/services?page=x", "/main/services/nobody.json"):
        assert client.get(page).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u202a"])
def test_no_name_turns_the_direction_of_what_is_read(mark: str, tmp_path: Path) -> None:
    said = f"title: Or{mark}sred\n" + str(SOUND["services/orders/service.yaml"])
    client = portal_client(git_repository(tmp_path / "r", {**SOUND, "services/orders/service.yaml": said}).path)
    for page in ("/main/services/orders", "/main/services", "/main/search?q=orders"):
        assert mark not in client.get(page).text
    assert "Or\ufffdsred" in client.get("/main/services/orders").text
    assert mark in client.get("/main/services/orders.json").get_json()["service"]["title"]


def test_links_within_the_handbook_lead_somewhere(tmp_path: Path) -> None:
    client = portal_client(git_repository(tmp_path / "r", SOUND).path)
    for name in [chapter.name for chapter in chapters()]:
        text = client.get(f"/docs/{name}").text
        for target in re.findall(r'href="#([^"]+)"', text):
            assert f'id="{target}"' in text, (name, target)
