"""The bar above every page: groups, only of pages that exist, with the one that is open marked."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.demo.build import build_demo
from catalog.portal.navigation import GROUPS, endpoints
from tests.builders.portal import portal_client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return portal_client(build_demo(tmp_path_factory.mktemp("demo") / "estate").directory)


def test_what_is_in_the_bar_has_a_page(client: FlaskClient) -> None:
    text = client.get("/main/services").text
    for name in (name for _, pages in GROUPS for _, name in pages if name in endpoints(client.application)):
        assert f'href="/main/{name}"' in text
        assert client.get(f"/main/{name}").status_code == 200


def test_what_has_no_page_is_not_in_the_bar() -> None:
    assert endpoints(Flask("empty")) == {}


def test_the_open_page_and_its_group_are_marked(client: FlaskClient) -> None:
    text = client.get("/main/services/pricing").text
    assert '<a href="/main/services" aria-current="page">' in text
    assert text.count('class="here"') == 1


def test_pages_of_no_revision_have_no_groups(client: FlaskClient) -> None:
    assert 'class="menu"' not in client.get("/docs").text
