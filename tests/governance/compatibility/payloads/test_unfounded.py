"""SEMANTICS §3: what is ill-formed or only defined by itself is undecided, never silently equal, and never a crash."""

from __future__ import annotations

from itertools import product

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

PLACES = {
    "request": "requestBody: {required: true, content: {application/json: {schema: %s}}}\n"
    "responses: {'204': {description: d}}",
    "form": "requestBody: {content: {application/x-www-form-urlencoded: {schema: %s}}}\n"
    "responses: {'204': {description: d}}",
    "query": "parameters: [{name: q, in: query, schema: %s}]\nresponses: {'204': {description: d}}",
    "response": "responses: {'200': {description: d, content: {application/json: {schema: %s}}}}",
    "header": "responses: {'200': {description: d, headers: {X-A: {schema: %s}}}}",
}
UNDECIDED = {("schema-undecided", "breaks")}
ITSELF = """
components:
  schemas:
    Known: {type: string}
    Z: {$ref: '#/components/schemas/Z'}
    X: {$ref: '#/components/schemas/Y'}
    Y: {$ref: '#/components/schemas/X'}
    All: {allOf: [{$ref: '#/components/schemas/All'}, {type: string}]}
"""


def document(place: str, schema: str, version: str) -> str:
    return http(PLACES[place] % schema, ITSELF, version)


def component(name: str) -> str:
    return f"{{$ref: '#/components/schemas/{name}'}}"


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("reference", ["5", "null", "[]", "{}", "true", "1.5"])
def test_a_reference_that_is_no_text_is_undecided(reference: str, version: str) -> None:
    for place, sound in product(PLACES, ("{type: string}", "{type: object, properties: {a: {type: integer}}}", "{}")):
        ill = f"{{$ref: {reference}}}"
        pair = document(place, ill, version), document(place, sound, version)
        assert told(*pair) == told(*reversed(pair)) == UNDECIDED
        assert told(pair[0], pair[0]) == set()


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    "wrapped",
    ["{type: object, properties: {a: %s}}", "{type: array, items: %s}", "{oneOf: [%s, {type: integer}]}",
     "{type: object, additionalProperties: %s}", "{not: %s}"],
)  # fmt: skip
def test_so_is_one_inside(wrapped: str, version: str) -> None:
    for place, reference in product(("request", "response"), ("{$ref: 5}", "{$ref: []}", component("Nope"))):
        ill, sound = (document(place, wrapped % inner, version) for inner in (reference, "{type: string}"))
        assert ("schema-undecided", "breaks") in told(ill, sound)
        assert ("schema-undecided", "breaks") in told(sound, ill)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["Nope", "Z", "X", "All"])
def test_a_reference_without_an_end_is_undecided(name: str, place: str, version: str) -> None:
    lost = component(name)
    for sound in ("{type: string}", component("Known"), "{}", "{allOf: [{type: string}, {minLength: 1}]}"):
        pair = document(place, lost, version), document(place, sound, version)
        assert told(*pair) == told(*reversed(pair)) == UNDECIDED
        composed = document(place, f"{{allOf: [{lost}, {sound}]}}", version)
        assert told(composed, pair[1]) == told(pair[1], composed) == UNDECIDED


@pytest.mark.parametrize("place", PLACES)
def test_the_same_one_on_both_sides_is_equal(place: str) -> None:
    for name in ("Nope", "Z", "X", "All"):
        lost = component(name)
        base, revision = (document(place, f"{{allOf: [{lost}, {part}]}}", "3.0.3") for part in ("{}", "{title: t}"))
        assert told(base, base) == told(base, revision) == set()
    other = document(place, component("Gone"), "3.0.3")
    assert told(document(place, component("Nope"), "3.0.3"), other) == UNDECIDED


def test_it_is_said_what_leads_nowhere() -> None:
    base, revision = (document("response", each, "3.0.3") for each in (component("Nope"), "{type: string}"))
    (finding,) = compare(contract_of(base), contract_of(revision)).findings
    assert "#/components/schemas/Nope leads nowhere" in finding.message
    assert finding.decided is False


def test_a_reference_that_comes_back_through_a_member_has_a_meaning() -> None:
    tree = "components: {schemas: {T: {type: object, properties: {up: {allOf: [{$ref: '#/components/schemas/T'}]}}}}}"
    plain, described = (
        http(PLACES["response"] % each, tree) for each in (component("T"), f"{{allOf: [{component('T')}]}}")
    )
    assert told(plain, described) == told(described, plain) == set()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "ill", ["type: string, enum: 5", "type: string, enum: {}", "allOf: {}", "anyOf: 3", "oneOf: {a: 5}", "type: 5"]
)
def test_so_is_a_keyword_with_a_value_that_it_cannot_have(ill: str, place: str) -> None:
    pair = document(place, f"{{{ill}}}", "3.1.0"), document(place, "{type: string, enum: [a]}", "3.1.0")
    assert told(*pair) == told(*reversed(pair)) == UNDECIDED


ILL_FORMED = (
    "{type: 5}", "{type: [5]}", "{type: []}", "{properties: []}", "{type: object, properties: []}", "{enum: {}}",
    "{items: 5}", "{required: x}", "{pattern: 5}", "{format: 5}", "{minLength: x}", "{allOf: {}}", "{oneOf: []}",
    "{anyOf: []}", "{not: 5}", "{additionalProperties: 5}",
)  # fmt: skip


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("place", PLACES)
def test_ill_formed_is_undecided_even_beside_what_allows_anything(place: str, version: str) -> None:
    for ill in ILL_FORMED:
        pair = document(place, ill, version), document(place, "{}", version)
        assert told(*pair) == told(*reversed(pair)) == UNDECIDED, ill
        assert told(pair[0], pair[0]) == set()


def test_nullable_is_true_or_false() -> None:
    pair = [document("response", f"{{type: string, nullable: {value}}}", "3.0.3") for value in ("'true'", "false")]
    assert told(*pair) == told(*reversed(pair)) == UNDECIDED


@pytest.mark.parametrize("place", ["request", "response", "form"])
@pytest.mark.parametrize(
    "ill",
    ["{type: object, properties: 5, required: [a]}", "{type: object, required: 5, properties: {a: {readOnly: true}}}",
     "{type: object, required: [[]], properties: {a: {readOnly: true, writeOnly: true}}}",
     "{type: integer, format: int32, allOf: 5}", "{anyOf: 5, unevaluatedProperties: false}",
     "{dependentSchemas: [5], unevaluatedProperties: false}",
     "{oneOf: [{$ref: '#/components/schemas/Known'}], discriminator: {propertyName: a, mapping: x}}"],
)  # fmt: skip
def test_what_stands_beside_something_ill_formed_is_no_crash(place: str, ill: str) -> None:
    sound = "{type: object, properties: {a: {type: string}}, required: [a]}"
    pair = document(place, ill, "3.1.0"), document(place, sound, "3.1.0")
    for documents in (pair, tuple(reversed(pair))):
        assert {effect for _, effect in told(*documents)} & {"breaks", "may-break"}
