"""Schemas of a contract that stand alone, in draft 2020-12, for validators that know neither contracts nor directions.

Written from SEMANTICS §1, §3 and §4 and the specifications, not from the engine. Only what a value has members for is
kept: a property that no part of the value has cannot matter to it, and real schemas reach most of their document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator

from catalog.model import schema as dialects
from catalog.model.contract import Contract
from catalog.model.direction import Direction
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import SourceDocument
from tests.laws.openapi import as_json_schema

DIALECTS = {dialects.OPENAPI_20: "openapi2.0", dialects.OPENAPI_30: "openapi3.0", dialects.DRAFT_07: "openapi2.0"}
MAPS = ("patternProperties", "dependentSchemas", "$defs", "definitions")
LISTS = ("anyOf", "oneOf", "prefixItems")
ONES = (
    "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems",
    "unevaluatedProperties",
)  # fmt: skip
CLOSING = ("additionalProperties", "unevaluatedProperties")
UNOPENED = ("not", "if")
NAMING = ("$id", "id", "$schema", "$anchor")
FORMATS: dict[str, dict[str, Any]] = {
    "int32": {"minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"minimum": -(2**63), "maximum": 2**63 - 1},
    "byte": {"pattern": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"},
}
UNSENT = {Direction.INBOUND: "readOnly", Direction.OUTBOUND: "writeOnly"}


class Unreadable(Exception):
    """A schema that cannot stand alone."""


@dataclass(frozen=True)
class Manner:
    """How a schema is read. `opened`: by a reader who skips what it does not know. `loose`: oneOf is read as anyOf."""

    direction: Direction
    opened: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Said:
    """What the validators say of a value: jsonschema-rs with formats, whether jsonschema agrees about all else."""

    valid: bool
    agreed: bool


@dataclass
class Schemas:
    """The schemas of one contract; what was said in 2020-12 once is kept."""

    contract: Contract
    kept: dict[tuple[str, tuple[str | int, ...]], Any] = field(default_factory=dict)

    def judged(self, schema: SchemaNode, manner: Manner, value: Any) -> Said:
        """What both validators say. Raises Unreadable."""
        alone = _Writer(self, manner, frozenset(members(value)), DIALECTS.get(schema.dialect, "openapi3.1"))
        written = alone.whole(schema)
        try:
            shape, whole = (jsonschema_rs.Draft202012Validator(written, validate_formats=f) for f in (False, True))
            by_shape = shape.is_valid(value)
            return Said(whole.is_valid(value), Draft202012Validator(written).is_valid(value) == by_shape)
        except Exception as problem:
            raise Unreadable(f"a validator gives up: {problem!s:.120}") from problem

    def said(self, node: Node, dialect: str) -> Any:
        """The schema at a node in 2020-12; its references are as written."""
        key = (node.document.name, node.pointer)
        if key not in self.kept:
            value = node.value
            if node.document is self.contract.document and self.contract.specification.family.value == "asyncapi":
                value = without(value, ("nullable",))
            self.kept[key] = as_json_schema(value, dialect)
        return self.kept[key]


def members(value: Any) -> Iterator[str]:
    """The names of all members, at any depth."""
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from members(item)
    elif isinstance(value, list):
        for item in value:
            yield from members(item)


def without(value: Any, words: tuple[str, ...]) -> Any:
    """A tree without members of these names: AsyncAPI schemas are draft 7, which knows no `nullable`."""
    if isinstance(value, list):
        return [without(item, words) for item in value]
    return {k: without(v, words) for k, v in value.items() if k not in words} if isinstance(value, dict) else value


class _Writer:
    def __init__(self, schemas: Schemas, manner: Manner, names: frozenset[str], dialect: str) -> None:
        self.schemas, self.manner, self.names, self.dialect = schemas, manner, names, dialect
        self.definitions: dict[str, Any] = {}
        self.known: dict[tuple[object, ...], str] = {}

    def whole(self, schema: SchemaNode) -> dict[str, Any]:
        root = self.copy(self.schemas.said(schema.node, self.dialect), schema.document, frozenset(), self.manner.opened)
        return {"allOf": [root], "$defs": self.definitions}

    def copy(self, schema: Any, document: SourceDocument, hidden: frozenset[str], opened: bool) -> Any:
        """With references into `$defs`, for one direction; `hidden` properties are not demanded."""
        if not isinstance(schema, dict):
            return schema
        hidden |= frozenset(self.unsent(schema, document, 6))
        closed = CLOSING if opened else ()
        kept = {k: v for k, v in schema.items() if k not in NAMING and not (k in closed and v is False)}
        if self.manner.loose and "oneOf" in kept:
            branches = kept.pop("oneOf")
            kept = {**kept, "allOf": [*kept.get("allOf", ()), {"anyOf": branches}]}
        copied = {key: self.argument(key, value, document, hidden, opened) for key, value in kept.items()}
        extra = FORMATS.get(str(schema.get("format")))
        return {"allOf": [copied, extra]} if extra else copied

    def argument(self, key: str, value: Any, document: SourceDocument, hidden: frozenset[str], opened: bool) -> Any:
        nothing = frozenset[str]()
        if key == "$ref":
            return self.reference(value, document, hidden, opened)
        if key == "required":
            return [name for name in value if name not in hidden]
        if key == "properties":
            asked = {n: s if n in self.names else True for n, s in value.items()}
            return {n: self.copy(s, document, nothing, opened) for n, s in asked.items()}
        if key == "allOf":
            return [self.copy(item, document, hidden, opened) for item in value]
        if key in LISTS:
            return [self.copy(item, document, hidden if key != "prefixItems" else nothing, opened) for item in value]
        if key in MAPS:
            return {name: self.copy(item, document, nothing, opened) for name, item in value.items()}
        return self.copy(value, document, nothing, opened and key not in UNOPENED) if key in ONES else value

    def target(self, reference: str, document: SourceDocument) -> Node:
        node = self.schemas.contract.references.hop(Node(document, (), {"$ref": reference}))
        if node is None:
            raise Unreadable(f"{reference} leads nowhere")
        return node

    def reference(self, reference: str, document: SourceDocument, hidden: frozenset[str], opened: bool) -> str:
        node = self.target(reference, document)
        key = (node.document.name, node.pointer, hidden, opened)
        if key not in self.known:
            name = self.known[key] = f"d{len(self.known)}"
            said = self.schemas.said(node, self.dialect)
            self.definitions[name] = self.copy(said, node.document, hidden, opened)
        return f"#/$defs/{self.known[key]}"

    def unsent(self, schema: Any, document: SourceDocument, depth: int) -> Iterator[str]:
        """Properties that do not exist in this direction, of the schema and of those that hold with it."""
        if not isinstance(schema, dict) or not depth:
            return
        for name, item in schema.get("properties", {}).items():
            if self.is_unsent(item, document, depth):
                yield name
        for item in schema.get("allOf", ()):
            yield from self.unsent(item, document, depth - 1)
        if "$ref" in schema:
            node = self.target(schema["$ref"], document)
            yield from self.unsent(self.schemas.said(node, self.dialect), node.document, depth - 1)

    def is_unsent(self, schema: Any, document: SourceDocument, depth: int) -> bool:
        if not isinstance(schema, dict) or not depth:
            return False
        if schema.get(UNSENT[self.manner.direction]) is True:
            return True
        if "$ref" in schema:
            try:
                node = self.target(schema["$ref"], document)
            except Unreadable:  # what says nothing hides nothing; a value that needs it is not judged
                return False
            return self.is_unsent(self.schemas.said(node, self.dialect), node.document, depth - 1)
        return any(self.is_unsent(item, document, depth - 1) for item in schema.get("allOf", ()))
