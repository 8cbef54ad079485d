"""The addresses (without the contract's id) of the parts of a contract that have a page of their own."""

from __future__ import annotations

from catalog.model.address import Address, subject
from catalog.model.http import Operation, Origin
from catalog.model.messaging import EventOperation, Message
from catalog.model.schema import SchemaNode


def operation_at(operation: Operation) -> str:
    """`POST /orders/{}`, `webhook order.created operation POST`."""
    if operation.origin is Origin.PATH:
        return _without_contract(operation.method, operation.path_key)
    return _without_contract(operation.origin.value, operation.path, "operation", operation.method)


def event_at(event: EventOperation) -> str:
    """`receive order.submitted.v1`."""
    return _without_contract(event.action.value, event.channel.address_key or event.channel.key)


def message_at(message: Message) -> str:
    """`message OrderSubmitted`."""
    return _without_contract("message", message.name)


def schema_at(schema: SchemaNode) -> str:
    """`schema Customer`."""
    return _without_contract("schema", schema.name)


def _without_contract(*words: str) -> str:
    return str(Address("_", subject(*words)))[2:]
