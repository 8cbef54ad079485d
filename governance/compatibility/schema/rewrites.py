"""One schema object of some dialect, said in the vocabulary of 2020-12: small functions, each for one matter.

They look at one object; what is inside it is rewritten when its turn comes. None changes its argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from catalog.model.source import Json
from governance.compatibility.schema.reading import IllFormed, Reading

Schema: TypeAlias = "dict[str, Any]"
Lookup: TypeAlias = Callable[[str], Json]
"""The schema a reference leads to."""
Rewrite: TypeAlias = Callable[[Schema, Reading, Lookup], Schema]


def _without(schema: Schema, *keywords: str) -> Schema:
    return {keyword: value for keyword, value in schema.items() if keyword not in keywords}


def as_any(schema: Schema) -> Schema:
    """A oneOf that is read as anyOf."""
    rest = _without(schema, "oneOf")
    if "anyOf" not in rest:
        return rest | {"anyOf": schema["oneOf"]}
    return rest | {"allOf": [*_branches(rest), {"anyOf": schema["oneOf"]}]}


def _branches(schema: Schema) -> list[Json]:
    found = schema.get("allOf", [])
    if not isinstance(found, list):
        raise IllFormed(f"allOf expects an array, not {found!r:.60}")
    return found


def ref_alone(schema: Schema, _reading: Reading, _lookup: Lookup) -> Schema:
    """Before 2019-09 nothing beside `$ref` counts."""
    return {"$ref": schema["$ref"]} if isinstance(schema.get("$ref"), str) else schema


def exclusive_flags(schema: Schema, _reading: Reading, _lookup: Lookup) -> Schema:
    """Draft 4: `exclusiveMinimum: true` makes `minimum` strict."""
    for bound, flag in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        exclusive = schema.get(flag)
        if isinstance(exclusive, bool):
            strict = exclusive and bound in schema
            schema = _without(schema, flag, bound) | {flag: schema[bound]} if strict else _without(schema, flag)
    return schema


def item_lists(schema: Schema, _reading: Reading, _lookup: Lookup) -> Schema:
    """Before 2020-12, `items` with a list is `prefixItems`, and `additionalItems` the rest."""
    if isinstance(schema.get("items"), list):
        rest = {"items": schema["additionalItems"]} if "additionalItems" in schema else {}
        prefix = {"prefixItems": schema["items"]} if schema["items"] else {}
        return _without(schema, "items", "additionalItems") | prefix | rest
    return _without(schema, "additionalItems") if "additionalItems" in schema else schema


def dependencies(schema: Schema, _reading: Reading, _lookup: Lookup) -> Schema:
    """Before 2019-09, `dependencies` holds both lists of names and schemas."""
    found = schema.get("dependencies")
    if not isinstance(found, dict):
        return schema
    names = {name: value for name, value in found.items() if isinstance(value, list)}
    schemas = {name: value for name, value in found.items() if not isinstance(value, list)}
    return _without(schema, "dependencies") | {"dependentRequired": names, "dependentSchemas": schemas}


def nullable(schema: Schema, _reading: Reading, _lookup: Lookup) -> Schema:
    """OpenAPI 3.0.3: `nullable` adds null to a `type` that stands beside it, and does nothing else."""
    if "nullable" not in schema:
        return schema
    if not isinstance(schema["nullable"], bool):
        raise IllFormed(f"nullable expects a boolean, not {schema['nullable']!r:.60}")
    rest = _without(schema, "nullable")
    if schema["nullable"] is True and isinstance(schema.get("type"), str):
        rest["type"] = [schema["type"], "null"]
    return rest


def discriminator(schema: Schema, _reading: Reading, _lookup: Lookup) -> Schema:
    """A variant is required to carry a value of the discriminator that leads to it."""
    found = schema.get("discriminator")
    rest = _without(schema, "discriminator")
    if not isinstance(found, dict) or not isinstance(found.get("propertyName"), str):
        return rest
    for keyword in ("oneOf", "anyOf"):
        if isinstance(schema.get(keyword), list):
            rest[keyword] = [tagged(variant, found) for variant in schema[keyword]]
    return rest


def tagged(variant: Json, found: Mapping[str, Any]) -> Json:
    """A variant that carries a value by which the discriminator leads to it; as it is where it has no name."""
    if not isinstance(variant, dict) or not isinstance(variant.get("$ref"), str):
        return variant
    name = _component(str(variant["$ref"]))
    mapping = found.get("mapping")
    named = mapping.items() if isinstance(mapping, dict) else ()
    tags = [tag for tag, target in named if isinstance(target, str) and _component(target) == name]
    property_name = found["propertyName"]
    tagged: Json = {"required": [property_name], "properties": {property_name: {"enum": [*(tags or [name])]}}}
    return {"allOf": [variant, tagged]}


def _component(reference: str) -> str:
    return reference.rpartition("/")[2]


_COMPOSED = frozenset(("$ref", "allOf", "anyOf", "oneOf"))
_HIDDEN = {"inbound": "readOnly", "outbound": "writeOnly"}


def travelling(schema: Schema, reading: Reading, lookup: Lookup) -> Schema:
    """Properties that do not travel in this direction: never sent, ignored when received, not demanded."""
    properties = schema.get("properties")
    if reading.direction is None or not isinstance(properties, dict):
        return schema
    flag = _HIDDEN[reading.direction]
    hidden = {name for name, member in properties.items() if _has_flag(member, flag, lookup)}
    if not hidden:
        return schema
    kept = {n: (not reading.declared_only) if n in hidden else member for n, member in properties.items()}
    required = schema.get("required", [])
    if isinstance(required, list):
        required = [name for name in required if not (isinstance(name, str) and name in hidden)]
    return schema | {"properties": kept, "required": required}


def _is_null(schema: Json) -> bool:
    return isinstance(schema, dict) and (schema.get("type") in ("null", ["null"]) or schema.get("enum") == [None])


def _has_flag(schema: Json, flag: str, lookup: Lookup, depth: int = 8) -> bool:
    if not isinstance(schema, dict) or depth == 0:
        return False
    if schema.get(flag) is True:
        return True
    if _COMPOSED.isdisjoint(schema):
        return False
    reference, parts = schema.get("$ref"), schema.get("allOf")
    inner: list[Json] = list(parts) if isinstance(parts, list) else []
    for union in (schema.get("anyOf"), schema.get("oneOf")):
        branches = [branch for branch in union if not _is_null(branch)] if isinstance(union, list) else []
        inner += branches if len(branches) == 1 else []
    if isinstance(reference, str):
        inner.append(lookup(reference))
    return any(_has_flag(part, flag, lookup, depth - 1) for part in inner)


_INT = {"int32": 2**31, "int64": 2**63}
_BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"


def machine_formats(schema: Schema, reading: Reading, _lookup: Lookup) -> Schema:
    """`int32`, `int64` and `byte` (or `contentEncoding: base64`) as the bounds and the pattern they are."""
    if reading.formats == "annotations":
        return schema
    name = schema.get("format")
    if isinstance(name, str) and name in _INT:
        bounds: Schema = {"minimum": -_INT[name], "maximum": _INT[name] - 1}
    elif name == "byte" or schema.get("contentEncoding") == "base64":
        bounds = {"pattern": _BASE64}
    else:
        return schema
    rest = _without(schema, *(("format",) if name in (*_INT, "byte") else ("contentEncoding",)))
    return rest | {"allOf": [*_branches(schema), bounds]}


def message_formats(schema: Schema, reading: Reading, lookup: Lookup) -> Schema:
    """`machine_formats` in a message; a JSON Schema that stands alone does not know them."""
    return schema if reading.direction is None else machine_formats(schema, reading, lookup)


def _on(*keywords: str) -> frozenset[str]:
    return frozenset(keywords)


TRIGGERS: dict[Rewrite, frozenset[str]] = {
    ref_alone: _on("$ref"),
    exclusive_flags: _on("exclusiveMinimum", "exclusiveMaximum"),
    item_lists: _on("items", "additionalItems"),
    dependencies: _on("dependencies"),
    nullable: _on("nullable"),
    discriminator: _on("discriminator"),
    travelling: _on("properties"),
    machine_formats: _on("format", "contentEncoding"),
    message_formats: _on("format", "contentEncoding"),
}
"""The keywords without which a rewriting changes nothing."""
