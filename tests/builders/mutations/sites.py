"""Places of a document at which rows of the table apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog.model.contract import Contract
from catalog.model.http import Direction, MediaType, Operation, Origin
from catalog.model.messaging import EventOperation
from catalog.model.node import Node
from catalog.model.source import Pointer
from catalog.model.specification import Family
from tests.builders.mutations.change import Site, Tree, written_at

COMPOSING = (
    *("allOf", "oneOf", "anyOf", "not", "if", "$ref", "discriminator", "patternProperties", "nullable"),
    *("propertyNames", "dependentSchemas", "dependentRequired", "dependencies", "unevaluatedProperties"),
    *("minProperties", "maxProperties", "enum", "const", "$id", "$schema"),
)
HIDDEN = ("readOnly", "writeOnly")


def sites(contract: Contract) -> Iterator[Site]:
    """All places of a contract, each once for each direction."""
    if contract.specification.family is Family.ASYNCAPI:
        yield from _of_events(contract)
    else:
        yield from _of_http(contract)


def _site(contract: Contract, kind: str, node: Node, label: str, direction: Direction | None = None) -> Iterator[Site]:
    root = contract.document.tree
    is_here = node.document is contract.document and written_at(root, node.pointer) is node.value
    if isinstance(node.value, dict) and isinstance(root, dict) and is_here:
        yield Site(kind, node.pointer, node.value, label, contract.specification.line, root, direction)


def _of_http(contract: Contract) -> Iterator[Site]:
    seen: set[tuple[Pointer, Direction]] = set()
    for operation in contract.operations:
        if operation.origin is not Origin.PATH:
            continue
        if contract.specification.line != "2.0":  # which writes bodies, parameters and access otherwise
            yield from _site(contract, "operation", operation.node, operation.label)
        for media_type, direction in _bodies(operation):
            if media_type.schema is not None and "json" in media_type.name:
                yield from _objects(contract, media_type.schema.node, direction, operation.label, seen)


def _bodies(operation: Operation) -> Iterator[tuple[MediaType, Direction]]:
    if operation.request_body is not None and not operation.request_body.form:
        yield from ((media_type, Direction.INBOUND) for media_type in operation.request_body.content)
    for response in operation.responses:
        if response.status.startswith("2"):
            yield from ((media_type, Direction.OUTBOUND) for media_type in response.content)


def _of_events(contract: Contract) -> Iterator[Site]:
    seen: set[tuple[Pointer, Direction]] = set()
    used = set()
    for operation in contract.event_operations:
        label = event_label(operation)
        used.add(operation.channel.key)
        yield from _site(contract, "event", operation.node, label, operation.direction)
        yield from _site(contract, "channel", operation.channel.node, f"channel {operation.channel.address_key}")
        for message in operation.messages:
            yield from _site(contract, "message", message.node, label, operation.direction)
            for schema in (message.payload, message.headers):
                if schema is not None and schema.is_json_schema:
                    yield from _objects(contract, schema.node, operation.direction, label, seen)


def event_label(operation: EventOperation) -> str:
    """How findings call it: `send orders.{}`."""
    channel = operation.channel
    name = channel.address_key if channel.address is not None else channel.key
    return f"{operation.action.value} {name}"


def _objects(
    contract: Contract, node: Node, direction: Direction, label: str, seen: set[tuple[Pointer, Direction]]
) -> Iterator[Site]:
    """Objects with properties that no composition stands above."""
    target = contract.references.target(node)
    value = target.value
    if target.pointer in composed(contract):
        return
    if not isinstance(value, dict) or set(COMPOSING) & set(value) or (target.pointer, direction) in seen:
        return
    seen.add((target.pointer, direction))
    held = value.get("properties")
    if isinstance(held, dict) and held and value.get("type") == "object":
        yield from _site(contract, "object", target, label, direction)
        for name, child in held.items():
            if isinstance(child, dict) and not set(HIDDEN) & set(child):
                yield from _objects(contract, target.child("properties", name), direction, label, seen)
    elif isinstance(value.get("items"), dict) and value.get("type") == "array" and "maxItems" not in value:
        yield from _objects(contract, target.child("items"), direction, label, seen)


def composed(contract: Contract) -> frozenset[Pointer]:
    """What some composition of the document refers to: there, an edit may mean something else."""
    found = contract.derived.get("composed")
    if not isinstance(found, frozenset):
        found = contract.derived["composed"] = frozenset(_branches(contract, contract.document.tree))
    return found


def _branches(contract: Contract, value: Any) -> Iterator[Pointer]:
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if name in ("allOf", "oneOf", "anyOf", "not", "if", "then", "else"):
            for part in item if isinstance(item, list) else [item]:
                yield contract.references.target(Node(contract.document, (), part)).pointer
        yield from _branches(contract, item)


def shown(site: Site, *, required: bool | None = None) -> list[str]:
    """Properties that travel, written in place; all, or those that are required, or those that are not."""
    names = site.value["properties"].items()
    return [
        name
        for name, schema in names
        if isinstance(schema, dict)
        and not {*HIDDEN, "$ref", "allOf"} & set(schema)
        and (required is None or (name in listed(site.value)) == required)
    ]


def listed(schema: Tree) -> list[str]:
    """The names in `required`."""
    found = schema.get("required")
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
