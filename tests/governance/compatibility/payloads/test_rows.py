"""SEMANTICS §3 for what schemas say: one line for each row, as requests and as responses."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import Options
from governance.compatibility.tolerances import Tolerances
from tests.builders.compared import request, response, told

OBJECT = "{type: object, properties: {a: {type: string}, b: {type: integer}}, required: [a]}"

INBOUND = [
    # base, revision, rule, effect
    (OBJECT, OBJECT.replace("[a]", "[a, b]"), "inbound-required-narrowed", "breaks"),
    ("{type: integer, maximum: 9}", "{type: integer, maximum: 5}", "inbound-bound-narrowed", "breaks"),
    ("{type: integer}", "{type: integer, minimum: 1}", "inbound-bound-narrowed", "breaks"),
    ("{type: string}", "{type: string, pattern: '^a'}", "inbound-pattern-narrowed", "breaks"),
    ("{type: string, enum: [x, y]}", "{type: string, enum: [x]}", "inbound-enum-narrowed", "breaks"),
    ("{type: string}", "{type: string, enum: [x]}", "inbound-enum-narrowed", "breaks"),
    ("{type: number}", "{type: integer}", "inbound-type-narrowed", "breaks"),
    ("{type: [string, 'null']}", "{type: string}", "inbound-null-narrowed", "breaks"),
    ("{type: string}", "{type: string, format: date}", "inbound-format-narrowed", "breaks"),
    ("{type: integer}", "{type: integer, format: int32}", "inbound-format-narrowed", "breaks"),
    ("{type: string}", "{type: string, format: shade}", "inbound-format-changed", "may-break"),
    (OBJECT, OBJECT.replace(", b: {type: integer}", ""), "inbound-property-removed", "may-break"),
    (OBJECT.replace(", b: {type: integer}", ""), OBJECT, "inbound-property-added", "safe"),
    (
        OBJECT.replace("{type: object", "{type: object, additionalProperties: {type: string}"),
        OBJECT.replace("b: {type: integer}", "b: {type: integer}, c: {type: string, maxLength: 3}").replace(
            "{type: object", "{type: object, additionalProperties: {type: string}"
        ),
        "inbound-openness-narrowed",
        "breaks",
    ),
    (
        OBJECT.replace("{type: object", "{type: object, additionalProperties: true"),
        OBJECT.replace("b: {type: integer}", "b: {type: integer}, c: {type: string}").replace(
            "{type: object", "{type: object, additionalProperties: true"
        ),
        "inbound-property-added-to-open-map",
        "may-break",
    ),
    (OBJECT, OBJECT.replace("{type: object", "{type: object, additionalProperties: false"), "inbound-object-closed",
     "may-break"),
    (
        OBJECT.replace("{type: object", "{type: object, additionalProperties: true"),
        OBJECT.replace("{type: object", "{type: object, additionalProperties: false"),
        "inbound-openness-narrowed",
        "breaks",
    ),
    ("{type: integer, default: 1}", "{type: integer, default: 2}", "inbound-default-changed", "may-break"),
    ("{type: string, contentMediaType: image/png}", "{type: string, contentMediaType: image/gif}",
     "inbound-format-changed", "may-break"),
    ("{type: string, contentSchema: {type: object}}", "{type: string, contentSchema: {type: array}}",
     "inbound-format-changed", "may-break"),
    (
        OBJECT.replace("{type: object", "{type: object, additionalProperties: {type: string}"),
        "{type: object, additionalProperties: {type: string}, required: [a]}",
        "inbound-openness-narrowed",
        "breaks",
    ),
    ("{type: array, items: {type: string}}", "{type: array, items: {type: string, maxLength: 1}}",
     "inbound-bound-narrowed", "breaks"),
]  # fmt: skip
OUTBOUND = [
    (OBJECT, OBJECT.replace(", b: {type: integer}", ""), "outbound-property-removed", "breaks"),
    (OBJECT, OBJECT.replace(", required: [a]", ""), "outbound-required-widened", "breaks"),
    ("{type: string}", "{type: [string, 'null']}", "outbound-null-widened", "breaks"),
    ("{type: integer}", "{type: number}", "outbound-type-widened", "breaks"),
    ("{type: integer, maximum: 5}", "{type: integer, maximum: 9}", "outbound-bound-widened", "breaks"),
    ("{type: string, pattern: '^a'}", "{type: string}", "outbound-pattern-widened", "breaks"),
    ("{type: string, enum: [x]}", "{type: string, enum: [x, y]}", "outbound-enum-value-added", "may-break"),
    ("{type: string, enum: [x]}", "{type: string, enum: [y]}", "outbound-enum-widened", "breaks"),
    ("{type: string, enum: [x]}", "{type: string}", "outbound-enum-widened", "breaks"),
    ("{type: string, format: uuid}", "{type: string}", "outbound-format-widened", "breaks"),
    ("{type: integer, default: 1}", "{type: integer, default: 2}", "outbound-default-changed", "safe"),
    (OBJECT.replace(", b: {type: integer}", ""), OBJECT, "outbound-property-added", "safe"),
    (
        OBJECT.replace("{type: object", "{type: object, additionalProperties: false"),
        OBJECT.replace("b: {type: integer}", "b: {type: integer}, c: {type: string}").replace(
            "{type: object", "{type: object, additionalProperties: false"
        ),
        "outbound-property-added-to-closed-object",
        "may-break",
    ),
    (OBJECT.replace("{type: object", "{type: object, additionalProperties: false"), OBJECT, "outbound-object-opened",
     "may-break"),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object}",
        "outbound-map-values-removed",
        "breaks",
    ),
    (
        "{type: object, patternProperties: {'^x-': {type: string}}}",
        "{type: object}",
        "outbound-pattern-family-removed",
        "breaks",
    ),
    (
        "{type: object, additionalProperties: {type: integer}}",
        "{type: object, additionalProperties: {type: number}}",
        "outbound-type-widened",
        "breaks",
    ),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, properties: {a: {type: integer}}, additionalProperties: {type: string}}",
        "outbound-openness-widened",
        "breaks",
    ),
    (
        "{oneOf: [{type: string}, {type: integer}]}",
        "{oneOf: [{type: string}, {type: integer}, {type: boolean}]}",
        "outbound-variant-widened",
        "breaks",
    ),
]  # fmt: skip
SILENT = [
    ("{type: [string, 'null']}", "{oneOf: [{type: string}, {type: 'null'}]}"),
    ("{type: [string, 'null']}", "{anyOf: [{type: 'null'}, {type: string}]}"),
    ("{const: x}", "{enum: [x]}"),
    (OBJECT, f"{{allOf: [{OBJECT}]}}"),
    (
        OBJECT,
        "{allOf: [{type: object, properties: {a: {type: string}}}, {properties: {b: {type: integer}}, required: [a]}]}",
    ),
    ("{type: string, minLength: 2}", "{minLength: 2, type: string, description: words}"),
    ("{type: integer, minimum: 3}", "{type: integer, minimum: 3, maxLength: 5}"),
    ("{type: integer}", "{type: integer, contentMediaType: image/png}"),
    ("{additionalProperties: {description: d}}", "{additionalProperties: {allOf: [{description: d}]}}"),
    (
        "{type: object, properties: {a: {type: [string, 'null'], readOnly: true}}}",
        "{type: object, properties: {a: {anyOf: [{type: string, readOnly: true}, {type: 'null'}]}}}",
    ),
    ("{type: string, contentSchema: {type: object}}", "{type: string, contentSchema: {allOf: [{type: object}]}}"),
]


@pytest.mark.parametrize(("base", "revision", "rule", "effect"), INBOUND)
def test_requests(base: str, revision: str, rule: str, effect: str) -> None:
    found = told(request(base), request(revision))
    assert (rule, effect) in found
    assert {other for other in found if other[1] == "breaks"} <= {(rule, effect)}


@pytest.mark.parametrize(("base", "revision", "rule", "effect"), OUTBOUND)
def test_responses(base: str, revision: str, rule: str, effect: str) -> None:
    found = told(response(base), response(revision))
    assert (rule, effect) in found
    assert effect == "breaks" or "breaks" not in {other for _, other in found}


@pytest.mark.parametrize(("base", "revision"), SILENT)
def test_equivalent_spellings_say_nothing(base: str, revision: str) -> None:
    for document in (request, response):
        assert told(document(base), document(revision)) == set()
        assert told(document(revision), document(base)) == set()


TOLERATED = {"enum", "openness"}
"""Readers get along with values and members that they do not know."""


@pytest.mark.parametrize(
    ("rows", "document", "other"), [(INBOUND, request, response), (OUTBOUND, response, request)], ids=["in", "out"]
)
def test_payload_breaks_belong_to_one_direction(rows: list[tuple[str, ...]], document: object, other: object) -> None:
    """Swap: what breaks one way breaks the other direction with the releases exchanged (§2)."""
    assert callable(other)
    for base, revision, rule, effect in rows:
        if effect == "breaks" and rule.endswith(("narrowed", "widened")) and not TOLERATED & set(rule.split("-")):
            assert "breaks" in {found for _, found in told(other(revision), other(base))}, (base, revision)


def test_read_only_members_do_not_come_in_and_write_only_ones_do_not_go_out() -> None:
    plain, hidden = OBJECT.replace("[a]", "[]"), "{type: object, properties: {a: {type: string, %s: true}}}"
    shrunk = "{type: object, properties: {a: {type: integer, %s: true}}}"
    assert told(request(hidden % "readOnly"), request(shrunk % "readOnly")) == set()
    assert told(response(hidden % "writeOnly"), response(shrunk % "writeOnly")) == set()
    assert ("outbound-property-removed", "breaks") in told(response(plain), response(hidden % "writeOnly"))


def test_discriminator_values_are_values_of_their_property() -> None:
    def pets(keys: str) -> str:
        union = f"{{$ref: '#/components/schemas/Pet', description: {len(keys)}}}"
        pet = "{oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: %s}}".replace(
            "%s", keys
        )
        cat = "{type: object, properties: {kind: {type: string}}}"
        return response(union) + f"\ncomponents: {{schemas: {{Cat: {cat}, Pet: {pet}}}}}"

    one, two = "{cat: Cat}", "{cat: Cat, tom: Cat}"
    assert ("outbound-discriminator-value-added", "breaks") in told(pets(one), pets(two))
    assert ("outbound-discriminator-value-removed", "may-break") in told(pets(two), pets(one))


def test_tolerances_change_what_they_name() -> None:
    closed = OBJECT.replace("{type: object", "{type: object, additionalProperties: false")
    strict = Options(Tolerances(strict_readers=True))
    grown = closed.replace("b: {type: integer}", "b: {type: integer}, c: {type: string}")
    assert "breaks" in {effect for _, effect in told(response(closed), response(grown), strict)}
    assert "breaks" not in {effect for _, effect in told(response(closed), response(grown))}
    annotated = Options(Tolerances(formats_are_annotations=True))
    assert "breaks" not in {
        e for _, e in told(request("{type: string}"), request("{type: string, format: date}"), annotated)
    }
    shy = Options(Tolerances(open_enums=False))
    wide = told(response("{type: string, enum: [x]}"), response("{type: string, enum: [x, y]}"), shy)
    assert ("outbound-enum-widened", "breaks") in wide
    loose = Options(Tolerances(unconstrained_responses=True))
    bounds = told(response("{type: integer, maximum: 5}"), response("{type: integer}"), loose)
    assert bounds == {("outbound-bound-widened", "may-break")}
