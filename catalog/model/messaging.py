"""What an event contract offers: channels, and the messages that are sent and received there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from catalog.frozen import dataclass
from catalog.model.http import Direction, SecurityRequirement
from catalog.model.node import Located
from catalog.model.schema import SchemaNode
from catalog.model.source import Json


class Action(Enum):
    """What the owner does at a channel.

    AsyncAPI 2 `publish` is RECEIVE, `subscribe` is SEND (SEMANTICS §1).
    """

    SEND = "send"
    RECEIVE = "receive"

    @property
    def direction(self) -> Direction:
        return Direction.INBOUND if self is Action.RECEIVE else Direction.OUTBOUND

    @property
    def reply_direction(self) -> Direction:
        return Direction.OUTBOUND if self is Action.RECEIVE else Direction.INBOUND


@dataclass(frozen=True, slots=True)
class Message(Located):
    """A message, with its traits merged in.

    `name` is its `name`, else `messageId`, else its key or component name.
    """

    name: str
    title: str
    summary: str
    description: str
    payload: SchemaNode | None
    headers: SchemaNode | None
    content_type: str
    schema_format: str
    correlation_id: str | None
    """Where the correlation id stands: a runtime expression such as `$message.header#/id`."""
    bindings: dict[str, Json]
    tags: tuple[str, ...]
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class ChannelParameter(Located):
    """A template of a channel's address; `position` from 0, None where the address does not hold it."""

    name: str
    description: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Channel(Located):
    """A channel.

    `address` is what stands on the wire (None: unknown until run time); `key` its name in the document.

    `address_key` has `{}` for every template name. `servers` are names; empty means all.
    """

    key: str
    address: str | None
    address_key: str
    title: str
    summary: str
    description: str
    parameters: Sequence[ChannelParameter]
    messages: Sequence[Message]
    bindings: dict[str, Json]
    servers: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply(Located):
    """Where the answer to a message goes, and what it is."""

    address: str | None
    """The runtime expression of the reply address."""
    channel: Channel | None
    messages: Sequence[Message]


@dataclass(frozen=True, slots=True)
class EventOperation(Located):
    """What the owner sends or receives at a channel, with its traits merged in."""

    action: Action
    channel: Channel
    operation_id: str | None
    title: str
    summary: str
    description: str
    messages: Sequence[Message]
    reply: Reply | None
    bindings: dict[str, Json]
    security: Sequence[SecurityRequirement]
    tags: tuple[str, ...]
    deprecated: bool = False

    @property
    def label(self) -> str:
        """How people call it: `receive order.submitted.v1`."""
        return f"{self.action.value} {self.channel.address or self.channel.key}"

    @property
    def direction(self) -> Direction:
        return self.action.direction
