"""unevaluatedProperties and unevaluatedItems: what no schema that holds for the same value has looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from catalog.model.source import Json
from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families import arguments
from governance.compatibility.schema.families.objects import present
from governance.compatibility.schema.families.references import targets
from governance.compatibility.schema.formulas import FALSE, TRUE, Formula
from governance.compatibility.schema.references import Place

Seen: TypeAlias = "tuple[Formula, Any]"
"""(formula on the whole value, what is looked at where it holds). For properties, a formula on names; for items,
(start, formula): those before `start`, and those that satisfy the formula."""
_Passed: TypeAlias = frozenset[tuple[int, Place]]
_CONTESTED = "whether unevaluatedItems counts what contains has matched, before 2020-12"
_Own: TypeAlias = Callable[[Compiler, Schema, Place], Iterator[Seen]]


def unevaluated(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`unevaluatedProperties`, `unevaluatedItems`."""
    for keyword, kind, own in _KINDS:
        if keyword in schema:
            inside = compiler.member if kind == "properties" else compiler.inside
            formula = inside(schema[keyword], place)
            seen = list(_seen(compiler, schema, place, keyword, own, frozenset()))
            everything = any(condition == TRUE and extent in (TRUE, (0, TRUE)) for condition, extent in seen)
            if formula != TRUE and not everything:
                yield compiler.formulas.unevaluated(kind, seen, formula)


def _seen(compiler: Compiler, schema: Schema, place: Place, keyword: str, own: _Own, passed: _Passed) -> Iterator[Seen]:
    """What a schema object looks at, apart from the keyword itself."""
    arena = compiler.formulas
    yield from own(compiler, schema, place)
    for condition, part, there in _parts(compiler, schema, place):
        for inner, extent in _all_seen(compiler, part, there, keyword, own, passed):
            yield arena.every((condition, inner)), extent


def _all_seen(
    compiler: Compiler, schema: Json, place: Place, keyword: str, own: _Own, passed: _Passed
) -> Iterator[Seen]:
    """The same with the keyword; nothing for a schema that is passed again, which is defined by itself alone."""
    if not isinstance(schema, dict) or (id(schema), place) in passed:
        return
    passed |= {(id(schema), place)}
    place = compiler.resources.enter(schema, place)
    canonical = compiler.canonical(schema, place)
    yield from _seen(compiler, canonical, place, keyword, own, passed)
    if keyword in canonical:
        yield TRUE, TRUE if own is _own_properties else (0, TRUE)


def _parts(compiler: Compiler, schema: Schema, place: Place) -> Iterator[tuple[Formula, Json, Place]]:
    """The schemas for the same value, each with the condition under which what it looks at counts."""
    arena = compiler.formulas
    for target, there in targets(compiler, schema, place):
        yield TRUE, target, there
    for part in arguments.listed(schema, "allOf"):
        yield TRUE, part, place
    for keyword in ("anyOf", "oneOf"):
        for part in arguments.listed(schema, keyword):
            yield compiler.beside(part, place), part, place
    for name, part in arguments.mapping(schema, "dependentSchemas").items():
        yield present(arena, name), part, place
    if "if" in schema:
        condition = compiler.aside(schema["if"], place)
        yield condition, schema["if"], place
        if "then" in schema:
            yield condition, schema["then"], place
        if "else" in schema:
            yield -condition, schema["else"], place


def _own_properties(compiler: Compiler, schema: Schema, _place: Place) -> Iterator[Seen]:
    arena = compiler.formulas
    if "additionalProperties" in schema:
        yield TRUE, TRUE
    if "properties" in schema:
        yield TRUE, arena.one_of_values(arguments.mapping(schema, "properties"))
    for pattern in arguments.mapping(schema, "patternProperties"):
        yield TRUE, arena.literal("pattern", pattern)


def _own_items(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Seen]:
    if "items" in schema:
        yield TRUE, (0, TRUE)
    if "prefixItems" in schema:
        yield TRUE, (len(arguments.listed(schema, "prefixItems")), FALSE)
    if "contains" in schema and place.dialect.sees_contains is not False:
        matched = compiler.inside(schema["contains"], place)
        seen = TRUE if place.dialect.sees_contains else compiler.formulas.opaque(_CONTESTED, matched, contested=True)
        yield seen, (0, matched)


_KINDS: tuple[tuple[str, str, _Own], ...] = (
    ("unevaluatedProperties", "properties", _own_properties),
    ("unevaluatedItems", "items", _own_items),
)
