"""Edits of one place of an OpenAPI document, each with what SEMANTICS §3 says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from catalog.model.contract import Contract
from catalog.model.http import Direction, MediaType, Operation, Origin
from catalog.model.node import Node
from catalog.model.source import Pointer, SourceDocument

Schema = dict[str, Any]
COMPOSING = ("allOf", "oneOf", "anyOf", "not", "if", "$ref", "discriminator", "patternProperties", "nullable")
HIDDEN = ("readOnly", "writeOnly")
WORDS = ("type", "description", "title", "example", "examples")
FRESH = "zzFresh"


@dataclass(frozen=True, slots=True)
class Site:
    """An object schema with properties that no composition stands above, or an operation."""

    pointer: Pointer
    value: Schema
    label: str
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Mutation:
    """`edit` gives the edited value of a site, or None where the row does not apply there."""

    rule: str
    effect: str
    direction: Direction | None
    edit: Callable[[Schema], Schema | None]


def edited(document: SourceDocument, pointer: Pointer, value: Any) -> SourceDocument:
    """The document with another value at one place; all else is shared."""
    return SourceDocument(
        document.name, f"{document.digest}-edited", document.data, _put(document.tree, pointer, value)
    )


def _put(tree: Any, pointer: Pointer, value: Any) -> Any:
    if not pointer:
        return value
    if isinstance(tree, dict):
        return {**tree, pointer[0]: _put(tree[str(pointer[0])], pointer[1:], value)}
    made = list(tree)
    made[int(pointer[0])] = _put(tree[int(pointer[0])], pointer[1:], value)
    return made


def operation_sites(contract: Contract) -> Iterator[Site]:
    """Operations under `paths`."""
    for operation in contract.operations:
        if operation.origin is Origin.PATH and isinstance(operation.node.value, dict):
            yield Site(operation.pointer, operation.node.value, operation.label)


def schema_sites(contract: Contract) -> Iterator[Site]:
    """Objects in JSON bodies, each once for each direction."""
    seen: set[tuple[Pointer, Direction]] = set()
    for operation in contract.operations:
        if operation.origin is Origin.PATH:
            for media_type, direction in _bodies(operation):
                if media_type.schema is not None and "json" in media_type.name:
                    yield from _objects(contract, media_type.schema.node, direction, operation.label, seen)


def _bodies(operation: Operation) -> Iterator[tuple[MediaType, Direction]]:
    if operation.request_body is not None:
        yield from ((media_type, Direction.INBOUND) for media_type in operation.request_body.content)
    for response in operation.responses:
        if response.status.startswith("2"):
            yield from ((media_type, Direction.OUTBOUND) for media_type in response.content)


def _objects(
    contract: Contract, node: Node, direction: Direction, label: str, seen: set[tuple[Pointer, Direction]]
) -> Iterator[Site]:
    target = contract.references.target(node)
    value = target.value
    if not isinstance(value, dict) or set(COMPOSING) & set(value) or (target.pointer, direction) in seen:
        return
    seen.add((target.pointer, direction))
    held = value.get("properties")
    if isinstance(held, dict) and held and value.get("type") == "object":
        yield Site(target.pointer, value, label, direction)
        for name, child in held.items():
            if isinstance(child, dict) and not set(HIDDEN) & set(child):
                yield from _objects(contract, target.child("properties", name), direction, label, seen)
    elif isinstance(value.get("items"), dict) and value.get("type") == "array" and "maxItems" not in value:
        yield from _objects(contract, target.child("items"), direction, label, seen)


def _plain(schema: Any, kind: str = "string") -> bool:
    return isinstance(schema, dict) and schema.get("type") == kind and not set(schema) - set(WORDS)


def _with(schema: Schema, name: str, value: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], name: value}}


def _required(schema: Schema) -> list[str]:
    listed = schema.get("required")
    return [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []


def _shown(schema: Schema, required: bool) -> list[str]:
    """Properties that travel and are required, or not."""
    names = schema["properties"].items()
    return [n for n, s in names if isinstance(s, dict) and not set(HIDDEN) & set(s) and "$ref" not in s
            and "allOf" not in s and (n in _required(schema)) == required]  # fmt: skip


def remove_property(schema: Schema) -> Schema | None:
    names = _shown(schema, required=False)
    if not names or schema.get("additionalProperties") is False or len(schema["properties"]) < 2:
        return None
    return {**schema, "properties": {n: s for n, s in schema["properties"].items() if n != names[0]}}


def make_optional(schema: Schema) -> Schema | None:
    names = _shown(schema, required=True)
    return {**schema, "required": [n for n in _required(schema) if n != names[0]]} if names else None


def make_required(schema: Schema) -> Schema | None:
    names = [n for n in _shown(schema, required=False) if "default" not in schema["properties"][n]]
    return {**schema, "required": [*_required(schema), names[0]]} if names else None


def add_optional(schema: Schema) -> Schema | None:
    return None if "additionalProperties" in schema else _with(schema, FRESH, {"type": "string"})


def add_required(schema: Schema) -> Schema | None:
    return {**_with(schema, FRESH, {"type": "string"}), "required": [*_required(schema), FRESH]}


def close(schema: Schema) -> Schema | None:
    return None if "additionalProperties" in schema else {**schema, "additionalProperties": False}


def _scalar(
    change: Callable[[Schema], Schema], fits: Callable[[Any], bool] = _plain
) -> Callable[[Schema], Schema | None]:
    """An edit of the first property that fits."""

    def edit(schema: Schema) -> Schema | None:
        name = next((n for n, child in schema["properties"].items() if fits(child)), None)
        return _with(schema, name, change(schema["properties"][name])) if name is not None else None

    return edit


def _lists(schema: Any) -> bool:
    is_enum = isinstance(schema, dict) and schema.get("type") == "string" and isinstance(schema.get("enum"), list)
    return is_enum and not set(schema) - {*WORDS, "enum"} and all(isinstance(v, str) for v in schema["enum"])


def _bounded(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "string" and not set(schema) - {*WORDS, "maxLength"} and (
        "maxLength" in schema
    )  # fmt: skip


def _without(word: str) -> Callable[[Schema], Schema]:
    return lambda schema: {name: value for name, value in schema.items() if name != word}


IN, OUT = Direction.INBOUND, Direction.OUTBOUND
SCHEMA_MUTATIONS = (
    Mutation("outbound-property-removed", "breaks", OUT, remove_property),
    Mutation("outbound-required-widened", "breaks", OUT, make_optional),
    Mutation("outbound-property-added", "safe", OUT, add_optional),
    Mutation("outbound-type-widened", "breaks", OUT, _scalar(lambda s: {**s, "type": "integer"})),
    Mutation("outbound-bound-widened", "breaks", OUT, _scalar(_without("maxLength"), _bounded)),
    Mutation("outbound-enum-widened", "breaks", OUT, _scalar(_without("enum"), _lists)),
    Mutation("outbound-enum-value-added", "may-break", OUT,
             _scalar(lambda s: {**s, "enum": [*s["enum"], FRESH]}, _lists)),
    Mutation("outbound-default-changed", "safe", OUT, _scalar(lambda s: {**s, "default": FRESH})),
    Mutation("inbound-property-removed", "may-break", IN, remove_property),
    Mutation("inbound-required-narrowed", "breaks", IN, make_required),
    Mutation("inbound-required-narrowed", "breaks", IN, add_required),
    Mutation("inbound-property-added", "safe", IN, add_optional),
    Mutation("inbound-object-closed", "may-break", IN, close),
    Mutation("inbound-type-narrowed", "breaks", IN, _scalar(lambda s: {**s, "type": "integer"})),
    Mutation("inbound-bound-narrowed", "breaks", IN, _scalar(lambda s: {**s, "maxLength": 1})),
    Mutation("inbound-pattern-narrowed", "breaks", IN, _scalar(lambda s: {**s, "pattern": "^zz"})),
    Mutation("inbound-enum-narrowed", "breaks", IN, _scalar(lambda s: {**s, "enum": [FRESH]})),
    Mutation("inbound-enum-narrowed", "breaks", IN,
             _scalar(lambda s: {**s, "enum": s["enum"][1:] or [FRESH]}, _lists)),
    Mutation("inbound-default-changed", "may-break", IN, _scalar(lambda s: {**s, "default": FRESH})),
)  # fmt: skip


def _parameter(required: bool) -> Schema:
    return {"name": FRESH, "in": "query", "required": required, "schema": {"type": "string"}}


def _add_parameter(required: bool) -> Callable[[Schema], Schema]:
    return lambda operation: {**operation, "parameters": [*operation.get("parameters", []), _parameter(required)]}


def _drop_parameter(operation: Schema) -> Schema | None:
    held = operation.get("parameters", [])
    found = next((p for p in held if p.get("in") == "query"), None)
    return {**operation, "parameters": [p for p in held if p is not found]} if found else None


def _demand_parameter(operation: Schema) -> Schema | None:
    held = operation.get("parameters", [])
    found = next((p for p in held if p.get("in") == "query" and not p.get("required")), None)
    return {**operation, "parameters": [{**p, "required": True} if p is found else p for p in held]} if found else None


def _is_exact(operation: Schema) -> bool:
    return all(status.isdigit() for status in operation["responses"])


def _drop_response(operation: Schema) -> Schema | None:
    held = operation["responses"]
    found = next((status for status in held if status.startswith("2")), None)
    is_alone = len(held) < 2 or not _is_exact(operation) or found is None
    return None if is_alone else {**operation, "responses": {s: r for s, r in held.items() if s != found}}


def _add_response(operation: Schema) -> Schema | None:
    responses = {**operation["responses"], "299": {"description": "fresh"}}
    return {**operation, "responses": responses} if _is_exact(operation) else None


def _drop_body(operation: Schema) -> Schema | None:
    return {n: v for n, v in operation.items() if n != "requestBody"} if "requestBody" in operation else None


def _offer(operation: Schema) -> Schema | None:
    body = operation.get("requestBody")
    if not isinstance(body, dict) or "content" not in body or any("*" in name for name in body["content"]):
        return None
    return {**operation, "requestBody": {**body, "content": {**body["content"], "text/x-fresh": {}}}}


OPERATION_MUTATIONS = (
    Mutation("required-request-parameter-added", "breaks", None, _add_parameter(True)),
    Mutation("optional-request-parameter-added", "safe", None, _add_parameter(False)),
    Mutation("request-parameter-removed", "may-break", None, _drop_parameter),
    Mutation("request-parameter-became-required", "breaks", None, _demand_parameter),
    Mutation("success-response-removed", "breaks", None, _drop_response),
    Mutation("success-response-added", "may-break", None, _add_response),
    Mutation("request-body-removed", "may-break", None, _drop_body),
    Mutation("request-media-type-added", "safe", None, _offer),
    Mutation(
        "operation-id-changed", "safe", None, lambda o: {**o, "operationId": FRESH} if "operationId" in o else None
    ),
    Mutation(
        "operation-deprecated", "safe", None, lambda o: None if o.get("deprecated") else {**o, "deprecated": True}
    ),
)
