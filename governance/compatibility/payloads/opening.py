"""Objects without their closedness: a reader skips what it does not know, whatever the schema says (SEMANTICS §4)."""

from __future__ import annotations

from collections.abc import Callable

from catalog.model.source import Json
from governance.compatibility.schema.rewrites import as_any

CLOSING = ("additionalProperties", "unevaluatedProperties")
SCHEMA_MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
SCHEMA_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SCHEMAS = ("items", "additionalProperties", "then", "else", "contains", "additionalItems", "unevaluatedItems")


Loose = Callable[[Json], bool]


def opened(schema: Json, loose: Loose | None = None) -> Json:
    """The schema with `additionalProperties: false` and `unevaluatedProperties: false` taken out, not under `not`.

    The lists of the copy are others, so what `loose` says of a oneOf is written into it.
    """
    if not isinstance(schema, dict):
        return schema
    if loose is not None and "oneOf" in schema and loose(schema["oneOf"]):
        schema = as_any(schema)
    kept = {key: value for key, value in schema.items() if not (key in CLOSING and value is False)}
    return {key: _member(key, value, loose) for key, value in kept.items()}


def _member(key: str, value: Json, loose: Loose | None) -> Json:
    if key in SCHEMA_MAPS and isinstance(value, dict):
        return {name: opened(item, loose) for name, item in value.items()}
    if key in SCHEMA_LISTS and isinstance(value, list):
        return [opened(item, loose) for item in value]
    return opened(value, loose) if key in SCHEMAS else value
