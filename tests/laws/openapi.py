"""What a schema of OpenAPI means, said in draft 2020-12, so that independent validators can judge it.

Written from the specifications of OpenAPI 2.0, 3.0.3 and 3.1 and SEMANTICS (discriminator), not from the engine.
"""

from __future__ import annotations

from typing import Any

_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "definitions", "$defs", "dependentSchemas")
_SINGLE = (
    "not", "if", "then", "else", "items", "contains", "propertyNames", "additionalProperties", "unevaluatedItems",
    "unevaluatedProperties",
)  # fmt: skip
_SILENT = ("$schema", "discriminator", "nullable", "xml", "externalDocs", "example", "contentSchema")


def as_json_schema(schema: Any, dialect: str) -> Any:
    """A schema of `openapi2.0`, `openapi3.0` or `openapi3.1` that stands alone, in draft 2020-12."""
    if not isinstance(schema, dict):
        return schema
    old = dialect != "openapi3.1"
    if old and "$ref" in schema:
        schema = {key: schema[key] for key in ("$ref", "definitions", "$defs") if key in schema}
    if old:
        schema = _nullable(_tuples(_strict(_dependencies(schema))))
    schema = {key: value for key, value in _tagged(schema).items() if key not in _SILENT}
    return {key: _argument(key, value, dialect) for key, value in schema.items()}


def _argument(key: str, value: Any, dialect: str) -> Any:
    if key in _LISTS:
        return [as_json_schema(item, dialect) for item in value]
    if key in _MAPS:
        return {name: as_json_schema(item, dialect) for name, item in value.items()}
    return as_json_schema(value, dialect) if key in _SINGLE else value


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """3.0.3: "This keyword only takes effect if `type` is explicitly defined within the same Schema Object"."""
    if schema.get("nullable") is True and "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return schema


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    for bound, flag in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(flag), bool):
            strict = schema[flag] and bound in schema
            rest = {k: v for k, v in schema.items() if k != flag}
            schema = {**rest, flag: rest.pop(bound)} if strict else rest
            schema = {k: v for k, v in schema.items() if not (strict and k == bound)}
    return schema


def _tuples(schema: dict[str, Any]) -> dict[str, Any]:
    """What follows the listed items is looked at, so counts as evaluated, only where `additionalItems` stands."""
    rest = {k: v for k, v in schema.items() if k != "additionalItems"}
    if not isinstance(rest.get("items"), list):
        return rest
    prefix = {"prefixItems": rest["items"]} if rest["items"] else {}
    more = {"items": schema["additionalItems"]} if "additionalItems" in schema else {}
    return {**{k: v for k, v in rest.items() if k != "items"}, **prefix, **more}


def _dependencies(schema: dict[str, Any]) -> dict[str, Any]:
    found = schema.get("dependencies")
    if found is None:
        return schema
    rest = {k: v for k, v in schema.items() if k != "dependencies"}
    names = {k: v for k, v in found.items() if isinstance(v, list)}
    schemas = {k: v for k, v in found.items() if not isinstance(v, list)}
    return {**rest, "dependentRequired": names, "dependentSchemas": schemas}


def _tagged(schema: dict[str, Any]) -> dict[str, Any]:
    """A variant must carry a value that leads to it: its keys in the mapping, else its component's name."""
    told = schema.get("discriminator")
    if not isinstance(told, dict):
        return schema
    leads: dict[str, list[str]] = {}
    for tag, target in told.get("mapping", {}).items():
        leads.setdefault(target.rpartition("/")[2], []).append(tag)
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            variants = [_variant(variant, told["propertyName"], leads) for variant in schema[choice]]
            schema = {**schema, choice: variants}
    return schema


def _variant(variant: Any, name: str, leads: dict[str, list[str]]) -> Any:
    if not isinstance(variant, dict) or "$ref" not in variant:
        return variant
    component = variant["$ref"].rpartition("/")[2]
    tag = {"properties": {name: {"enum": leads.get(component, [component])}}, "required": [name]}
    return {"allOf": [{"$ref": variant["$ref"]}, tag]}
