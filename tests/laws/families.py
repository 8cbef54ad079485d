"""Labelled pairs of our own, for the keywords that public suites hardly reach.

A family is a handful of schemas and a universe: every value of a small size over the few atoms that the schemas
can tell apart. The schemas look no further than the universe reaches (bounds of at most 3, names and values from
the atoms, one level of recursion), so a pair is contained exactly if no value of the universe separates it. The
label is therefore computed, by an independent validator, and cannot go stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product
from typing import Any

from tests.laws.judges import Judge

ABSENT = object()


@dataclass(frozen=True, eq=False)
class Family:
    name: str
    dialect: str
    schemas: tuple[Any, ...]
    universe: tuple[Any, ...]


@dataclass(frozen=True)
class Labelled:
    family: str
    dialect: str
    old: Any
    new: Any
    contained: bool


def arrays(atoms: tuple[Any, ...], longest: int) -> tuple[Any, ...]:
    return tuple(list(items) for size in range(longest + 1) for items in product(atoms, repeat=size))


def objects(**choices: tuple[Any, ...]) -> tuple[Any, ...]:
    combined = product(*choices.values())
    return tuple({k: v for k, v in zip(choices, values, strict=True) if v is not ABSENT} for values in combined)


STRING, INTEGER = {"type": "string"}, {"type": "integer"}
SCALARS = (None, 1, "s")

CONTAINS = Family(
    "contains",
    "draft2020-12",
    (
        {"contains": STRING},
        {"contains": INTEGER},
        {"contains": STRING, "minContains": 0},
        {"contains": STRING, "minContains": 2},
        {"contains": STRING, "maxContains": 2},
        {"contains": STRING, "minContains": 2, "maxContains": 2},
        {"contains": STRING, "minContains": 0, "maxContains": 1},
        {"contains": STRING, "minContains": 3, "maxContains": 2},
        {"minItems": 2},
        {"minItems": 2, "items": STRING},
        {"maxItems": 1, "contains": STRING},
        {"minItems": 3, "contains": INTEGER, "minContains": 0, "maxContains": 1},
        {"prefixItems": [STRING], "minItems": 1},
        {"prefixItems": [INTEGER, STRING], "minItems": 2},
        {"contains": {"const": "s"}, "items": STRING},
        {"allOf": [{"contains": STRING}, {"contains": INTEGER}]},
        {"type": "array", "minItems": 1, "not": {"contains": INTEGER}},
    ),
    (1, "s", *arrays((1, "s", "t", None), 5)),
)

CONDITIONAL = Family(
    "if-then-else",
    "draft7",
    (
        {"if": {"properties": {"k": {"const": "a"}}}, "then": {"required": ["x"]}},
        {"if": {"properties": {"k": {"const": "a"}}, "required": ["k"]}, "then": {"required": ["x"]}},
        {
            "if": {"properties": {"k": {"const": "a"}}, "required": ["k"]},
            "then": {"properties": {"x": STRING}},
            "else": {"properties": {"x": INTEGER}},
        },
        {
            "if": {"required": ["x"]},
            "then": {"properties": {"k": {"const": "a"}}},
            "else": {"required": ["k"]},
        },
        {"if": {"required": ["k"]}, "then": {"required": ["x"]}},
        {"if": {"required": ["k"]}, "else": {"required": ["x"]}},
        {"if": True, "then": {"required": ["x"]}, "else": False},
        {"if": False, "then": False, "else": {"required": ["x"]}},
        {"then": False},
        {"required": ["x"]},
        {"required": ["x"], "properties": {"x": STRING}},
        {"anyOf": [{"required": ["x"]}, {"not": {"required": ["k"]}}]},
        {"properties": {"k": {"const": "b"}}},
        {"properties": {"k": {"enum": ["a", "b"]}, "x": INTEGER}, "required": ["k", "x"]},
        {"if": {"type": "object"}, "then": {"if": {"required": ["k"]}, "then": {"required": ["x"]}}},
    ),
    (1, "s", *objects(k=(ABSENT, "a", "b", "c"), x=(ABSENT, 1, "s", None))),
)

DEPENDENT = Family(
    "dependentSchemas",
    "draft2020-12",
    (
        {"dependentSchemas": {"p": {"required": ["q"]}}},
        {"dependentRequired": {"p": ["q"]}},
        {"dependentRequired": {"p": ["q", "r"]}},
        {"dependentSchemas": {"p": {"properties": {"q": STRING}}}},
        {"dependentSchemas": {"p": {"properties": {"q": STRING}, "required": ["q"]}}},
        {"dependentSchemas": {"p": False}},
        {"dependentSchemas": {"p": {"maxProperties": 1}}},
        {"dependentSchemas": {"p": {"required": ["q"]}, "q": {"required": ["r"]}}},
        {"dependentRequired": {"p": ["q"], "q": ["r"], "r": ["p"]}},
        {"properties": {"q": STRING}},
        {"required": ["q"]},
        {"not": {"required": ["p"]}},
        {"required": ["p", "q", "r"]},
        {"dependentSchemas": {"p": True}},
    ),
    (1, *objects(p=(ABSENT, *SCALARS), q=(ABSENT, *SCALARS), r=(ABSENT, *SCALARS), z=(ABSENT, 1))),
)

UNEVALUATED_PROPERTIES = Family(
    "unevaluatedProperties",
    "draft2020-12",
    (
        {"properties": {"a": INTEGER}, "unevaluatedProperties": False},
        {"properties": {"a": INTEGER}, "additionalProperties": False},
        {"allOf": [{"properties": {"a": INTEGER}}], "unevaluatedProperties": False},
        {
            "allOf": [{"properties": {"a": True}}, {"properties": {"b": STRING}}],
            "unevaluatedProperties": False,
        },
        {"properties": {"a": True, "b": STRING}, "additionalProperties": False},
        {
            "anyOf": [{"properties": {"a": INTEGER}}, {"properties": {"b": STRING}}],
            "unevaluatedProperties": False,
        },
        {
            "oneOf": [
                {"properties": {"a": INTEGER}, "required": ["a"]},
                {"properties": {"b": STRING}, "required": ["b"]},
            ],
            "unevaluatedProperties": False,
        },
        {"properties": {"a": INTEGER}, "unevaluatedProperties": STRING},
        {"properties": {"a": INTEGER}, "additionalProperties": STRING},
        {
            "if": {"properties": {"a": INTEGER}, "required": ["a"]},
            "then": {"properties": {"b": STRING}},
            "unevaluatedProperties": False,
        },
        {"dependentSchemas": {"a": {"properties": {"b": INTEGER}}}, "unevaluatedProperties": INTEGER},
        {"patternProperties": {"^[ab]$": INTEGER}, "unevaluatedProperties": False},
        {"patternProperties": {"^[ab]$": INTEGER}, "additionalProperties": False},
        {"unevaluatedProperties": False},
        {"maxProperties": 0},
        {"not": {"required": ["c"]}},
        {"$ref": "#/$defs/a", "unevaluatedProperties": False, "$defs": {"a": {"properties": {"a": True}}}},
        {"not": {"not": {"properties": {"a": True}}}, "unevaluatedProperties": False},
    ),
    (1, *objects(a=(ABSENT, *SCALARS), b=(ABSENT, *SCALARS), c=(ABSENT, *SCALARS))),
)

UNEVALUATED_ITEMS = Family(
    "unevaluatedItems",
    "draft2020-12",
    (
        {"prefixItems": [INTEGER], "unevaluatedItems": False},
        {"prefixItems": [INTEGER], "items": False},
        {"allOf": [{"prefixItems": [INTEGER]}], "unevaluatedItems": False},
        {"allOf": [{"prefixItems": [True, STRING]}], "prefixItems": [INTEGER], "unevaluatedItems": False},
        {"prefixItems": [INTEGER, STRING], "items": False},
        {"anyOf": [{"prefixItems": [INTEGER]}, {"prefixItems": [True, STRING]}], "unevaluatedItems": False},
        {"prefixItems": [INTEGER], "unevaluatedItems": STRING},
        {"prefixItems": [INTEGER], "items": STRING},
        {"contains": INTEGER, "unevaluatedItems": STRING},
        {"contains": INTEGER},
        {"contains": STRING, "unevaluatedItems": False},
        {"items": STRING, "minItems": 1},
        {"unevaluatedItems": False},
        {"maxItems": 0},
        {"unevaluatedItems": STRING},
        {"items": STRING},
        {
            "if": {"prefixItems": [INTEGER]},
            "then": {"prefixItems": [True, INTEGER]},
            "unevaluatedItems": STRING,
        },
        {"items": True, "unevaluatedItems": False},
    ),
    (1, *arrays((1, "s", None), 5)),
)


def _tree(data: Any = INTEGER, *, closed: str | None = None, extra: dict[str, Any] | None = None) -> Any:
    """A tree whose children are the dynamic `node`; `closed` extends it from outside, as strict trees do."""
    base = {
        "$id": "tree",
        "$dynamicAnchor": "node",
        "type": "object",
        "properties": {"data": data, "children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
        **(extra or {}),
    }
    if closed is None:
        return base
    return {
        "$id": "strict-tree",
        "$dynamicAnchor": "node",
        "$ref": "tree",
        closed: False,
        "$defs": {"tree": base},
    }


def _trees(depth: int) -> tuple[Any, ...]:
    below: tuple[Any, ...] = (ABSENT, [], [1])
    if depth:
        below += tuple([child] for child in _trees(depth - 1))
    return objects(data=(ABSENT, 1, 2, "s"), x=(ABSENT, 1), children=below)


DYNAMIC = Family(
    "dynamicRef",
    "draft2020-12",
    (
        _tree(),
        _tree(True),
        _tree(STRING),
        _tree(closed="unevaluatedProperties"),
        _tree(True, closed="unevaluatedProperties"),
        _tree(STRING, closed="unevaluatedProperties"),
        _tree(extra={"required": ["data"]}),
        _tree(closed="unevaluatedProperties", extra={"required": ["data"]}),
        _tree({"enum": [1]}),
        _tree(extra={"maxProperties": 2}),
        {"type": "object"},
        {"type": "object", "properties": {"x": False}},
        {"type": "object", "properties": {"children": {"type": "array", "items": {"type": "object"}}}},
        {"type": "object", "not": {"required": ["x"]}, "required": ["data"]},
    ),
    (1, *_trees(2)),
)

FAMILIES = (CONTAINS, CONDITIONAL, DEPENDENT, UNEVALUATED_PROPERTIES, UNEVALUATED_ITEMS, DYNAMIC)


def labelled(families: tuple[Family, ...] = FAMILIES) -> Iterator[Labelled]:
    """Every ordered pair of each family, with its computed label."""
    for family in families:
        accepted = [_accepted(schema, family) for schema in family.schemas]
        for old, new in permutations(range(len(family.schemas)), 2):
            contained = accepted[old] <= accepted[new]
            yield Labelled(family.name, family.dialect, family.schemas[old], family.schemas[new], contained)


def _accepted(schema: Any, family: Family) -> set[int]:
    judge = Judge(schema, family.dialect)
    return {number for number, value in enumerate(family.universe) if judge.accepts(value)}
