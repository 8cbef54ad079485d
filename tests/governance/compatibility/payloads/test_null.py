"""Null that is one of the things that may be said (SEMANTICS §3): however it is spelled, and whatever else changed."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import request, response, told
from tests.builders.contracts import contract_of

ALONE = [
    "{anyOf: [{type: string}, {type: 'null'}]}",
    "{oneOf: [{type: 'null'}, {type: string}]}",
    "{anyOf: [{type: string}, {enum: [null]}]}",
    "{type: [string, 'null']}",
]
OTHERS = [
    "{anyOf: [{type: string}, {type: integer}]}",
    "{oneOf: [{type: integer}, {type: string}]}",
    "{anyOf: [{anyOf: [{type: string}, {type: integer}]}, {type: boolean}]}",
]
WITH_NULL = [
    "{anyOf: [{type: string}, {type: integer}, {type: 'null'}]}",
    "{anyOf: [{anyOf: [{type: string}, {type: integer}]}, {type: 'null'}]}",
]
AROUND = ["%s", "{type: object, properties: {a: %s}}", "{type: array, items: %s}"]
BEFORE = ("inbound-null-narrowed", "breaks")
AFTER = ("outbound-null-widened", "breaks")


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("alone", ALONE)
@pytest.mark.parametrize("others", OTHERS)
def test_a_choice_with_null_that_becomes_a_choice_of_others(around: str, alone: str, others: str) -> None:
    assert BEFORE in told(request(around % alone), request(around % others))
    assert AFTER in told(response(around % others), response(around % alone))


@pytest.mark.parametrize("union", WITH_NULL)
@pytest.mark.parametrize("others", OTHERS[:2])
def test_null_beside_a_union(union: str, others: str) -> None:
    assert told(request(union), request(others)) == {BEFORE}
    assert told(response(others), response(union)) == {AFTER}
    assert {effect for _, effect in told(request(others), request(union))} <= {"safe"}
    assert {effect for _, effect in told(response(union), response(others))} <= {"safe"}


@pytest.mark.parametrize("alone", ALONE)
@pytest.mark.parametrize("union", WITH_NULL)
def test_null_that_stays(alone: str, union: str) -> None:
    assert {effect for _, effect in told(request(alone), request(union))} == {"safe"}
    assert {effect for _, effect in told(response(union), response(alone))} == {"safe"}


def test_null_of_the_older_dialect() -> None:
    base, revision = request("{type: string, nullable: true}").replace("3.1.0", "3.0.3"), request(OTHERS[0])
    assert BEFORE in told(base, revision)
    found = next(f for f in compare(contract_of(base), contract_of(revision)).findings if f.rule == BEFORE[0])
    assert found.witness is not None
    assert found.witness.value is None


@pytest.mark.parametrize("spelled", ["{type: [string, 'null'], enum: [%s]}", "{enum: [%s]}"])
def test_null_among_values_that_an_enum_gains(spelled: str) -> None:
    base, revision = response(spelled % "a"), response(spelled % "a, null, b")
    assert told(base, revision) == {AFTER, ("outbound-enum-value-added", "may-break")}


def test_variants_that_both_may_be_null_now() -> None:
    union = "{oneOf: [{type: string, nullable: true}, {type: integer%s}]}"
    base, revision = (request(union % more).replace("3.1.0", "3.0.3") for more in ("", ", nullable: true"))
    assert ("inbound-variant-narrowed", "breaks") in told(base, revision)


def test_a_format_that_is_defined_now() -> None:
    """SEMANTICS §3: judged, but where a defined format is replaced by one that is not."""
    unknown, known = "{type: string, format: foo}", "{type: string, format: date}"
    assert told(request(unknown), request(known)) == {("inbound-format-narrowed", "breaks")}
    assert told(response(known), response(unknown)) == {("outbound-format-changed", "may-break")}
    assert told(request(known), request(unknown)) == {("inbound-format-changed", "may-break")}
    assert {effect for _, effect in told(response(unknown), response(known))} <= {"safe"}
