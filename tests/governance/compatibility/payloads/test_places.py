"""Members by pattern, items by place, and what nothing else looks at: compared as other members are (SEMANTICS §3)."""

from __future__ import annotations

import pytest

from tests.builders.compared import http, request, response, told

TWO = "{type: object, properties: {a: {type: string}, b: {type: string}}}"
ONE = "{type: object, properties: {a: {type: string}}}"
PLACES = [
    "{patternProperties: {'^x': %s}}",
    "{prefixItems: [{type: integer}, %s]}",
    "{unevaluatedProperties: %s}",
    "{unevaluatedItems: %s}",
    "{properties: {k: {patternProperties: {'^x': {prefixItems: [%s]}}}}}",
]
ONLY_IN_2020 = PLACES[1:4]
OUTBOUND = [
    (TWO, ONE, "outbound-property-removed", "breaks"),
    ("{properties: {a: {readOnly: true}}}", "{properties: {}}", "outbound-property-removed", "breaks"),
    ("{type: object, additionalProperties: {type: string}}", "{type: object}", "outbound-map-values-removed", "breaks"),
    ("{enum: [a]}", "{enum: [a, b]}", "outbound-enum-value-added", "may-break"),
    ("{format: shade}", "{format: hue}", "outbound-format-changed", "may-break"),
    ("{additionalProperties: false, properties: {a: {}}}", "{additionalProperties: false, properties: {a: {}, b: {}}}",
     "outbound-property-added-to-closed-object", "may-break"),
    ("{type: string}", "{type: [string, 'null']}", "outbound-null-widened", "breaks"),
]  # fmt: skip
INBOUND = [
    (TWO, ONE, "inbound-property-removed", "may-break"),
    ("{default: a}", "{default: b}", "inbound-default-changed", "may-break"),
    ("{properties: {a: {}}}", "{properties: {a: {}}, additionalProperties: false}",
     "inbound-object-closed", "may-break"),
    ("{type: object, properties: {a: {}}}", "{type: object, properties: {a: {}}, required: [a]}",
     "inbound-required-narrowed", "breaks"),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("base", "revision", "rule", "effect"), OUTBOUND)
def test_what_goes_out(place: str, base: str, revision: str, rule: str, effect: str) -> None:
    assert told(response(place % base), response(place % revision)) == {(rule, effect)}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("base", "revision", "rule", "effect"), INBOUND)
def test_what_comes_in(place: str, base: str, revision: str, rule: str, effect: str) -> None:
    assert told(request(place % base), request(place % revision)) == {(rule, effect)}


@pytest.mark.parametrize("place", ONLY_IN_2020)
def test_before_2020_there_are_no_such_places(place: str) -> None:
    def answers(schema: str) -> str:
        content = f"{{application/json: {{schema: {schema}}}}}"
        return http(f"responses: {{'200': {{description: d, content: {content}}}}}", version="3.0.3")

    assert told(answers(place % TWO), answers(place % ONE)) == set()


SHIFTED = [
    ("{prefixItems: [{type: string}], items: {type: integer}}",
     "{prefixItems: [{type: string}, {type: string}], items: {type: integer}}", "items"),
    ("{patternProperties: {'^x': {type: string}}, additionalProperties: {type: integer}}",
     "{patternProperties: {'^x': {type: string}, '^y': {type: string}}, additionalProperties: {type: integer}}",
     "openness"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "revision", "group"), SHIFTED)
def test_what_was_one_of_the_others_and_has_a_place_now(base: str, revision: str, group: str) -> None:
    assert (f"outbound-{group}-widened", "breaks") in told(response(base), response(revision))
    assert (f"inbound-{group}-narrowed", "breaks") in told(request(base), request(revision))
    assert (f"inbound-{group}-narrowed", "breaks") in told(request(revision), request(base))


def test_additional_and_unevaluated_members_are_the_same_where_nothing_else_looks_at_them() -> None:
    one, other = "{additionalProperties: %s}", "{unevaluatedProperties: %s}"
    assert told(response(one % TWO), response(other % TWO)) == set()
    assert ("outbound-property-removed", "breaks") in told(response(one % TWO), response(other % ONE))
    beside = "{allOf: [{additionalProperties: true}, {unevaluatedProperties: {type: %s}}]}"
    assert "breaks" in {effect for _, effect in told(request(beside % "[string, 'null']"), request(beside % "string"))}


FAMILY = "{patternProperties: {'%s': %s}}"


def test_a_family_by_another_pattern_is_still_there_where_that_matches_all_its_names() -> None:
    gone = ("outbound-pattern-family-removed", "breaks")
    base = response(FAMILY % ("^x-", TWO))
    assert gone not in told(base, response(FAMILY % ("^x-.*", TWO)))
    assert gone not in told(base, response(FAMILY % ("^x", TWO)))
    assert gone in told(base, response(FAMILY % ("^x-a", TWO)))
    assert gone in told(base, response(FAMILY % ("^x-.*", ONE)))
    assert gone in told(base, response(FAMILY % ("^x-", "false")))


@pytest.mark.parametrize("never", ["false", "{not: {}}", "{not: true}"])
def test_what_is_never_sent_was_removed(never: str) -> None:
    base = "{type: object, properties: {a: {type: string}, b: %s}}"
    removed = ("outbound-property-removed", "breaks")
    assert told(response(base % "{type: string}"), response(base % never)) == {removed}
    assert told(response(base % never), response(base % "false")) == set()
    assert told(response(base % never), response("{type: object, properties: {a: {type: string}}}")) == set()


def test_that_one_variant_has_no_such_member_says_nothing_of_the_others() -> None:
    one, other = "{required: [a], properties: {b: false}}", "{required: [b], properties: {a: false, b: {type: string}}}"
    assert told(response(f"{{oneOf: [{one}, {other}]}}"), response(f"{{oneOf: [{other}, {one}]}}")) == set()
