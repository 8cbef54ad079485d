"""What can be found in a contract: operations, channels, messages, schemas and fields, each where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.model.contract import Contract
from catalog.model.http import Operation
from catalog.model.messaging import Message
from catalog.model.node import References
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from catalog.search.fields import declared_fields
from catalog.search.parts import event_at, message_at, operation_at, schema_at

WHOLES = ("service", "vendor", "contract", "entity", "term", "team", "domain", "workflow")
PARTS = ("operation", "channel", "message", "schema", "field")
KINDS = (*WHOLES, *PARTS)

Part = tuple[str, str, str, str, str, str]
"""Kind, name, title, address in the contract, the place that a person reads beside the name, and the text that is
searched and not shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name. `contract` and `at` lead to it in a contract, `owner` is its service, vendor or entity, or
    the name of what it is itself.

    `place` is what a person reads beside the name, such as the path of a field.
    """

    kind: str
    name: str
    title: str = ""
    contract: str = ""
    at: str = ""
    owner: str = ""
    owner_kind: str = ""
    place: str = ""


def contract_parts(contract: Contract) -> Iterator[Part]:
    """The contract itself, and everything in it that has a name."""
    yield "contract", contract.id, contract.title, "", "", f"{contract.description[:2000]} {contract.specification}"
    for operation in contract.operations:
        yield from _operation(operation, contract.references)
    yield from _channels(contract)
    for message in contract.messages:
        yield from _message(message, contract.references)
    for schema in contract.schemas:
        at = schema_at(schema)
        yield "schema", schema.name, "", at, "", described(schema.value)
        yield from fields_of(schema, at, schema.name, contract.references)


def _operation(operation: Operation, references: References) -> Iterator[Part]:
    at = operation_at(operation)
    text = f"{operation.summary} {operation.description[:500]} {' '.join(operation.tags)}"
    yield "operation", operation.label, operation.operation_id or operation.summary[:120], at, "", text
    for parameter in operation.parameters:
        yield (
            "field", parameter.name, "", at, f"{operation.label} {parameter.location}", parameter.description[:300]
        )  # fmt: skip
    for schema in _written_here(operation):
        yield from fields_of(schema, at, operation.label, references)


def _written_here(operation: Operation) -> Iterator[SchemaNode]:
    """Schemas written in the operation itself, not those it refers to."""
    request = operation.request_body.content if operation.request_body else ()
    answers = (media for response in operation.responses for media in response.content)
    for media in (*request, *answers):
        schema = media.schema or media.item_schema
        if schema is not None and schema.pointer[: len(operation.pointer)] == operation.pointer:
            yield schema


def _channels(contract: Contract) -> Iterator[Part]:
    events = {event.channel.key: event for event in reversed(contract.event_operations)}
    for channel in contract.channels:
        event = events.get(channel.key)
        text = f"{channel.key} {channel.summary} {channel.description[:500]}"
        yield "channel", channel.address or channel.key, channel.title, event_at(event) if event else "", "", text


def _message(message: Message, references: References) -> Iterator[Part]:
    at = message_at(message)
    yield "message", message.name, message.title, at, "", f"{message.summary} {message.description[:500]}"
    for schema in (message.payload, message.headers):
        if schema is not None and schema.is_json_schema:
            yield from fields_of(schema, at, message.name, references)


def fields_of(schema: SchemaNode, at: str, above: str, references: References | None) -> Iterator[Part]:
    """The members that a schema declares."""
    for field in declared_fields(schema.node, references):
        yield "field", field.name, "", at, f"{above} {field.path}", field.description


def described(value: Json) -> str:
    """The beginning of a schema's description."""
    return str(value.get("description", ""))[:500] if isinstance(value, dict) else ""
