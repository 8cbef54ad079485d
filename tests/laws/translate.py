"""Draft 7 schemas respelled in other dialects, with the same meaning.

`translate` answers None where a dialect cannot say the same: labels then do not carry over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Schema = Any
NON_ARRAYS = ["null", "boolean", "number", "string", "object"]
SINGLE = ("not", "additionalProperties", "additionalItems", "contains", "propertyNames", "if", "then", "else")
LISTS = ("allOf", "anyOf", "oneOf")
MAPS = ("properties", "patternProperties", "definitions")


class Untranslatable(Exception):
    """The dialect has no way to say this."""


def translate(schema: Schema, dialect: str) -> Schema | None:
    """A draft 7 `schema` in `dialect`: draft4, draft6, draft2019-09, draft2020-12 or openapi3.0."""
    try:
        return _apply(schema, PIPELINES[dialect])
    except Untranslatable:
        return None


Step = Callable[[dict[str, Any]], Schema]


def _apply(schema: Schema, pipeline: tuple[Step, ...]) -> Schema:
    """Rewrite bottom-up: first every subschema, then this one, step by step."""
    if isinstance(schema, bool):
        schema = {} if schema else {"not": {}}
        return schema if _lacks_booleans(pipeline) else not schema
    if not isinstance(schema, dict):
        raise Untranslatable("not a schema")
    result: Schema = {key: _member(key, value, pipeline) for key, value in schema.items()}
    for step in pipeline:
        if isinstance(result, dict):
            result = step(result)
    return result


def _lacks_booleans(pipeline: tuple[Step, ...]) -> bool:
    return _no_boolean_schemas in pipeline


def _member(key: str, value: Any, pipeline: tuple[Step, ...]) -> Any:
    if key in SINGLE:
        keep = key.startswith("additional") and isinstance(value, bool)
        return value if keep else _apply(value, pipeline)
    if key in LISTS or (key == "items" and isinstance(value, list)):
        return [_apply(item, pipeline) for item in value]
    if key == "items":
        return _apply(value, pipeline)
    if key in MAPS:
        return {name: _apply(item, pipeline) for name, item in value.items()}
    if key == "dependencies":
        return {name: v if isinstance(v, list) else _apply(v, pipeline) for name, v in value.items()}
    return value


def _no_boolean_schemas(schema: dict[str, Any]) -> Schema:
    return schema


def _bare_reference(schema: dict[str, Any]) -> Schema:
    """Before 2019-09 the siblings of $ref are ignored, but may be referred to."""
    if "$ref" not in schema:
        return schema
    kept = {k: schema[k] for k in ("$ref", "definitions", "$schema") if k in schema}
    if "$id" in schema:
        raise Untranslatable("an ignored $id")
    if str(schema["$ref"]).startswith("http"):
        raise Untranslatable("a reference to another document")
    return kept


def _condition_as_choice(schema: dict[str, Any]) -> Schema:
    if "if" not in schema:
        return {k: v for k, v in schema.items() if k not in ("then", "else")}
    test, rest = schema["if"], {k: v for k, v in schema.items() if k not in ("if", "then", "else")}
    then = [{"anyOf": [{"not": test}, schema["then"]]}] if "then" in schema else []
    otherwise = [{"anyOf": [test, schema["else"]]}] if "else" in schema else []
    return {**rest, "allOf": [*rest.get("allOf", []), *then, *otherwise]} if then or otherwise else rest


def _const_as_enum(schema: dict[str, Any]) -> Schema:
    if "const" not in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k != "const"}
    return _conjoin(rest, {"enum": [schema["const"]]})


def _exclusive_as_flag(schema: dict[str, Any]) -> Schema:
    for plain, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if exclusive in schema:
            strict = {plain: schema[exclusive], exclusive: True}
            schema = _conjoin({k: v for k, v in schema.items() if k != exclusive}, strict)
    return schema


def _contains_as_negated_items(schema: dict[str, Any]) -> Schema:
    if "contains" not in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k != "contains"}
    some = {"not": {"allOf": [{"type": "array"}, {"items": {"not": schema["contains"]}}]}}
    return _conjoin(rest, some)


def _conjoin(schema: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    if not set(schema) & set(more):
        return {**schema, **more}
    return {**schema, "allOf": [*schema.get("allOf", []), more]}


def _refuse(*keywords: str) -> Step:
    def step(schema: dict[str, Any]) -> Schema:
        for keyword in keywords:
            if keyword in schema:
                raise Untranslatable(keyword)
        return schema

    return step


def _refuse_empty_lists(schema: dict[str, Any]) -> Schema:
    """Draft 4 wants at least one member in required, enum, allOf … and in a dependency."""
    lists = [schema[k] for k in ("required", "enum", *LISTS) if k in schema]
    lists += [d for d in schema.get("dependencies", {}).values() if isinstance(d, list)]
    if any(members == [] for members in lists):
        raise Untranslatable("an empty list")
    return schema


def _refuse_integer_type(schema: dict[str, Any]) -> Schema:
    """Draft 4 leaves open whether 1.0 is an integer, and validators differ."""
    names = schema.get("type", [])
    if "integer" in (names if isinstance(names, list) else [names]):
        raise Untranslatable("integer")
    return schema


def _dependencies_split(schema: dict[str, Any]) -> Schema:
    if "dependencies" not in schema:
        return schema
    rest = {k: v for k, v in schema.items() if k != "dependencies"}
    names = {k: v for k, v in schema["dependencies"].items() if isinstance(v, list)}
    schemas = {k: v for k, v in schema["dependencies"].items() if not isinstance(v, list)}
    return {
        **rest,
        **({"dependentRequired": names} if names else {}),
        **({"dependentSchemas": schemas} if schemas else {}),
    }


def _definitions_renamed(schema: dict[str, Any]) -> Schema:
    renamed = {("$defs" if k == "definitions" else k): v for k, v in schema.items()}
    if isinstance(renamed.get("$ref"), str):
        renamed["$ref"] = renamed["$ref"].replace("/definitions/", "/$defs/")
    return renamed


def _tuples_as_prefix(schema: dict[str, Any]) -> Schema:
    if not isinstance(schema.get("items"), list):
        return {k: v for k, v in schema.items() if k != "additionalItems"}
    rest = {k: v for k, v in schema.items() if k not in ("items", "additionalItems")}
    prefix = {"prefixItems": schema["items"]} if schema["items"] else {}
    return {**rest, **prefix, **({"items": schema["additionalItems"]} if "additionalItems" in schema else {})}


def _reference_into_prefix(schema: dict[str, Any]) -> Schema:
    if not isinstance(schema.get("$ref"), str):
        return schema
    return {**schema, "$ref": re.sub(r"/items/(?=\d)", "/prefixItems/", schema["$ref"])}


def _types_as_nullable(schema: dict[str, Any]) -> Schema:
    names = schema.get("type")
    if names is None or (isinstance(names, str) and names != "null"):
        return schema
    rest = {k: v for k, v in schema.items() if k != "type"}
    listed = names if isinstance(names, list) else [names]
    choices = [{"enum": [None]} if name == "null" else {"type": name} for name in listed]
    return _conjoin(rest, {"anyOf": choices})


def _unaddressed(schema: dict[str, Any]) -> Schema:
    return {k: v for k, v in schema.items() if k not in ("$schema", "$id", "id", "$comment", "examples")}


_NEUTRAL = _refuse("$id", "contentEncoding", "contentMediaType")
_OLD = (_bare_reference, _condition_as_choice)
_OLDER = (*_OLD, _const_as_enum, _exclusive_as_flag, _contains_as_negated_items, _refuse("propertyNames"))
PIPELINES: dict[str, tuple[Step, ...]] = {
    "draft4": (*_OLDER, _no_boolean_schemas, _refuse_empty_lists, _refuse_integer_type, _NEUTRAL, _unaddressed),
    "draft6": (*_OLD, _NEUTRAL, _unaddressed),
    "draft2019-09": (_bare_reference, _dependencies_split, _definitions_renamed, _NEUTRAL, _unaddressed),
    "draft2020-12": (
        _bare_reference,
        _dependencies_split,
        _definitions_renamed,
        _tuples_as_prefix,
        _reference_into_prefix,
        _NEUTRAL,
        _unaddressed,
    ),
    "openapi3.0": (
        *_OLDER,
        _refuse("patternProperties", "dependencies", "additionalItems"),
        _no_boolean_schemas,
        _refuse_empty_lists,
        _types_as_nullable,
        _NEUTRAL,
        _unaddressed,
    ),
}
