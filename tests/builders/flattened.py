"""Rewritings between one schema and an allOf of several that say the same."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from catalog.model.source import SourceDocument
from catalog.reading.grammar.shapes import Form
from catalog.reading.specification import grammar_of, specification_of
from catalog.reading.walk import walk
from tests.builders.reference_places import places_on, references_in, tokens_of

Schema = dict[str, Any]
TOGETHER = ("type", "required", "properties", "description", "title", "example", "examples", "deprecated")
"""Keywords that several parts may say."""
ALONE = (
    *("additionalProperties", "patternProperties", "unevaluatedProperties", "unevaluatedItems", "nullable"),
    *("discriminator", "allOf", "oneOf", "anyOf", "if", "then", "else", "items", "prefixItems", "additionalItems"),
    *("$id", "$schema", "$anchor", "$dynamicAnchor", "$ref", "$dynamicRef", "$defs", "definitions", "default"),
    *("contains", "minContains", "maxContains", "exclusiveMinimum", "exclusiveMaximum", "minimum", "maximum"),
)
"""Keywords that look at their neighbours, or that may not be said beside others."""


def flattened(document: SourceDocument) -> SourceDocument:
    """Each allOf whose parts can be said as one schema, as that schema; also where the parts are components."""
    tree = copy.deepcopy(document.tree)
    kept = set(_passed(tree))
    is_layered = isinstance(tree, dict) and "asyncapi" in tree
    for place in reversed(list(walk(grammar_of(specification_of(document)), tree))):
        value = place.value
        is_schema = place.shape.kind == "Schema" and place.shape.form in (Form.ONE, Form.ONE_OR_LIST)
        if not is_schema or not isinstance(value, dict) or tuple(map(str, place.pointer)) in kept:
            continue
        if is_layered and {"headers", "traits", "messageTraits"} & set(place.pointer):
            continue  # a trait is laid over them as they are written
        merged = _merged(tree, value) if "allOf" in value else None
        if merged is not None:
            value.clear()
            value.update(merged)
    return SourceDocument(document.name, document.digest, document.data, tree)


def _merged(tree: Any, schema: Schema) -> Schema | None:
    made = {name: item for name, item in schema.items() if name != "allOf"}
    if set(ALONE) & set(made):
        return None
    for part in schema["allOf"]:
        told = _followed(tree, part)
        if told is None or (set(ALONE) & set(told) and made):
            return None
        joined = _joined(made, copy.deepcopy(told))
        if joined is None:
            return None
        made = joined
    return made


def _followed(tree: Any, part: Any) -> Schema | None:
    """A part, or the component that it is; None for what may be an ancestor that a discriminator tells of."""
    if not isinstance(part, dict) or "$ref" not in part:
        return part if isinstance(part, dict) else None
    if set(part) != {"$ref"} or not part["$ref"].startswith("#/"):
        return None
    target = tree
    for token in tokens_of(part["$ref"]):
        target = target.get(token) if isinstance(target, dict) else None
    return target if isinstance(target, dict) and not {"discriminator", "$ref", "allOf"} & set(target) else None


def _joined(one: Schema, other: Schema) -> Schema | None:
    """Both as one; None where they say different things of the same."""
    if not one or not other:
        return one or other
    if (set(ALONE) & (set(one) | set(other))) or (set(one) & set(other)) - set(TOGETHER):
        return None
    if one.get("type", other.get("type")) != other.get("type", one.get("type")):
        return None
    if set(one.get("properties", {})) & set(other.get("properties", {})):
        return None
    made = {**other, **one}
    if "properties" in made:
        made["properties"] = {**one.get("properties", {}), **other.get("properties", {})}
    if "required" in made:
        made["required"] = list(dict.fromkeys([*one.get("required", []), *other.get("required", [])]))
    return made


def _passed(tree: Any) -> Iterator[tuple[str, ...]]:
    """Places that references lead through: they must stay."""
    for reference in references_in(tree):
        yield from places_on(reference, itself=False)


def halved(schema: Schema) -> Schema:
    """An object with half of its properties in one part and half in another."""
    held = schema.get("properties")
    if not isinstance(held, dict) or len(held) < 2 or {*ALONE, "enum", "const"} & set(schema):
        return schema
    names = list(held)
    rest = {name: item for name, item in schema.items() if name != "properties"}
    parts = [{name: held[name] for name in names[start::2]} for start in (0, 1)]
    return {"allOf": [{**rest, "properties": parts[0]}, {"properties": parts[1]}]}
