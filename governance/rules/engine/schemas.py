"""The walk through a contract's schemas: each place once, with every role in which it is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from catalog.model.contract import Contract
from catalog.model.http import MediaType, Operation
from catalog.model.messaging import Action, Message
from catalog.model.node import Node, References
from catalog.model.schema import SchemaNode
from catalog.model.source import Json, Pointer
from governance.rules.engine.places import CLASSIFICATION, Role, SchemaPlace

Key: TypeAlias = "tuple[str, Pointer]"
Root: TypeAlias = "tuple[SchemaNode | None, str, Role]"
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLE = ("items", "additionalProperties", "contains", "if", "then", "else", "unevaluatedProperties", "additionalItems")
MAPS = ("patternProperties", "dependentSchemas")
UNNAMED = frozenset((*SINGLE, *LISTS, *MAPS))
UNCLASSIFIED = int(Role.UNCLASSIFIED)


class _Way(NamedTuple):
    """A schema to look at, the name under which it was reached, and in which role (a number: there are thousands)."""

    node: Node
    role: int
    name: str = ""
    siblings: tuple[str, ...] = ()


def schema_places(contract: Contract) -> Iterator[SchemaPlace]:
    """Every named value that an operation, a message or a component leads to; recursion ends where it began."""
    roles: dict[Key, int] = {}
    named: dict[Key, _Way] = {}
    waiting = [way for root in roots(contract) if (way := _start(root)) is not None]
    while waiting:
        way = waiting.pop()
        key = (way.node.document.name, way.node.pointer)
        if way.name:
            named.setdefault(key, way)
        known = roles.get(key)
        if known is not None and known | way.role == known:
            continue
        roles[key] = way.role if known is None else known | way.role
        waiting.extend(_below(way, contract.references))
    for key, way in named.items():
        target = contract.references.target(way.node)
        yield SchemaPlace(way.node, way.name, target, way.siblings, Role(roles[key]), contract.references)


def _start(root: Root) -> _Way | None:
    schema, name, role = root
    return _Way(schema.node, int(role), name) if schema is not None and schema.is_json_schema else None


def _below(way: _Way, references: References) -> Iterator[_Way]:
    value, node = way.node.value, way.node
    if not isinstance(value, dict):
        return
    role = way.role & ~UNCLASSIFIED if CLASSIFICATION in value else way.role
    if "$ref" in value and (target := references.hop(node)) is not None:
        yield _Way(target, role)
    properties = value.get("properties")
    if isinstance(properties, dict):
        siblings = tuple(properties)
        for name, child in properties.items():
            yield _Way(Node(node.document, (*node.pointer, "properties", name), child), role, name, siblings)
    for path, child in () if UNNAMED.isdisjoint(value) else _unnamed(value):
        yield _Way(Node(node.document, node.pointer + path, child), role)


def _unnamed(value: dict[str, Json]) -> Iterator[tuple[Pointer, Json]]:
    for keyword in SINGLE:
        if isinstance(value.get(keyword), dict):
            yield (keyword,), value[keyword]
    for keyword in LISTS:
        branches = value.get(keyword)
        yield from (((keyword, i), branch) for i, branch in enumerate(branches if isinstance(branches, list) else ()))
    for keyword in MAPS:
        entries = value.get(keyword)
        yield from (((keyword, k), entry) for k, entry in (entries.items() if isinstance(entries, dict) else ()))


def roots(contract: Contract) -> Iterator[Root]:
    """The schemas that operations and messages begin with, then the named components."""
    for operation in contract.operations:
        yield from _of_operation(operation)
    for event in contract.event_operations:
        sent, received = Role.SENT | Role.UNCLASSIFIED, Role.RECEIVED | Role.UNCLASSIFIED
        role, answer = (sent, received) if event.action is Action.SEND else (received, sent)
        replies = event.reply.messages if event.reply else ()
        yield from (root for message in event.messages for root in _of_message(message, role))
        yield from (root for message in replies for root in _of_message(message, answer))
    for message in contract.messages:
        yield from _of_message(message, Role.UNCLASSIFIED)
    for schema in contract.schemas:
        yield schema, "", Role.UNCLASSIFIED


def _of_operation(operation: Operation) -> Iterator[Root]:
    for parameter in operation.parameters:
        yield parameter.schema, parameter.name, _role(Role.PARAMETER, parameter.extensions)
    if operation.request_body is not None:
        yield from _of_content(operation.request_body.content, Role.REQUEST)
        for field in operation.request_body.form:
            yield field.schema, field.name, _role(Role.REQUEST, field.extensions)
    for response in operation.responses:
        yield from _of_content(response.content, Role.RESPONSE)
        for header in response.headers:
            yield header.schema, header.name, _role(Role.HEADER, header.extensions)
    inner = (each for callback in operation.callbacks for each in callback.operations)
    yield from (root for each in inner for root in _of_operation(each))


def _of_content(content: Sequence[MediaType], role: Role) -> Iterator[Root]:
    for media in content:
        yield media.schema, "", role | Role.UNCLASSIFIED
        yield media.item_schema, "", role | Role.UNCLASSIFIED


def _of_message(message: Message, role: Role) -> Iterator[Root]:
    yield message.payload, "", role
    yield message.headers, "", role | Role.HEADER


def _role(role: Role, extensions: dict[str, Json]) -> Role:
    return role if CLASSIFICATION in extensions else role | Role.UNCLASSIFIED
