"""Parts of multipart bodies: objects are JSON, scalars are text (OpenAPI, Encoding Object)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Effect, Side
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
FORM_DATA = "multipart/form-data"


def parts(properties: str, media_type: str = FORM_DATA, version: str = "3.0.3", rest: str = "") -> str:
    content = f"{{{media_type}: {{schema: {{type: object, properties: {properties}}}}}}}"
    return http(f"requestBody: {{required: true, content: {content}}}\n{DONE}", rest, version=version)


def of(schema: str, more: str = "") -> str:
    return f"{{type: object, properties: {{x: {schema}}}{more}}}"


def list_of(schema: str) -> str:
    return f"{{type: array, items: {schema}}}"


INTEGER, STRING = "{type: integer}", "{type: string}"
BROKEN = [
    (of(INTEGER), of(STRING), "inbound-type-narrowed"),
    (of("{type: boolean}"), of(STRING), "inbound-type-narrowed"),
    (of("{enum: [1]}"), of("{enum: ['1']}"), "inbound-enum-narrowed"),
    (of("{type: array, items: {type: integer}}"), of("{type: array, items: {type: string}}"), "inbound-type-narrowed"),
    (of(of(INTEGER)), of(of(STRING)), "inbound-type-narrowed"),
    (list_of(of(INTEGER)), list_of(of(STRING)), "inbound-type-narrowed"),
    ("{type: object, additionalProperties: {type: integer}}", "{type: object, additionalProperties: {type: string}}",
     "inbound-type-narrowed"),
    (of(INTEGER, ", required: [x]"), of(INTEGER, ", required: [x, y]"), "inbound-required-narrowed"),
    (of(STRING), INTEGER, "inbound-type-narrowed"),
]  # fmt: skip


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(("base", "revision", "rule"), BROKEN)
def test_objects_in_parts_are_json(base: str, revision: str, rule: str, version: str) -> None:
    before, after = (parts(f"{{a: {schema}}}", version=version) for schema in (base, revision))
    (found,) = (f for f in compare(contract_of(before), contract_of(after)).findings if f.effect is Effect.BREAKS)
    assert found.rule == rule
    assert found.witness is not None
    assert found.witness.accepted_by is Side.BASE


def test_null_in_a_part_that_is_json_is_said() -> None:
    nullable = of("{type: string, nullable: true}")
    assert told(parts(f"{{a: {nullable}}}"), parts(f"{{a: {of(STRING)}}}")) == {("inbound-null-narrowed", "breaks")}
    assert told(parts(f"{{a: {of(STRING)}}}"), parts(f"{{a: {nullable}}}")) == set()


@pytest.mark.parametrize(("base", "revision"), [
    (INTEGER, STRING),
    ("{type: boolean}", STRING),
    (list_of(INTEGER), list_of(STRING)),
    ("{type: string, nullable: true}", STRING),
    ("{enum: [1]}", "{enum: ['1']}"),
    (of(INTEGER), of("{type: number}")),
    (of(INTEGER), of(INTEGER)),
])  # fmt: skip
def test_scalars_in_parts_stay_text(base: str, revision: str) -> None:
    assert told(parts(f"{{a: {base}}}"), parts(f"{{a: {revision}}}")) == set()


@pytest.mark.parametrize(("schema", "null"), [(of(INTEGER, ", nullable: true"), "3.0.3"), (
    of(INTEGER).replace("type: object", "type: [object, 'null']"), "3.1.0")])  # fmt: skip
def test_null_in_the_place_of_a_part_is_absence(schema: str, null: str) -> None:
    assert told(parts(f"{{a: {schema}}}", version=null), parts(f"{{a: {of(INTEGER)}}}", version=null)) == set()


def test_objects_in_url_encoded_forms_stay_text() -> None:
    form = "application/x-www-form-urlencoded"
    assert told(parts(f"{{a: {of(INTEGER)}}}", form), parts(f"{{a: {of(STRING)}}}", form)) == set()


def test_a_component_in_parts_and_forms_is_told_where_it_is_json() -> None:
    shared = "components: {schemas: {A: %s}}"
    entry = "{schema: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}}"
    content = f"{{application/x-www-form-urlencoded: {entry}, multipart/form-data: {entry}, application/json: {entry}}}"
    before, after = (
        http(f"requestBody: {{content: {content}}}\n{DONE}", shared % of(schema), version="3.0.3")
        for schema in (INTEGER, STRING)
    )
    (found,) = compare(contract_of(before), contract_of(after)).findings
    assert (found.rule, found.effect) == ("inbound-type-narrowed", Effect.BREAKS)
    assert found.witness is not None
