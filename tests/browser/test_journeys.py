"""Journeys in headless Chromium against the real server: nothing in the console, nothing from elsewhere, readable.

Screenshots are kept in `screenshots/`, to be looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders.browser import IS_COMPLETE, LACKING, SCREENSHOTS, serving, walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not IS_COMPLETE and os.environ.get("CI") != "true", reason=LACKING),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


def orders_at_first(server: str) -> str:
    """A page of the contract orders/v2 as it was first released."""
    import urllib.request

    with urllib.request.urlopen(f"{server}/main/contracts/orders/v2.json") as answer:
        releases = json.load(answer)["releases"]
    return f"/{releases[-1]['commit']}/contracts/orders/v2"


def journeys(server: str) -> list[dict[str, Any]]:
    """What is walked, each as one step of a fresh browser."""
    plain = [
        ("overview", "/main/"),
        ("services", "/main/services"),
        ("service", "/main/services/quote-to-order"),
        ("contract", "/main/contracts/orders/v2"),
        ("contract-then", orders_at_first(server)),
        ("events", "/main/contracts/orders/events"),
        ("operation", "/main/contracts/orders/v2?at=POST+/orders"),
        ("search", "/main/search?q=customerReference"),
        ("vendors", "/main/vendors"),
        ("glossary", "/main/glossary"),
        ("entity", "/main/entities/customer"),
        ("handbook", "/docs/descriptors"),
    ]
    steps: list[dict[str, Any]] = [{"name": name, "url": server + path} for name, path in plain]
    for name, path in plain[:2] + plain[3:4] + plain[6:8]:
        steps.append({"name": f"{name}-narrow-dark", "url": server + path, "width": 360, "dark": True})
    steps.append({"name": "overview-without-javascript", "url": f"{server}/main/", "javascript": False, "dark": True})
    return [*steps, *keyboard(server), *maps(server)]


def keyboard(server: str) -> list[dict[str, Any]]:
    """Finding a field, filtering services and choosing a revision."""
    typed = [["press", "/"], ["type", "customerReference"], ["press", "Enter"], ["load", "**/search**"]]
    opened = [*typed, ["press", "ArrowDown"], ["leave-by", "Enter"]]
    filtered = [["select", "#filter-layer", "experience"], ["load", "**layer=experience**"]]
    chosen = [
        ["click", ".picker summary"],
        ["fill", "#picker-rev", "HEAD~2"],
        ["press", "Enter"],
        ["load", "**/HEAD~2/**"],
    ]
    return [
        {"name": "search-by-keyboard", "url": f"{server}/main/", "actions": typed},
        {"name": "hit-by-keyboard", "url": f"{server}/main/", "actions": opened},
        {"name": "services-filtered", "url": f"{server}/main/services", "actions": filtered},
        {"name": "revision-chosen", "url": f"{server}/main/services", "actions": chosen},
        {"name": "theme-switched", "url": f"{server}/main/", "actions": [["click", "[data-theme-switch]"]]},
    ]


def maps(server: str) -> list[dict[str, Any]]:
    """The map and the pages beside it, wide and narrow; the graph moved, and without JavaScript."""
    pages = [
        ("map", "/main/map?focus=service:quote-to-order"),
        ("layers", "/main/layers?from=process&to=system"),
        ("impact", "/main/impact?at=salesforce+68.0"),
        ("calendar", "/main/calendar"),
        ("deprecations", "/main/deprecations"),
        ("source", "/main/source?file=contracts/services/pricing/consumes.yaml&pointer=/consumes/0"),
    ]
    steps: list[dict[str, Any]] = [{"name": name, "url": server + path} for name, path in pages]
    steps += [{"name": f"{name}-narrow-dark", "url": server + path, "width": 360, "dark": True} for name, path in pages]
    moved = [["click", "[data-map-switch]"], ["wait", "[data-map-canvas] canvas"]]
    steps.append({"name": "map-moved", "url": server + pages[0][1], "actions": moved})
    steps.append({"name": "map-without-javascript", "url": server + pages[0][1], "javascript": False})
    return steps


@pytest.fixture(scope="module")
def walked(server: str) -> dict[str, dict[str, Any]]:
    """What happened on each journey, by its name."""
    return walk(journeys(server))


def test_nothing_in_the_console_and_nothing_from_elsewhere(walked: dict[str, dict[str, Any]]) -> None:
    assert {name: step["trouble"] for name, step in walked.items() if step["trouble"]} == {}
    assert {name: step["foreign"] for name, step in walked.items() if step["foreign"]} == {}
    assert {name: step["status"] for name, step in walked.items() if step["status"] != 200} == {}


def test_no_page_breaks_wcag(walked: dict[str, dict[str, Any]]) -> None:
    assert {name: step["violations"] for name, step in walked.items() if step.get("violations")} == {}


def test_no_page_is_wider_than_the_screen(walked: dict[str, dict[str, Any]]) -> None:
    assert [name for name, step in walked.items() if step.get("overflow")] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("services", ["quote-to-order", "customer-self-service", "salesforce-crm"]),
        ("service", ["orders/v1", "orders/v2", "order-domain", "At a glance"]),
        ("contract", ["/orders/{orderId}", "2.0.0", "sales-portal"]),
        ("contract-then", ["1.0.0", "/orders"]),
        ("operation", ["customerReference", "1 to 500 items"]),
        ("search", ["customerReference", "orders/v2"]),
        ("search-by-keyboard", ["customerReference", "orders/v2"]),
        ("services-filtered", ["4 of ", "sales-portal"]),
        ("overview-without-javascript", ["Halden Works", "quote-to-order"]),
        ("map", ["sap-erp/documents", "hidden", "is used by"]),
        ("map-without-javascript", ["sap-erp/documents", "hidden", "is used by"]),
        ("layers", ["Calls from process to system", "layer-skip"]),
        ("impact", ["AccountNumber was removed", "salesforce-crm", "Teams to talk to"]),
        ("calendar", ["salesforce/sobjects 68.0", "February 2027"]),
        ("deprecations", ["orders/v1", "customer-self-service"]),
    ],
)
def test_the_page_shows_what_it_is_about(name: str, words: list[str], walked: dict[str, dict[str, Any]]) -> None:
    assert [word for word in words if word not in walked[name]["text"]] == []


def test_one_contract_differs_between_two_revisions(walked: dict[str, dict[str, Any]]) -> None:
    assert walked["contract"]["text"] != walked["contract-then"]["text"]
    assert (SCREENSHOTS / "contract.png").read_bytes() != (SCREENSHOTS / "contract-then.png").read_bytes()


def test_the_first_hit_is_one_arrow_away_where_enter_leads(walked: dict[str, dict[str, Any]]) -> None:
    assert "/contracts/" in walked["hit-by-keyboard"]["url"]


def test_the_typed_revision_is_in_the_address(walked: dict[str, dict[str, Any]]) -> None:
    assert walked["revision-chosen"]["url"].endswith("/HEAD~2/services")
