"""A sender that sends declared properties only (tolerance undeclared-properties)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import dataclass, field
from catalog.model.source import Json
from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families.objects import values
from governance.compatibility.schema.families.references import targets
from governance.compatibility.schema.formulas import FALSE, Formula
from governance.compatibility.schema.references import Place

_SAYING = frozenset((
    "properties", "required", "patternProperties", "additionalProperties", "unevaluatedProperties", "$ref",
    "$dynamicRef", "$recursiveRef", "allOf", "anyOf", "oneOf", "dependentSchemas", "if", "then", "else",
))  # fmt: skip
"""The keywords without which a schema declares nothing and leads to nothing that does."""


@dataclass(slots=True)
class _Declared:
    names: dict[str, None] = field(default_factory=dict)
    patterns: dict[str, None] = field(default_factory=dict)
    more: bool = False
    seen: set[int] = field(default_factory=set)


def declared_only(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """Closes an object at the root of its composition, where something is declared and more is not invited."""
    if schema.keys() == {"$ref"}:
        return
    found = _Declared()
    _collect(compiler, schema, place, found)
    if found.more or not (found.names or found.patterns):
        return
    arena = compiler.formulas
    patterns = [-arena.literal("pattern", pattern) for pattern in found.patterns]
    yield values(arena, arena.every([-arena.one_of_values(found.names), *patterns]), FALSE)


def _collect(compiler: Compiler, schema: Json, place: Place, found: _Declared) -> None:
    if not isinstance(schema, dict) or id(schema) in found.seen:
        return
    found.seen.add(id(schema))
    place = compiler.resources.enter(schema, place)
    canonical = compiler.canonical(schema, place)
    if _SAYING.isdisjoint(canonical):
        return
    found.names.update(dict.fromkeys((*canonical.get("properties", ()), *canonical.get("required", ()))))
    found.patterns.update(dict.fromkeys(canonical.get("patternProperties", ())))
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        found.more = found.more or canonical.get(keyword, False) is not False
    for part, there in _parts(compiler, canonical, place):
        _collect(compiler, part, there, found)


def _parts(compiler: Compiler, schema: Schema, place: Place) -> Iterator[tuple[Json, Place]]:
    yield from targets(compiler, schema, place)
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from ((part, place) for part in schema.get(keyword, ()))
    yield from ((part, place) for part in schema.get("dependentSchemas", {}).values())
    yield from ((schema[keyword], place) for keyword in ("if", "then", "else") if keyword in schema)
