"""What changed in one place is one group."""

from __future__ import annotations

from governance.findings import Pointers
from governance.reports.causes import causes, one_by_one
from tests.builders.verdicts import finding, judged

SHARED = Pointers("contracts/schemas/order/v2.yaml#/properties/total", None)


def test_findings_of_one_shared_component_are_one_cause() -> None:
    other = finding("note was removed", affects=("PUT /orders",))
    (cause,) = causes([judged(), judged(other)])
    assert (cause.contracts, cause.part, cause.owners) == (("orders/v1",), "schema Order", ("blue",))
    assert cause.affects == ("GET /orders", "GET /orders/{id}", "PUT /orders")
    assert len(cause.told) == 2


def test_one_change_of_a_document_that_contracts_share_is_told_once() -> None:
    here, there = judged(finding(pointers=SHARED)), judged(
        finding(pointers=SHARED, address="billing/v1 GET /bills response.200.body total", affects=("GET /bills",)),
        contract="billing/v1", owner="finance", consumers=("app",),
    )  # fmt: skip
    (cause,) = causes([here, there])
    (told,) = cause.told
    assert cause.contracts == ("orders/v1", "billing/v1")
    assert told.affects == ("orders/v1 GET /orders", "orders/v1 GET /orders/{id}", "billing/v1 GET /bills")
    assert told.consumers == (("orders/v1", "billing"), ("billing/v1", "app"))
    assert one_by_one([here, there]) == (told,)


def test_the_same_words_in_two_contracts_are_two_causes() -> None:
    assert len(causes([judged(), judged(contract="billing/v1")])) == 2
    assert len(one_by_one([judged(), judged(contract="billing/v1")])) == 2


def test_other_changes_of_a_shared_document_are_not_merged() -> None:
    one, two = judged(finding(pointers=SHARED)), judged(finding("total is text now", pointers=SHARED))
    assert len(causes([one, two])[0].told) == 2


def test_the_same_change_at_other_places_of_messages_is_one_change() -> None:
    findings = [
        judged(
            finding(f"{place}: a bound is tighter", pointers=SHARED, address=f"{name} GET / response.200.body {place}"),
            contract=name,
        )
        for name, place in (("orders/v1", "sums.net"), ("billing/v1", "open.total"))
    ]
    (told,) = one_by_one(findings)
    assert told.message == "total: a bound is tighter"
    assert len(told.addresses) == 2
