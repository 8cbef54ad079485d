"""The one walk through a contract: every node that rules look at, once, however many ways lead to it."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Operation, Parameter, SecurityScheme
from catalog.model.messaging import Channel, EventOperation, Message
from catalog.model.node import Located
from catalog.model.source import Pointer
from governance.rules.engine.places import SchemaPlace
from governance.rules.engine.schemas import schema_places

NODES = (Contract, SecurityScheme, Operation, Parameter, Channel, EventOperation, Message, SchemaPlace)
"""The types of nodes, in the order in which they come."""


def nodes_of(contract: Contract, wanted: frozenset[type]) -> Iterator[object]:
    """The nodes of these types; what nobody wants is not looked for."""
    if Contract in wanted:
        yield contract
    if wanted & frozenset(NODES[1:-1]):
        yield from (node for node in _once(contract) if type(node) in wanted)
    if SchemaPlace in wanted:
        yield from schema_places(contract)


def _once(contract: Contract) -> Iterator[Located]:
    seen: set[tuple[type, str, Pointer]] = set()
    for node in _nodes(contract):
        key = (type(node), node.document.name, node.pointer)
        if key not in seen:
            seen.add(key)
            yield node


def _nodes(contract: Contract) -> Iterator[Located]:
    yield from contract.security_schemes
    for operation in contract.operations:
        yield from _of_operation(operation)
    yield from contract.channels
    for event in contract.event_operations:
        yield event
        yield from event.messages
        yield from event.reply.messages if event.reply else ()
    yield from contract.messages


def _of_operation(operation: Operation) -> Iterator[Located]:
    yield operation
    yield from operation.parameters
    for callback in operation.callbacks:
        for inner in callback.operations:
            yield from _of_operation(inner)
