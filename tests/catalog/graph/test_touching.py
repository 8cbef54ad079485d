"""Which uses a place touches: by name, through a shared schema, through a component."""

from __future__ import annotations

import pytest

from catalog.graph.edges import Confidence
from catalog.graph.hits import UsedPlaces
from catalog.graph.touching import in_files, touching
from catalog.model.address_text import parse_address
from catalog.model.consumption import Use
from catalog.model.quality import Origin
from tests.builders.contracts import contract_of
from tests.builders.landscape import ORDERS

CERTAIN, LIKELY, POSSIBLE = Confidence


@pytest.mark.parametrize(
    ("place", "use", "expected"),
    [
        ("GET /orders/{}", "GET /orders/{} response.200.body total", CERTAIN),
        ("GET /orders/{} response.200.body total", "GET /orders/{}", CERTAIN),
        ("GET /orders/{} response.200.body total", "GET /orders/{} response.200.body", CERTAIN),
        ("GET /orders/{} response.200.body total", "GET /orders/{} response.200.body state", None),
        ("GET /orders/{} response.200.body total", "GET /orders/{} request.path.0", None),
        ("GET /orders/{} response.200.body total", "GET /orders response.200.body items[].total", LIKELY),
        ("GET /orders/{} response.200.body total", "GET /orders", LIKELY),
        ("GET /orders/{} response.200.body total", "GET /orders response.200.body items[].state", None),
        # a whole operation shares nothing: another one works without it
        ("GET /orders/{}", "GET /orders response.200.body items[].total", None),
        ("schema Order", "GET /orders response.200.body items[].total", CERTAIN),
        ("schema Order total", "GET /orders/{} response.200.body total", CERTAIN),
        ("schema Order total", "GET /orders/{} response.200.body state", None),
        ("GET /orders/{} response.200.body total", "GET /orders/*", CERTAIN),
        ("GET /orders", "GET /orders/*", None),
        ("GET /orders", "this is [no address", None),
    ],
)
def test_touching(place: str, use: str, expected: Confidence | None) -> None:
    contract = contract_of(ORDERS, "orders/v2")
    touch = touching(UsedPlaces(contract), parse_address(f"orders/v2 {place}"))
    assert touch.confidence(Use(use, Origin("consumes.yaml"))) is expected


def test_without_the_document_names_alone_tell() -> None:
    touch = touching(UsedPlaces(None), parse_address("orders/v2 GET /orders"))
    assert touch.confidence(Use("GET /orders response.200.body total", Origin("c.yaml"))) is CERTAIN
    assert touch.confidence(Use("GET /other", Origin("c.yaml"))) is None


def test_what_a_use_comes_through() -> None:
    contract = contract_of(ORDERS, "orders/v2")
    place = UsedPlaces(contract).of(Use("GET /orders response.200.body items[].total", Origin("c.yaml")))
    assert place is not None
    assert place.comes_through(in_files(frozenset((contract.document.name,))))
    assert not place.comes_through(in_files(frozenset(("elsewhere.yaml",))))
