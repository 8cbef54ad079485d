"""Hypothesis strategies for schemas of every dialect, and for values that lie near them.

The vocabulary is small on purpose (three names, a handful of numbers, strings and patterns), so that keywords of two
schemas meet. `KEYWORDS` says per dialect which keyword is drawn by what; a test proves that it reaches each keyword
of the engine's table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from tests.laws.frames import framed

Strategy = st.SearchStrategy[Any]
NAMES = ("a", "b", "ab")
TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
NUMBERS = (-1, 0, 1, 2, 3, 0.5, 1.5, 2.0, 6)
STRINGS = ("", "a", "b", "ab", "aab", "z1", "é", "𝒳")
PATTERNS = ("^a", "b$", "^[ab]+$", "^a{1,2}$", r"\d", "^(a|ab)*$", "^.$", "")
FORMATS = ("date", "email", "ipv4", "uuid")

scalars = st.sampled_from([None, True, False, *NUMBERS, *STRINGS])
values: Strategy = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*NAMES, "c"]), inner, max_size=3),
    max_leaves=8,
)
small = st.integers(0, 3)
names = st.lists(st.sampled_from(NAMES), unique=True, max_size=2)
some_names = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=2)
type_names = st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), unique=True, min_size=1, max_size=3)
enums = st.lists(values, min_size=1, max_size=4)
numbers = st.sampled_from(NUMBERS)
multiples = st.sampled_from([1, 2, 3, 0.5, 1.5])
names_by_name = st.dictionaries(st.sampled_from(NAMES), some_names, max_size=2)

Maker = Callable[[Strategy], Strategy]


def _always(strategy: Strategy) -> Maker:
    return lambda _: strategy


def _one(inner: Strategy) -> Strategy:
    return inner


def _few(inner: Strategy) -> Strategy:
    return st.lists(inner, min_size=1, max_size=3)


def _by_name(inner: Strategy) -> Strategy:
    return st.dictionaries(st.sampled_from(NAMES), inner, max_size=2)


def _by_pattern(inner: Strategy) -> Strategy:
    return st.dictionaries(st.sampled_from(PATTERNS), inner, max_size=2)


def _boolean_or(inner: Strategy) -> Strategy:
    return st.booleans() | inner


def _dependencies(inner: Strategy) -> Strategy:
    return st.dictionaries(st.sampled_from(NAMES), some_names | inner, max_size=2)


_EVERYWHERE: dict[str, Maker] = {
    "type": _always(type_names),
    "enum": _always(enums),
    "minimum": _always(numbers),
    "maximum": _always(numbers),
    "multipleOf": _always(multiples),
    "minLength": _always(small),
    "maxLength": _always(small),
    "pattern": _always(st.sampled_from(PATTERNS)),
    "format": _always(st.sampled_from(FORMATS)),
    "minItems": _always(small),
    "maxItems": _always(small),
    "uniqueItems": _always(st.booleans()),
    "items": _one,
    "properties": _by_name,
    "required": _always(some_names),
    "minProperties": _always(small),
    "maxProperties": _always(small),
    "additionalProperties": _boolean_or,
    "allOf": _few,
    "anyOf": _few,
    "oneOf": _few,
    "not": _one,
    "title": _always(st.just("T")),
    "description": _always(st.just("D")),
    "default": _always(scalars),
}
_EXCLUSIVE_FLAGS: dict[str, Maker] = {
    "exclusiveMinimum": _always(st.booleans()),
    "exclusiveMaximum": _always(st.booleans()),
}
_EXCLUSIVE_BOUNDS: dict[str, Maker] = {"exclusiveMinimum": _always(numbers), "exclusiveMaximum": _always(numbers)}
_TUPLES: dict[str, Maker] = {
    "items": lambda inner: inner | _few(inner),
    "additionalItems": _boolean_or,
}
_DRAFT4: dict[str, Maker] = {
    **_EVERYWHERE,
    **_EXCLUSIVE_FLAGS,
    **_TUPLES,
    "patternProperties": _by_pattern,
    "dependencies": _dependencies,
}
_DRAFT6: dict[str, Maker] = {
    **_DRAFT4,
    **_EXCLUSIVE_BOUNDS,
    "const": _always(values),
    "contains": _one,
    "propertyNames": _one,
    "required": _always(names),
    "examples": _always(st.lists(scalars, max_size=2)),
}
_DRAFT7: dict[str, Maker] = {
    **_DRAFT6,
    "if": _one,
    "then": _one,
    "else": _one,
    "readOnly": _always(st.booleans()),
    "writeOnly": _always(st.booleans()),
    "$comment": _always(st.just("C")),
    "contentEncoding": _always(st.just("base64")),
    "contentMediaType": _always(st.just("application/json")),
}
_MODERN: dict[str, Maker] = {
    **{k: v for k, v in _DRAFT7.items() if k != "dependencies"},
    "dependentRequired": _always(names_by_name),
    "dependentSchemas": _by_name,
    "minContains": _always(small),
    "maxContains": _always(small),
    "unevaluatedProperties": _boolean_or,
    "unevaluatedItems": _boolean_or,
    "deprecated": _always(st.booleans()),
    "contentSchema": _one,
}
_PREFIX: dict[str, Maker] = {
    **{k: v for k, v in _MODERN.items() if k != "additionalItems"},
    "items": _boolean_or,
    "prefixItems": _few,
}
_OPENAPI: dict[str, Maker] = {
    "xml": _always(st.just({"name": "x"})),
    "externalDocs": _always(st.just({"url": "https://example.com/docs"})),
    "example": _always(scalars),
}
_OPENAPI30: dict[str, Maker] = {
    **_PREFIX,
    **_TUPLES,
    **_EXCLUSIVE_FLAGS,
    **_OPENAPI,
    "type": _always(st.sampled_from(TYPES[1:])),
    "required": _always(some_names),
    "nullable": _always(st.booleans()),
    "dependencies": _dependencies,
}
KEYWORDS: dict[str, dict[str, Maker]] = {
    "draft4": _DRAFT4,
    "draft6": _DRAFT6,
    "draft7": _DRAFT7,
    "draft2019-09": _MODERN,
    "draft2020-12": _PREFIX,
    "openapi2.0": _OPENAPI30,
    "openapi3.0": _OPENAPI30,
    "openapi3.1": {**_PREFIX, **_OPENAPI},
}
_BOOLEAN_FLAGS = ("draft4", "openapi2.0", "openapi3.0")
BOOLEAN_SCHEMAS = {"draft6", "draft7", "draft2019-09", "draft2020-12", "openapi3.1"}
UNMODELLED = (
    "extends", "disallow", "divisibleBy", "formatMinimum", "formatMaximum", "formatExclusiveMinimum",
    "formatExclusiveMaximum", "patternRequired", "$data", "$merge", "$patch", "switch", "select", "selectCases",
    "selectDefault", "instanceof", "typeof", "regexp", "uniqueItemProperties", "allRequired", "anyRequired",
    "oneRequired", "deepRequired", "deepProperties", "prohibited", "dynamicDefaults", "transform", "range",
    "exclusiveRange", "propertyDependencies", "requiredProperties", "discriminatorValue",
)  # fmt: skip
"""Keywords that validate somewhere: no law of values reaches them, `foreign` draws them alone."""


@cache
def schemas(dialect: str, *, depth: int = 2) -> Strategy:
    """Schemas of `dialect`, nested at most `depth`, some of them recursive."""
    plain = _nested(dialect, depth)
    return st.one_of(plain, plain, plain, framed(dialect, plain))


@cache
def _nested(dialect: str, depth: int) -> Strategy:
    one = _member(dialect, depth)
    made = st.lists(one, min_size=1, max_size=4).map(lambda pairs: _well_formed(dict(pairs), dialect))
    return made | st.booleans() if dialect in BOOLEAN_SCHEMAS else made


@cache
def _member(dialect: str, depth: int) -> Strategy:
    """(keyword, argument). Built once: building strategies takes longer than drawing from them."""
    inner = _nested(dialect, depth - 1) if depth else st.just({})
    return st.one_of([st.tuples(st.just(key), maker(inner)) for key, maker in sorted(KEYWORDS[dialect].items())])


def _well_formed(schema: dict[str, Any], dialect: str) -> dict[str, Any]:
    """Draft 4's exclusive flags need their bound, OpenAPI's nullable its type; no two spellings of one thing."""
    if dialect in _BOOLEAN_FLAGS:
        for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if flag in schema and bound not in schema:
                schema[bound] = 1
    if "nullable" in schema:
        schema.setdefault("type", "string")
    if isinstance(schema.get("items"), list):
        schema.pop("prefixItems", None)
    if schema.keys() & {"dependentRequired", "dependentSchemas"}:
        schema.pop("dependencies", None)
    return schema


def foreign(dialect: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """(keyword, argument, a schema beside it): keywords that the dialect's validators do not know, all ways."""
    replaced = ["dependencies"] if dialect in ("draft2019-09", "draft2020-12", "openapi3.1") else []
    arguments = (1, "a", ["a"], {"a": ["b"]})
    beside = ({}, {"type": "object"}, {"required": ["a"]}, {"type": "boolean"}, {"enum": [True, None, "a", [1], {}]})
    return product([*UNMODELLED, *replaced], arguments, beside)


@cache
def pairs(dialect: str) -> Strategy:
    """Two schemas: unrelated, or one an edit of the other, so that near misses are common."""
    schema = schemas(dialect)
    return st.tuples(schema, schema) | schema.flatmap(lambda old: st.tuples(st.just(old), _edited(old, dialect)))


def _edited(schema: Any, dialect: str) -> Strategy:
    if not isinstance(schema, dict) or not schema:
        return schemas(dialect)
    added = _member(dialect, 1).map(lambda member: _well_formed({**schema, member[0]: member[1]}, dialect))
    removed = st.sampled_from(sorted(schema)).map(
        lambda key: _well_formed(
            {k: v for k, v in schema.items() if k != key or k in ("$defs", "definitions")}, dialect
        )
    )
    return added | removed
