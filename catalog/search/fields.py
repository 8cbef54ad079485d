"""The members that a schema declares itself, without following references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.model.source import Json

DEEPEST = 40
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLES = {"items": "[]", "additionalProperties": "{}", "not": "", "then": "", "else": ""}


@dataclass(frozen=True, slots=True)
class Field:
    """A declared member: `path` leads to it from the schema, `lines[].sku`."""

    name: str
    path: str
    description: str


def declared_fields(schema: Json, path: str = "", depth: int = 0) -> Iterator[Field]:
    """Every member at any depth, in the order written."""
    if not isinstance(schema, dict) or depth > DEEPEST:
        return
    properties = schema.get("properties")
    for name, value in properties.items() if isinstance(properties, dict) else ():
        below = f"{path}.{name}" if path else name
        yield Field(name, below, _description(value))
        yield from declared_fields(value, below, depth + 1)
    for keyword, mark in SINGLES.items():
        yield from declared_fields(schema.get(keyword), path + mark, depth + 1)
    for keyword in LISTS:
        parts = schema.get(keyword)
        for part in parts if isinstance(parts, list) else ():
            yield from declared_fields(part, path, depth + 1)


def _description(schema: Json) -> str:
    words = schema.get("description") if isinstance(schema, dict) else None
    return words[:300] if isinstance(words, str) else ""
