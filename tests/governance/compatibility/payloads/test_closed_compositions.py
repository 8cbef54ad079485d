"""What asks about members and items that nothing else has said sees all that is composed with it."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Effect
from tests.builders.compared import request, response, told
from tests.builders.contracts import contract_of

A, B = "{properties: {a: {type: string}}}", "{properties: {b: {type: string}}}"
CARD = "{properties: {k: {const: card}%s}, required: [k]}"
CASH = "{properties: {k: {const: cash}}, required: [k]}"
CLOSED = "{type: object, unevaluatedProperties: false, %s}"
LOST = [
    (CLOSED % f"allOf: [{A}, {B}]", CLOSED % f"allOf: [{A}]", "b"),
    (f"{{allOf: [{CLOSED % f'allOf: [{A}, {B}]'}]}}", f"{{allOf: [{CLOSED % f'allOf: [{A}]'}]}}", "b"),
    (CLOSED % f"oneOf: [{CARD % ', x: {type: string}'}, {CASH}]", CLOSED % f"oneOf: [{CARD % ''}, {CASH}]", "x"),
]
TIGHTER = CARD % ", x: {type: string, maxLength: 3}"


@pytest.mark.parametrize(("base", "revision", "member"), LOST)
def test_a_member_that_is_gone_is_refused(base: str, revision: str, member: str) -> None:
    (finding,) = compare(contract_of(request(base)), contract_of(request(revision))).findings
    assert (finding.rule, finding.effect) == ("inbound-openness-narrowed", Effect.BREAKS)
    assert finding.witness is not None
    assert f"'{member}'" in str(finding.witness)
    assert told(response(base), response(revision)) == {("outbound-property-removed", "breaks")}


def test_what_changes_inside_is_told_where_it_stands() -> None:
    base, revision = (CLOSED % f"oneOf: [{card}, {CASH}]" for card in (CARD % ", x: {type: string}", TIGHTER))
    assert told(request(base), request(revision)) == {("inbound-bound-narrowed", "breaks")}


def test_equal_ones_are_equal() -> None:
    one, other = CLOSED % f"allOf: [{A}, {B}]", CLOSED % "properties: {a: {type: string}, b: {type: string}}"
    for place in (request, response):
        assert told(place(one), place(other)) == told(place(other), place(one)) == set()


def test_items_are_seen_as_well() -> None:
    base, revision = (
        f"{{unevaluatedItems: false, allOf: [{{type: array, prefixItems: [{items}]}}]}}"
        for items in ("{type: string}, {type: string}", "{type: string}")
    )
    assert told(request(base), request(revision)) == {("inbound-items-narrowed", "breaks")}
