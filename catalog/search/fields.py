"""The members that a schema declares itself, and through references those that other files declare for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.model.node import Node, References
from catalog.model.source import Json, Pointer

DEEPEST = 40
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLES = {"items": "[]", "additionalProperties": "{}", "not": "", "then": "", "else": ""}
LEADING = frozenset(("$ref", "properties", *LISTS, *SINGLES))


@dataclass(frozen=True, slots=True)
class Field:
    """A declared member: `path` leads to it from the schema, `lines[].sku`."""

    name: str
    path: str
    description: str


def declared_fields(node: Node, references: References | None = None) -> Iterator[Field]:
    """Every member at any depth, in the order written; `references` lead on to other files, each part once. Components
    of the document itself are not followed: they are found under their own names."""
    return _fields(node, references, "", 0, set())


def _fields(
    node: Node, references: References | None, path: str, depth: int, seen: set[tuple[str, Pointer]]
) -> Iterator[Field]:
    value = node.value
    if not isinstance(value, dict) or depth > DEEPEST:
        return
    target = references.hop(node) if references and "$ref" in value else None
    if target is not None and _is_new(node, target, seen):
        yield from _fields(target, references, path, depth + 1, seen)
    properties = value.get("properties")
    for name, schema in properties.items() if isinstance(properties, dict) else ():
        below = f"{path}.{name}" if path else name
        yield Field(name, below, _description(schema))
        if leads_on(schema):
            yield from _fields(node.child("properties", name), references, below, depth + 1, seen)
    for way, mark in _ways(value):
        yield from _fields(node.child(*way), references, path + mark, depth + 1, seen)


def leads_on(schema: Json) -> bool:
    """Whether there may be members at or below a schema."""
    return isinstance(schema, dict) and not LEADING.isdisjoint(schema)


def _is_new(node: Node, target: Node, seen: set[tuple[str, Pointer]]) -> bool:
    place = target.document.name, target.pointer
    if (target.document is node.document and not seen) or place in seen:
        return False
    seen.add(place)
    return True


def _ways(schema: dict[str, Json]) -> Iterator[tuple[Pointer, str]]:
    for keyword, mark in SINGLES.items():
        if keyword in schema and leads_on(schema[keyword]):
            yield (keyword,), mark
    for keyword in LISTS:
        parts = schema.get(keyword)
        for index in range(len(parts)) if isinstance(parts, list) else ():
            yield (keyword, index), ""


def _description(schema: Json) -> str:
    words = schema.get("description") if isinstance(schema, dict) else None
    return words[:300] if isinstance(words, str) else ""
