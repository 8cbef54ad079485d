"""Every type of page, from the routes themselves, light and dark: axe-core, console, origin, width, policy."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.builders.browser import IS_COMPLETE, LACKING, serving, walk
from tests.builders.crawled import kind_of
from tests.builders.estate import estate_portal

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not IS_COMPLETE and os.environ.get("CI") != "true", reason=LACKING),
    pytest.mark.xdist_group("browser"),
]
PAGES = (
    "/main/",
    "/main/search?q=order",
    "/main/services",
    "/main/services/sap-erp",
    "/main/contracts",
    "/main/contracts/orders/v2",
    "/main/contracts/orders/v2?at=POST+/orders",
    "/main/contracts/salesforce/sobjects?label=68.0",
    "/main/releases/orders/v2",
    "/main/compare/orders/v2",
    "/main/compare/orders/v2?view=text",
    "/main/findings/sap-erp/documents",
    "/main/domains",
    "/main/domains/order",
    "/main/teams",
    "/main/teams/commerce",
    "/main/vendors",
    "/main/vendors/salesforce",
    "/main/workflows",
    "/main/workflows/order-to-cash",
    "/main/glossary",
    "/main/terms/order-status",
    "/main/entities/customer",
    "/main/rules",
    "/main/rules/money-as-float",
    "/main/exceptions",
    "/main/source?file=contracts/catalog.yaml&line=3",
    "/main/map",
    "/main/map?focus=service:pricing",
    "/main/layers?from=process&to=system",
    "/main/impact",
    "/main/impact?at=salesforce",
    "/main/calendar",
    "/main/deprecations",
    "/docs",
    "/docs/descriptors",
    "/docs/rules/money-as-float",
)
NO_PAGES = {
    "documents.contract",
    "documents.catalog_of_apis",
    "documents.written",
    "calendar.ics",
    "health.alive",
    "health.ready",
    "home.start",
    "home.go",
    "static",
}
WRONG = "/main/services/nobody"


def name_of(page: str, dark: bool) -> str:
    plain = "".join(char if char.isalnum() else "-" for char in page).strip("-")
    return f"type-{plain}{'-dark' if dark else ''}"


@pytest.fixture(scope="module")
def walked() -> dict[str, dict[str, Any]]:
    with serving() as server:
        every = [(page, dark) for page in (*PAGES, WRONG) for dark in (False, True)]
        return walk([{"name": name_of(page, dark), "url": server + page, "dark": dark} for page, dark in every])


def test_every_type_of_page_is_looked_at() -> None:
    seen = {kind_of(estate_portal(), page).partition(" ")[0] for page in PAGES}
    every = {rule.endpoint for rule in estate_portal().application.url_map.iter_rules()}
    assert every - seen == NO_PAGES


def test_axe_finds_nothing(walked: dict[str, dict[str, Any]]) -> None:
    assert {name: page["violations"] for name, page in walked.items() if page["violations"]} == {}


@pytest.mark.parametrize("trouble", ["trouble", "foreign", "overflow"])
def test_pages_are_quiet(trouble: str, walked: dict[str, dict[str, Any]]) -> None:
    """Nothing in the console, from another origin, or wider than the screen; a wrong address is told as an error."""
    assert {name: page[trouble] for name, page in walked.items() if page[trouble] and page["status"] == 200} == {}
    assert {page["status"] for page in walked.values()} == {200, 404}
    assert [name for name, page in walked.items() if page["status"] == 404] == [
        name_of(WRONG, False),
        name_of(WRONG, True),
    ]
