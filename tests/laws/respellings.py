"""Equivalent spellings of a schema (SEMANTICS §5): the same values, written otherwise.

A respelling takes a schema and its dialect and answers another spelling of it, or the schema itself where it has
nothing to do there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Schema = Any
Respelling = Callable[[dict[str, Any], str], Schema]
HOLDERS = ("$defs", "definitions")
MODERN = ("draft2019-09", "draft2020-12")
ANCHORS = ("$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$recursiveRef", "$dynamicRef", "$schema")


def all_of_one(schema: dict[str, Any], dialect: str) -> Schema:
    """Wrap in an allOf of one, keeping definitions where references find them."""
    kept, rest = _split(schema)
    return schema if _annotates_neighbours(schema) else {**kept, "allOf": [rest]}


def any_of_twice(schema: dict[str, Any], dialect: str) -> Schema:
    """Say the same thing as either of two."""
    kept, rest = _split(schema)
    return schema if _annotates_neighbours(schema) else {**kept, "anyOf": [rest, dict(rest)]}


def not_not(schema: dict[str, Any], dialect: str) -> Schema:
    """Negate twice."""
    kept, rest = _split(schema)
    return schema if _annotates_neighbours(schema) else {**kept, "not": {"not": rest}}


def reordered(schema: dict[str, Any], dialect: str) -> Schema:
    """Turn round members, and whatever list has no order."""
    unordered = ("required", "enum", "allOf", "anyOf", "oneOf")
    turned = {key: list(reversed(v)) if key in unordered and isinstance(v, list) else v for key, v in schema.items()}
    if isinstance(turned.get("type"), list):
        turned["type"] = list(reversed(turned["type"]))
    return dict(reversed(turned.items()))


def const_as_enum(schema: dict[str, Any], dialect: str) -> Schema:
    if "const" not in schema or "enum" in schema:
        return schema
    return {**{k: v for k, v in schema.items() if k != "const"}, "enum": [schema["const"]]}


def enum_as_any_of(schema: dict[str, Any], dialect: str) -> Schema:
    if "enum" not in schema or "anyOf" in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k != "enum"}
    return {**rest, "anyOf": [{"enum": [value]} for value in schema["enum"]]}


def types_as_any_of(schema: dict[str, Any], dialect: str) -> Schema:
    if not isinstance(schema.get("type"), list) or "anyOf" in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k != "type"}
    return {**rest, "anyOf": [{"type": name} for name in schema["type"]]}


def null_as_one_of(schema: dict[str, Any], dialect: str) -> Schema:
    """`type: [.., null]` as oneOf with null."""
    names = schema.get("type")
    if not isinstance(names, list) or "null" not in names or "oneOf" in schema or len(names) < 2:
        return schema
    rest = {k: v for k, v in schema.items() if k != "type"}
    return {**rest, "oneOf": [{"type": [n for n in names if n != "null"]}, {"type": "null"}]}


def nullable_as_any_of(schema: dict[str, Any], dialect: str) -> Schema:
    """OpenAPI 3.0 `nullable`, spelled as a choice."""
    if dialect != "openapi3.0" or schema.get("nullable") is not True or "anyOf" in schema or "type" not in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k not in ("nullable", "type")}
    return {**rest, "anyOf": [{"type": schema["type"]}, {"enum": [None]}]}


def exclusive_other_way(schema: dict[str, Any], dialect: str) -> Schema:
    """A strict bound as the negation of the bound from the other side."""
    if dialect in ("draft4", "openapi3.0") or "exclusiveMinimum" not in schema or "allOf" in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k != "exclusiveMinimum"}
    at_most = {"type": "number", "maximum": schema["exclusiveMinimum"]}
    return {**rest, "allOf": [{"not": at_most}]}


def extracted(schema: dict[str, Any], dialect: str) -> Schema:
    """Move the schema into a definition and refer to it."""
    if dialect == "openapi3.0" or set(schema) & {*HOLDERS, *ANCHORS, "$ref"} or "$ref" in str(schema):
        return schema
    holder = "$defs" if dialect in MODERN else "definitions"
    return {holder: {"moved": schema}, "$ref": f"#/{holder}/moved"}


def _split(schema: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    kept = {k: v for k, v in schema.items() if k in (*HOLDERS, *ANCHORS)}
    return kept, {k: v for k, v in schema.items() if k not in kept}


def _annotates_neighbours(schema: dict[str, Any]) -> bool:
    """Unevaluated keywords look at what stands beside them, and dynamic references at where they stand."""
    return any(word in str(schema) for word in ("unevaluated", "$recursive", "$dynamic", "'$ref': '#'"))


RESPELLINGS: tuple[Respelling, ...] = (
    all_of_one,
    any_of_twice,
    not_not,
    reordered,
    const_as_enum,
    enum_as_any_of,
    types_as_any_of,
    null_as_one_of,
    nullable_as_any_of,
    exclusive_other_way,
    extracted,
)

NEEDS: dict[Respelling, str] = {
    const_as_enum: "const",
    enum_as_any_of: "enum",
    types_as_any_of: "type",
    null_as_one_of: "type",
    nullable_as_any_of: "nullable",
    exclusive_other_way: "exclusiveMinimum",
}
"""The keyword without which a respelling has nothing to do."""
