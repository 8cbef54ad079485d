"""The descriptors' JSON Schemas: sound themselves, and shown in full on the handbook's page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from catalog.reading.descriptors.kinds import DESCRIBED, KINDS, VALIDATED, descriptor_schema, kind_of
from catalog.reading.descriptors.names import REFERENCES
from catalog.reading.descriptors.validation import validate
from tests.builders.descriptors import document, examples


@pytest.mark.parametrize("kind", VALIDATED)
def test_each_is_a_2020_12_schema(kind: str) -> None:
    schema = descriptor_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", VALIDATED)
def test_each_place_tells_an_editor_what_it_is(kind: str) -> None:
    silent = [path for path, node in _described(descriptor_schema(kind), "#") if not node.get("description")]
    assert silent == []
    assert descriptor_schema(kind)["title"]


@pytest.mark.parametrize("kind", VALIDATED)
def test_each_object_is_closed_but_for_own_additions(kind: str) -> None:
    for _, node in _described(descriptor_schema(kind), "#"):
        if "properties" in node:
            assert node["additionalProperties"] is False
            assert "^x-" in node["patternProperties"]


def _described(node: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Schemas at which a person writes something: properties, and what they refer to."""
    for name, schema in (*node.get("properties", {}).items(), *node.get("$defs", {}).items()):
        target = _target(schema, path) or schema
        yield f"{path}/{name}", {**target, **schema}
        yield from _described(schema, f"{path}/{name}")
    for entry in (node.get("items"), node.get("additionalProperties"), *node.get("anyOf", ())):
        if isinstance(entry, dict):
            yield from _described(entry, f"{path}/*")


def _target(schema: dict[str, Any], path: str) -> dict[str, Any] | None:
    return {"description": "by reference"} if "$ref" in schema and path else None


@pytest.mark.parametrize(("kind", "text"), examples())
def test_the_page_has_sound_examples(kind: str, text: str) -> None:
    assert validate(document(text), kind) == ()


@pytest.mark.parametrize("kind", DESCRIBED)
def test_the_page_shows_every_key(kind: str) -> None:
    everywhere = {key for _, text in examples() for key in _keys(document(text).tree)}
    here = {key for found, text in examples() if found == kind for key in document(text).tree}
    schema = descriptor_schema(kind)
    assert set(schema["properties"]) - here == set()
    assert set(_properties(schema)) - everywhere == set()


def _properties(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node["properties"] if isinstance(node.get("properties"), dict) else ())
        for value in node.values():
            yield from _properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from _properties(value)


def _keys(node: Any) -> Iterator[str]:
    for key, value in node.items() if isinstance(node, dict) else ():
        yield key
        yield from _keys(value)
    for value in node if isinstance(node, list) else ():
        yield from _keys(value)


def test_every_kind_is_found_by_its_path() -> None:
    paths = {
        "catalog": "catalog.yaml",
        "teams": "teams.yaml",
        "service": "services/pricing/service.yaml",
        "consumes": "services/pricing/consumes.yml",
        "vendor": "vendors/acme/vendor.yaml",
        "domain": "domains/order.yaml",
        "term": "terms/order.yaml",
        "workflow": "workflows/quote-to-cash.arazzo.yaml",
        "entity": "schemas/customer/v2.yaml",
        "policy": "policy/policy.yaml",
        "waiver": "policy/waivers/w1.yaml",
        "acceptance": "policy/acceptances/a1.yaml",
    }
    assert {path: kind_of(path) for path in paths.values()} == {path: kind for kind, path in paths.items()}
    assert {kind for kind, _ in KINDS} == set(paths)
    assert kind_of("services/pricing/v1/openapi.yaml") is None
    assert kind_of("services/a/b/service.yaml") is None


def test_every_described_kind_says_which_names_it_uses() -> None:
    assert set(REFERENCES) == set(VALIDATED)


@pytest.mark.parametrize("kind", VALIDATED)
def test_names_are_looked_for_where_the_schema_has_them(kind: str) -> None:
    schema = json.dumps(descriptor_schema(kind))
    for path, _ in REFERENCES[kind]:
        assert all(f'"{step}"' in schema for step in path if not step.startswith("*"))
