"""Objects without their closedness: a reader skips what it does not know, whatever the schema says (SEMANTICS §4)."""

from __future__ import annotations

from catalog.model.source import Json

CLOSING = ("additionalProperties", "unevaluatedProperties")
SCHEMA_MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
SCHEMA_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SCHEMAS = ("items", "additionalProperties", "then", "else", "contains", "additionalItems", "unevaluatedItems")


def opened(schema: Json) -> Json:
    """The schema with `additionalProperties: false` and `unevaluatedProperties: false` taken out, not under `not`."""
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if not (key in CLOSING and value is False)}
    return {key: _member(key, value) for key, value in kept.items()}


def _member(key: str, value: Json) -> Json:
    if key in SCHEMA_MAPS and isinstance(value, dict):
        return {name: opened(item) for name, item in value.items()}
    if key in SCHEMA_LISTS and isinstance(value, list):
        return [opened(item) for item in value]
    return opened(value) if key in SCHEMAS else value
