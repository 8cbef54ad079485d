"""The parts of a contract in rows: operations, events, channels, messages, schemas, each with its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.answers.constraints import type_words
from catalog.answers.schemas import property_names
from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.messaging import Channel
from catalog.model.schema import SchemaNode
from catalog.search.parts import event_at, message_at, operation_at, schema_at


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An HTTP operation. `at` is its address without the contract's id."""

    at: str
    origin: str
    method: str
    path: str
    operation_id: str | None
    summary: str
    deprecated: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """What the owner sends or receives at a channel, and with which messages."""

    at: str
    action: str
    channel: str
    operation_id: str | None
    summary: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel: its address on the wire (empty where only known at run time) and the messages in it."""

    key: str
    address: str
    title: str
    description: str
    servers: tuple[str, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message by name."""

    at: str
    name: str
    title: str
    summary: str
    content_type: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class SchemaSummary:
    """A named schema and the names of its members."""

    at: str
    name: str
    type: str
    description: str
    members: tuple[str, ...]


def operation_rows(contract: Contract) -> Iterator[OperationRow]:
    """Every operation under `paths`, then webhooks."""
    for operation in contract.operations:
        yield OperationRow(
            operation_at(operation),
            operation.origin.value,
            operation.method,
            operation.path,
            operation.operation_id,
            operation.summary or first_sentence(operation.description),
            operation.deprecated,
            operation.tags,
        )


def event_rows(contract: Contract) -> Iterator[EventRow]:
    """Every event operation."""
    for event in contract.event_operations:
        yield EventRow(
            event_at(event),
            event.action.value,
            event.channel.address or event.channel.key,
            event.operation_id,
            event.summary or event.title or first_sentence(event.description),
            tuple(message.name for message in event.messages),
        )


def channel_row(channel: Channel) -> ChannelRow:
    """The row of a channel."""
    return ChannelRow(
        channel.key,
        channel.address or "",
        channel.title or channel.summary,
        channel.description,
        channel.servers,
        tuple(message.name for message in channel.messages),
    )


def message_rows(contract: Contract) -> Iterator[MessageRow]:
    """Every message, those of one name once."""
    seen: set[str] = set()
    for message in contract.messages:
        if message.name not in seen:
            seen.add(message.name)
            yield MessageRow(
                message_at(message),
                message.name,
                message.title,
                message.summary or first_sentence(message.description),
                message.content_type,
                message.deprecated,
            )


def schema_summaries(schemas: Iterable[SchemaNode], contract: Contract) -> Iterator[SchemaSummary]:
    """Named schemas of a contract."""
    for schema in schemas:
        target = contract.references.target(schema.node).value
        value = target if isinstance(target, dict) else {}
        description = value.get("description") or value.get("title") or ""
        yield SchemaSummary(
            schema_at(schema),
            schema.name,
            type_words(value),
            first_sentence(str(description)),
            property_names(schema.node, contract.references),
        )


def first_sentence(text: str) -> str:
    """Enough of a description for a row: its first paragraph, cut at 160 characters."""
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    return paragraph if len(paragraph) <= 160 else f"{paragraph[:159].rsplit(' ', 1)[0]}…"
