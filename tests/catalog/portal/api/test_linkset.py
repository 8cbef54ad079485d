"""RFC 9727: the catalog of APIs at its well-known address, as RFC 9264 writes links."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from catalog.portal.settings import Settings
from tests.builders.estate import estate, estate_portal, twin
from tests.builders.portal import portal_client

ADDRESS = "/.well-known/api-catalog"


@pytest.fixture(scope="module")
def contexts() -> list[dict[str, Any]]:
    answer = estate_portal().get(ADDRESS).json
    assert answer is not None
    found: list[dict[str, Any]] = answer["linkset"]
    return found


def test_the_type_names_the_profile() -> None:
    response = estate_portal().get(ADDRESS)
    assert response.headers["Content-Type"] == (
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    )
    assert response.status_code == 200


def test_head_answers_without_a_body_and_with_the_link() -> None:
    whole, head = estate_portal().get(ADDRESS), estate_portal().head(ADDRESS)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Link"] == f'<http://localhost{ADDRESS}>; rel="api-catalog"'
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


def test_it_is_not_sent_twice() -> None:
    tag = estate_portal().get(ADDRESS).headers["ETag"]
    again = estate_portal().get(ADDRESS, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_every_contract_and_the_portal_are_items(contexts: list[dict[str, Any]]) -> None:
    whole, portal, *contracts = contexts
    assert whole["anchor"] == f"http://localhost{ADDRESS}"
    assert [item["href"] for item in whole["item"]] == [portal["anchor"], *(each["anchor"] for each in contracts)]
    ids = [each["service-desc"][0]["title"] for each in contracts]
    assert len(ids) == len(set(ids)) == twin("/worktree/contracts")["total"]


def test_every_link_leads_to_what_it_says(contexts: list[dict[str, Any]]) -> None:
    """The page, its data and the document of some contracts; each of the type that the link names."""
    for context in contexts[:3] + contexts[3::12]:
        for relation, links in context.items():
            for link in links if relation != "anchor" else ():
                response = estate_portal().get(urlsplit(link["href"]).path)
                assert response.status_code == 200, link
                assert response.mimetype == link.get("type", response.mimetype), link


def test_links_are_made_from_the_setting_where_there_is_one() -> None:
    client = portal_client(estate(), Settings(public_url="https://contracts.example"))
    answer = client.get(ADDRESS, headers={"Host": "evil.example"})
    assert "evil.example" not in answer.text + answer.headers["Link"]
    assert answer.headers["Link"].startswith(f"<https://contracts.example{ADDRESS}>")


def test_whoever_asks_is_told_where_they_asked() -> None:
    here, there = (estate_portal().get(ADDRESS, headers={"Host": host}) for host in ("here.example", "there.example:8"))
    assert here.text.replace("http://here.example", "http://there.example:8") == there.text
    assert here.text.count("http://here.example/") > 100
    assert here.headers["ETag"] != there.headers["ETag"]
