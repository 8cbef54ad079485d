"""What stands beside a reference, what references start from, and circles of composed schemas."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import http, request, response, told
from tests.builders.contracts import contract_of

TEXT = "\ncomponents: {schemas: {A: {type: string}}}\n"
OBJECT = "\ncomponents: {schemas: {A: {type: object, properties: {b: {type: string}}}}}\n"
REFERENCE = "$ref: '#/components/schemas/A'"
HOLDERS = ["%s", "{type: object, properties: {v: %s}}", "{type: array, items: %s}", "{additionalProperties: %s}"]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("beside", ["maxLength: 3", "pattern: '^x'", "enum: [a]", "not: {const: a}"])
def test_what_stands_beside_a_reference_is_compared(holder: str, beside: str) -> None:
    bare, more = (holder % f"{{{said}}}" for said in (REFERENCE, f"{REFERENCE}, {beside}"))
    assert {effect for _, effect in told(request(bare) + TEXT, request(more) + TEXT)} == {"breaks"}
    assert {effect for _, effect in told(response(more) + TEXT, response(bare) + TEXT)} == {"breaks"}
    assert told(request(more) + TEXT, request(bare) + TEXT) == set()


def test_a_property_beside_a_reference_may_not_be_withdrawn() -> None:
    more = response(f"{{{REFERENCE}, properties: {{c: {{type: string}}}}}}") + OBJECT
    assert told(more, response(f"{{{REFERENCE}}}") + OBJECT) == {("outbound-property-removed", "breaks")}


def test_before_31_what_stands_beside_a_reference_says_nothing() -> None:
    bare, more = (request(f"{{{said}}}") + TEXT for said in (REFERENCE, f"{REFERENCE}, maxLength: 3"))
    assert told(bare.replace("3.1.0", "3.0.3"), more.replace("3.1.0", "3.0.3")) == set()


TREES = {
    "3.0.3": "{allOf: [{$ref: '#/components/schemas/A'}], nullable: true}",
    "3.1.0": "{anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}",
    "3.1.1": "{$ref: '#/components/schemas/A', minProperties: 1}",
}


@pytest.mark.parametrize("version", TREES)
def test_a_tree_of_composed_references_to_itself_ends(version: str) -> None:
    members = ", ".join(f"m{number}: {TREES[version]}" for number in range(5))
    base, revision = (
        request(f"{{{REFERENCE}}}").replace("3.1.0", version)
        + f"\ncomponents: {{schemas: {{A: {{type: object, properties: {{{members}, v: {{type: string{more}}}}}}}}}}}\n"
        for more in ("", ", maxLength: 3")
    )
    assert told(base, revision) == {("inbound-bound-narrowed", "breaks")}


DEFAULTS = [
    ("3.0.3", "{allOf: [{$ref: '#/components/schemas/A'}], default: %s}"),
    ("3.1.0", "{$ref: '#/components/schemas/A', default: %s}"),
    ("3.1.0", "{anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}], default: %s}"),
]


@pytest.mark.parametrize(("version", "schema"), DEFAULTS)
def test_a_default_beside_what_it_is_the_default_of(version: str, schema: str) -> None:
    base, revision = (request(f"{{properties: {{v: {schema % said}}}}}") + TEXT for said in "ab")
    found = told(base.replace("3.1.0", version), revision.replace("3.1.0", version))
    assert found == {("inbound-default-changed", "may-break")}


RESOURCE = "{type: object, properties: {f: {$id: 'http://x/y', properties: {v: {%s}}, $defs: {X: {$anchor: x, %s}}}}}"


@pytest.mark.parametrize("reference", ["$ref: '#/$defs/X'", "$ref: '#x'", "$ref: 'y#/$defs/X'"])
def test_references_start_from_the_resource_around_them(reference: str) -> None:
    loose, tight = (request(RESOURCE % (reference, said)) for said in ("type: string", "type: string, maxLength: 3"))
    comparison = compare(contract_of(loose), contract_of(tight))
    assert comparison.breaking is not False
    assert told(loose, loose) == told(tight, loose) == set()


MEANT = [
    ("{type: string, nullable: true}", "inbound-null-narrowed"),
    ("{type: string, $ref: '#/components/schemas/B'}", "inbound-bound-narrowed"),
    ("{type: integer, minimum: 1, exclusiveMinimum: true}", "schema-undecided"),
]


@pytest.mark.parametrize(("schema", "rule"), MEANT)
def test_the_same_text_may_mean_something_else_in_another_version(schema: str, rule: str) -> None:
    place = http(
        f"requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}\nresponses: {{}}",
        "components: {schemas: {B: {type: string}}}",
    ).replace("{type: string, $ref: '#/components/schemas/B'}", "{$ref: '#/components/schemas/B', maxLength: 2}")
    assert rule in {found for found, _ in told(place.replace("3.1.0", "3.0.3"), place)}


LIST = "L: {$id: 'http://x/l', type: array, items: {$dynamicRef: '#item'}, $defs: {d: {$dynamicAnchor: item}}}"
TEXTS = "T: {$id: 'http://x/t', $ref: 'http://x/l', $defs: {i: {$dynamicAnchor: item, type: string%s}}}"


def test_what_a_dynamic_reference_leads_to_is_never_silently_another_schema() -> None:
    loose, tight = (
        request("{$ref: 'http://x/t'}") + f"\ncomponents: {{schemas: {{{LIST}, {TEXTS % more}}}}}\n"
        for more in ("", ", maxLength: 3")
    )
    assert told(loose, tight) == {("schema-undecided", "breaks")}
    assert told(tight, tight) == set()
