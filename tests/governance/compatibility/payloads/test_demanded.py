"""SEMANTICS §4: names in `required` are declared, whether a schema describes them or not."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import request, response, told
from tests.builders.contracts import contract_of

NAMED = "{type: object, required: [z]}"
DESCRIBED = "{type: object, properties: {z: {}}, required: [z]}"
TYPED = "{type: object, properties: {z: {type: string}}, required: [z]}"
OPTIONAL = "{type: object, properties: {z: {}}}"
BESIDE = "{type: object, properties: {y: {}%s}, required: [z]}"
EQUAL = [
    (NAMED, DESCRIBED),
    (BESIDE % "", BESIDE % ", z: {description: d}"),
    ("{allOf: [{type: object}, {required: [z]}]}", DESCRIBED),
    (
        "{type: object, required: [z], additionalProperties: {type: string}}",
        "{type: object, required: [z], properties: {z: {type: string}}, additionalProperties: {type: string}}",
    ),
]


@pytest.mark.parametrize("sides", EQUAL)
def test_describing_one_with_anything_changes_nothing(sides: tuple[str, str]) -> None:
    for place in (request, response):
        one, other = map(place, sides)
        assert told(one, other) == told(other, one) == set()


@pytest.mark.parametrize("pair", [(NAMED, TYPED), (BESIDE % "", BESIDE % ", z: {type: string}")])
def test_describing_one_narrows_it(pair: tuple[str, str]) -> None:
    plain, typed = pair
    assert told(request(plain), request(typed)) == {("inbound-type-narrowed", "breaks")}
    assert told(response(typed), response(plain)) == {("outbound-type-widened", "breaks")}
    assert told(request(typed), request(plain)) == told(response(plain), response(typed)) == set()


def test_the_messages_carry_the_member() -> None:
    for base, revision in ((request(NAMED), request(TYPED)), (response(TYPED), response(NAMED))):
        (finding,) = compare(contract_of(base), contract_of(revision)).findings
        assert finding.witness is not None
        assert "z" in str(finding.witness)


def test_one_that_is_no_longer_named_at_all_is_removed() -> None:
    assert told(response(DESCRIBED), response("{type: object}")) == {("outbound-property-removed", "breaks")}
    assert told(response(OPTIONAL), response(NAMED)) == set()
    assert told(request(OPTIONAL), request(NAMED)) == {("inbound-required-narrowed", "breaks")}
    assert told(response(NAMED), response(OPTIONAL)) == {("outbound-required-widened", "breaks")}


def test_what_does_not_come_in_is_not_described_inwards() -> None:
    read_only = TYPED.replace("type: string", "type: string, readOnly: true")
    assert ("inbound-schema-narrowed", "breaks") in told(request(read_only), request(NAMED))
    assert ("outbound-type-widened", "breaks") in told(response(read_only), response(NAMED))
