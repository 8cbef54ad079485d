"""Departures from the official schemas: the right rule, at the right place, once, in words."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.model.specification import Family, Specification
from governance.validation.official import LINES
from governance.validation.structure import RULES, structure_violations
from governance.validation.violation import Violation

INFO = {"title": "Shop", "version": "1"}
CHANNEL = {"address": "orders", "messages": {"placed": {"payload": {"type": "object"}}}}


def openapi(line: str, **members: Any) -> dict[str, Any]:
    """The smallest document of a version, with members added."""
    if line == "2.0":
        return {"swagger": "2.0", "info": INFO, "paths": {}, **members}
    return {"openapi": f"{line}.0", "info": INFO, "paths": {}, **members}


def asyncapi(line: str, **members: Any) -> dict[str, Any]:
    return {"asyncapi": f"{line}.0", "info": INFO, "channels": {}, **members}


def found(document: dict[str, Any]) -> list[Violation]:
    version = str(document.get("asyncapi") or document.get("openapi") or document.get("swagger"))
    family = Family.ASYNCAPI if "asyncapi" in document else Family.OPENAPI
    return list(structure_violations(document, Specification(family, version, version[:3])))


def operation(**members: Any) -> dict[str, Any]:
    return {"/orders": {"get": {"responses": {"200": {"description": "fine"}}, **members}}}


@pytest.mark.parametrize(("family", "line"), [(family, line) for family, lines in LINES.items() for line in lines])
def test_the_smallest_document_of_every_version_is_valid(family: Family, line: str) -> None:
    make = openapi if family is Family.OPENAPI else asyncapi
    assert found(make(line)) == []


@pytest.mark.parametrize(("family", "line"), [(family, line) for family, lines in LINES.items() for line in lines])
def test_every_version_knows_its_fields(family: Family, line: str) -> None:
    make = openapi if family is Family.OPENAPI else asyncapi
    violations = found(make(line, info={**INFO, "contct": {}}))
    assert [(each.rule, each.pointer, each.hint) for each in violations] == [
        ("unknown-field", ("info", "contct"), "Did you mean 'contact'?")
    ]


CASES: dict[str, tuple[dict[str, Any], list[tuple[str, tuple[str | int, ...]]]]] = {
    "a wrong type of schema deep in a 3.1 document": (
        openapi("3.1", components={"schemas": {"A": {"properties": {"b": {"type": "integr"}}}}}),
        [("unknown-value", ("components", "schemas", "A", "properties", "b", "type"))],
    ),
    "the same in 3.0, under two levels of oneOf": (
        openapi("3.0", components={"schemas": {"A": {"properties": {"b": {"type": "integr"}}}}}),
        [("unknown-value", ("components", "schemas", "A", "properties", "b", "type"))],
    ),
    "the same in 3.2": (
        openapi("3.2", components={"schemas": {"A": {"properties": {"b": {"type": "integr"}}}}}),
        [("unknown-value", ("components", "schemas", "A", "properties", "b", "type"))],
    ),
    "a parameter in no known place": (
        openapi("3.0", paths=operation(parameters=[{"name": "a", "in": "qury", "schema": {}}])),
        [("unknown-value", ("paths", "/orders", "get", "parameters", 0, "in"))],
    ),
    "a path parameter that is not required": (
        openapi("3.0", paths=operation(parameters=[{"name": "a", "in": "path", "schema": {}}])),
        [("missing-field", ("paths", "/orders", "get", "parameters", 0))],
    ),
    "a status is a name, not a number": (
        openapi("3.1", paths={"/orders": {"get": {"responses": {"200": {"content": {}}}}}}),
        [("missing-field", ("paths", "/orders", "get", "responses", "200"))],
    ),
    "a 2.0 parameter without a type": (
        openapi("2.0", paths=operation(parameters=[{"name": "a", "in": "query"}])),
        [("missing-field", ("paths", "/orders", "get", "parameters", 0))],
    ),
    "what is wrong in a member does not make the member unknown": (
        openapi("3.1", info={"title": 5, "version": "1"}),
        [("wrong-type", ("info", "title"))],
    ),
    "an action that AsyncAPI 3 does not have": (
        asyncapi("3.0", operations={"x": {"action": "publish", "channel": {"$ref": "#/channels/a"}}}),
        [("unknown-value", ("operations", "x", "action"))],
    ),
    "a payload under oneOf of forms": (
        asyncapi("2.6", channels={"a": {"subscribe": {"message": {"payload": {"type": "objct"}}}}}),
        [("unknown-value", ("channels", "a", "subscribe", "message", "payload", "type"))],
    ),
    "a security scheme of a known type": (
        asyncapi("2.6", components={"securitySchemes": {"k": {"type": "apiKey", "in": "usr"}}}),
        [("unknown-value", ("components", "securitySchemes", "k", "in"))],
    ),
    "a channel's field in 3.1": (
        asyncapi("3.1", channels={"a": {**CHANNEL, "adress": "x"}}),
        [("unknown-field", ("channels", "a", "adress"))],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_defect_is_found_once_at_its_place(name: str) -> None:
    document, expected = CASES[name]
    violations = found(document)
    assert [(each.rule, each.pointer) for each in violations] == expected
    assert {each.rule for each in violations} <= RULES


def test_values_come_with_the_nearest_allowed_one() -> None:
    document = openapi("3.0", paths=operation(parameters=[{"name": "a", "in": "qury", "schema": {}}]))
    hint = found(document)[0].hint
    assert hint == "Did you mean 'query'? Allowed: 'path', 'query', 'header', 'cookie'."


def test_a_misspelt_required_field_is_named() -> None:
    lacks, unknown = found(openapi("3.1", info={"title": "Shop", "verison": "1"}))
    assert lacks.hint == "Did you mean 'verison' here, written wrongly?"
    assert unknown.pointer == ("info", "verison")


def test_a_reference_is_never_two_forms_at_once() -> None:
    parameters = {"id": {"$ref": "#/components/parameters/id"}}
    document = asyncapi("2.1", channels={"a/{id}": {"parameters": parameters}}, components={"parameters": {"id": {}}})
    assert found(document) == []


def test_deep_errors_cost_little() -> None:
    schema: dict[str, Any] = {"type": "strng"}
    for _ in range(60):
        schema = {"type": "object", "properties": {"a": schema}}
    violations = found(openapi("3.0", components={"schemas": {"A": schema}}))
    assert [each.rule for each in violations] == ["unknown-value"]


def test_what_is_too_deep_to_check_is_said() -> None:
    schema: dict[str, Any] = {"type": "strng"}
    for _ in range(400):
        schema = {"not": schema}
    assert [each.rule for each in found(openapi("3.0", components={"schemas": {"A": schema}}))] == [
        "structure-unchecked"
    ]
