"""Rewritings of schemas that leave their meaning as it is: allOf, null; and the same document as YAML or JSON."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import yaml

from catalog.model.source import SourceDocument
from catalog.reading.grammar.shapes import Form
from catalog.reading.read import read_source
from catalog.reading.specification import grammar_of, specification_of
from catalog.reading.walk import walk
from tests.builders.flattened import flattened, halved
from tests.builders.moved import rekeyed
from tests.builders.refactor import told_by_name
from tests.builders.reference_places import places_on, references_in

Schema = dict[str, Any]
Rewriting = Callable[[SourceDocument], SourceDocument]
APART = ("$id", "$anchor", "$dynamicAnchor", "$schema", "$defs", "definitions", "$ref", "discriminator", "allOf", "xml")
SPLIT = ("required", "minProperties", "maxProperties", "enum", "minLength", "maxLength", "pattern")
HOLDERS = ("properties", "items", "schema", "payload")


def wrapped(document: SourceDocument) -> SourceDocument:
    """A third of the schemas as the only member of an allOf."""
    return _each(document, lambda schema: {"allOf": [schema]})


def wrapped_anywhere(document: SourceDocument) -> SourceDocument:
    """As `wrapped`, components and parts of compositions among them, but for what a discriminator knows by name."""
    return _each(document, lambda schema: {"allOf": [schema]}, anywhere=True)


def split(document: SourceDocument) -> SourceDocument:
    """A third of the schemas as an allOf of what they bound and the rest."""

    def halves(schema: Schema) -> Schema:
        bounds = {name: value for name, value in schema.items() if name in SPLIT}
        rest = {name: value for name, value in schema.items() if name not in SPLIT}
        return {"allOf": [rest, bounds]} if bounds and rest else schema

    return _each(document, halves)


def parted(document: SourceDocument) -> SourceDocument:
    """A third of the objects with their properties in two parts of an allOf."""
    return _each(document, halved)


def null_apart(document: SourceDocument, word: str = "anyOf") -> SourceDocument:
    """`type: [.., null]` as a choice between the type and null."""

    def choice(schema: Schema) -> Schema:
        kinds, values = schema.get("type"), schema.get("enum")
        if not isinstance(kinds, list) or "null" not in kinds or len(kinds) != 2 or "const" in schema:
            return schema
        if values is not None and (None not in values or len(values) < 2):
            return schema
        kind = next(name for name in kinds if name != "null")
        listed = {} if values is None else {"enum": [value for value in values if value is not None]}
        return {word: [{**schema, "type": kind, **listed}, {"type": "null"}]}

    return _each(document, choice, share=1.0)


def null_as_one_of(document: SourceDocument) -> SourceDocument:
    """As `null_apart`, by oneOf."""
    return null_apart(document, "oneOf")


def const_for_enum(document: SourceDocument) -> SourceDocument:
    """An enum of one value as a const, and a const as an enum, where the dialect has both."""

    def other(schema: Schema) -> Schema:
        values = schema.get("enum")
        rest = {name: item for name, item in schema.items() if name not in ("enum", "const")}
        if "const" in schema and "enum" not in schema:
            return {**rest, "enum": [schema["const"]]}
        is_one = isinstance(values, list) and len(values) == 1 and "const" not in schema
        return {**rest, "const": values[0]} if is_one and isinstance(values, list) else schema

    known = specification_of(document).line not in ("2.0", "3.0") or "asyncapi" in _tree(document)
    return _each(document, other, share=1.0) if known else document


def _tree(document: SourceDocument) -> Schema:
    assert isinstance(document.tree, dict)
    return document.tree


def _each(
    document: SourceDocument, rewrite: Callable[[Schema], Schema], share: float = 0.3, *, anywhere: bool = False
) -> SourceDocument:
    """Schemas in place, not components, whose own keywords need no neighbours and that nothing refers into."""
    order, tree = random.Random(0), copy.deepcopy(document.tree)
    is_layered = "traits" in _names(tree)
    passed = {name for reference in references_in(tree) for name in places_on(reference, itself=not anywhere)}
    told = (
        {place for reference in told_by_name(document, tree) for place in places_on(reference)} if anywhere else set()
    )
    for place in list(walk(grammar_of(specification_of(document)), tree)):
        value = place.value
        is_schema = place.shape.kind == "Schema" and place.shape.form in (Form.ONE, Form.ONE_OR_LIST)
        is_free = is_schema and isinstance(value, dict) and value and not set(APART) & set(value)
        is_apart = place.pointer not in passed and not (is_layered and LAYERED & set(place.pointer))
        stands = place.pointer not in told if anywhere else _stands(place.pointer)
        if is_free and stands and is_apart and order.random() < share:
            assert isinstance(value, dict)
            made = rewrite(dict(value))
            value.clear()
            value.update(made)
    return SourceDocument(document.name, document.digest, document.data, tree)


LAYERED = {"headers", "traits", "messageTraits"}
"""Where an AsyncAPI trait is laid over what it is applied to, member by member, as it is written."""


def _names(value: Any) -> set[str]:
    """The names of all members."""
    if isinstance(value, list):
        return {name for item in value for name in _names(item)}
    if not isinstance(value, dict):
        return set()
    return {*value, *(name for item in value.values() for name in _names(item))}


def _stands(pointer: tuple[str | int, ...]) -> bool:
    """Whether a schema is a member, an item, or a body: closed objects and unions care for where others stand."""
    return len(pointer) > 3 and (pointer[-1] in HOLDERS[1:] or pointer[-2] == "properties")


def as_json(document: SourceDocument) -> SourceDocument:
    """The document written as JSON and read again."""
    return read_source(json.dumps(document.tree).encode(), "document.json")


def as_yaml(document: SourceDocument) -> SourceDocument:
    """The document written as YAML and read again."""
    return read_source(yaml.safe_dump(document.tree, sort_keys=False).encode(), "document.yaml")


RESPELLINGS: dict[str, Rewriting] = {
    "wrapped in allOf": wrapped,
    "wrapped anywhere": wrapped_anywhere,
    "split by allOf": split,
    "flattened": flattened,
    "parted by allOf": parted,
    "null by anyOf": null_apart,
    "null by oneOf": null_as_one_of,
    "const for enum": const_for_enum,
    "rekeyed": rekeyed,
    "as JSON": as_json,
    "as YAML": as_yaml,
}
