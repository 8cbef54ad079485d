"""Parts are named by the addresses that everything else uses."""

from __future__ import annotations

from catalog.model.address_text import parse_address
from catalog.reading.addresses.lookup import address_of
from catalog.search.parts import event_at, message_at, operation_at, schema_at
from tests.builders.contracts import contract_of

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders/{id}:
    get: {responses: {}}
    x-other: true
webhooks:
  order created:
    post: {responses: {}}
components: {schemas: {Lonely Order: {type: object}}}
"""
EVENTS = """\
asyncapi: 3.0.0
info: {title: Events, version: "1"}
channels:
  placed: {address: "orders/{id}/placed", messages: {placed: {$ref: "#/components/messages/Order placed"}}}
operations:
  tell: {action: send, channel: {$ref: "#/channels/placed"}}
components: {messages: {Order placed: {payload: {type: object}}}}
"""


def test_operations_and_webhooks() -> None:
    contract = contract_of(SHOP)
    names = [f"shop {operation_at(operation)}" for operation in contract.operations]
    assert names == ["shop GET /orders/{}", 'shop webhook "order created" operation POST']
    assert names == [str(address_of(contract, operation.pointer)) for operation in contract.operations]


def test_components_by_their_document_address() -> None:
    contract = contract_of(SHOP)
    name = f"shop {schema_at(contract.schemas[0])}"
    assert name == str(address_of(contract, contract.schemas[0].pointer)) == 'shop schema "Lonely Order"'
    message = contract_of(EVENTS).messages[0]
    assert parse_address(f"shop {message_at(message)}").subject[0] == "message"


def test_events() -> None:
    contract = contract_of(EVENTS)
    event = contract.event_operations[0]
    assert f"shop {event_at(event)}" == str(address_of(contract, event.pointer)) == "shop send orders/{}/placed"
