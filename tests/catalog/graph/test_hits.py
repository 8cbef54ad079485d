"""What is removed or changed as a whole hits who names something in it; what only lies beside does not."""

from __future__ import annotations

import pytest

from catalog.graph.hits import Breadth, Changed, UsedPlaces
from catalog.model.consumption import Use
from catalog.model.quality import Origin
from tests.builders.contracts import contract_of
from tests.builders.landscape import ORDERS

FIELD = "GET /orders/{} response.200.body state"
REFUND = "send shop payload.refund-settled amount.value"
EVENT = "send order.placed payload data.lines[].sku"


def is_hit(use: str, address: str, breadth: Breadth = Breadth.WITHIN, *affects: str) -> bool:
    """By name alone, as where the contract cannot say more."""
    return bool(UsedPlaces(None).by(Changed(f"c {address}", affects, None, breadth))((Use(use, Origin("f")),)))


@pytest.mark.parametrize(
    ("use", "address"),
    [
        (FIELD, "GET /orders/{}"),
        (FIELD, "GET /orders/{} response.200"),
        (FIELD, "GET /orders/{} response.2XX.body"),
        (FIELD, "GET /orders/{} response.200.body"),
        (FIELD, "GET /orders/{} response.200.content"),
        (EVENT, "send order.placed"),
        (EVENT, "channel order.placed"),
        (EVENT, "send order.placed payload"),
        (EVENT, "send order.placed message"),
        (REFUND, "send shop refund-settled"),
        (REFUND, "send shop message.refund-settled"),
    ],
)
def test_a_whole_hits_who_names_something_in_it(use: str, address: str) -> None:
    assert is_hit(use, address)


@pytest.mark.parametrize(
    ("use", "address"),
    [
        (FIELD, "GET /orders"),
        (FIELD, "GET /orders/{} response.404.body"),
        (FIELD, "GET /orders/{} request.query.page"),
        (FIELD, "GET /orders/{} response.200.body colour"),
        (FIELD, "GET /orders/{} response.200.header.ETag"),
        (EVENT, "send order.cancelled"),
        (EVENT, "send order.placed headers"),
        (EVENT, "send order.placed payload data.total"),
        (REFUND, "send shop order-placed"),
        (REFUND, "send shop payload.order-placed"),
        (REFUND, "send elsewhere refund-settled"),
    ],
)
def test_what_lies_beside_hits_nobody(use: str, address: str) -> None:
    assert not is_hit(use, address)


def test_a_shared_part_hits_the_other_operations_that_have_it() -> None:
    shared = ("GET /orders/{} response.200.body", Breadth.WITHIN, "GET /invoices/{}")
    assert is_hit("GET /invoices/{} response.200.body total", *shared)
    assert not is_hit("GET /invoices/{} request.query.page", *shared)
    assert not is_hit("GET /customers/{} response.200.body name", *shared)


@pytest.mark.parametrize(("breadth", "expected"), [(Breadth.WITHIN, True), (Breadth.PLACE, False)])
def test_where_the_contract_says_more_a_whole_still_hits(breadth: Breadth, expected: bool) -> None:
    """The operation is no schema that the field comes through: only how far the change is felt says that it hits."""
    places = UsedPlaces(contract_of(ORDERS, "orders/v2"))
    removed = Changed("orders/v2 GET /orders/{}", (), "#/paths/~1orders~1{id}/get", breadth)
    use = Use("GET /orders/{} response.200.body total", Origin("f"))
    assert bool(places.by(removed)((use,))) is expected
