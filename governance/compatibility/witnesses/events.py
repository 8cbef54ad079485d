"""Events: address, headers, payload."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalog.model.http import Direction
from catalog.model.messaging import Channel, EventOperation, Message
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json, Pointer
from governance.compatibility.change import Where
from governance.compatibility.matching import Pair
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.witnesses.asking import Asking, Spot
from governance.compatibility.witnesses.messages import Unsampled, candidates
from governance.compatibility.witnesses.places import Operations
from governance.compatibility.witnesses.value import Whole

TEMPLATE = re.compile(r"\{([^{}]*)\}")
Written = tuple[dict[str, Json], Pointer]


def write_event(operations: Operations, asking: Asking, where: Where, whole: Whole) -> Written | None:
    """The event around a payload or its headers. Raises Unsampled."""
    for address, message in _messages(operations, where, whole.spot.side):
        part = _part(message, whole)
        if part is not None:
            given = {part: whole.value}
            return _event(asking, whole.spot.side, whole.spot.direction, address, message, given), (part,)
    return None


def write_content_type(
    operations: Operations, asking: Asking, where: Where, side: str, direction: Direction | None
) -> dict[str, Json] | None:
    """An event of the content type that the other side does not expect."""
    for address, message in _messages(operations, where, side):
        named = not where.part or where.part.split(".")[-1] == message.name or where.part.endswith(message.name)
        if named and message.content_type and direction is not None:
            return _event(asking, side, direction, address, message, {})
    return None


def _part(message: Message, whole: Whole) -> str | None:
    """Whether the value is the payload or the headers of this message; what a side does not say is at neither."""
    for name, schema in (("payload", message.payload), ("headers", message.headers)):
        if _is(schema, whole.spot.node):
            return name
    return None


def _is(schema: SchemaNode | None, node: Node) -> bool:
    if schema is None:
        return False
    return (schema.node.pointer, schema.node.document.name) == (node.pointer, node.document.name)


def _messages(operations: Operations, where: Where, side: str) -> Iterator[tuple[str | None, Message]]:
    """Addresses and messages of a place, in the release that says them."""
    for pair in operations.events(where.subject):
        said = _of(pair, side)
        if said is not None:
            yield from _said_by(said, is_reply=where.part.split(".")[0] == "reply")
    for channel in operations.channels(where.subject):
        found = _channel(channel, side)
        if found is not None:
            yield from ((_address(found), each) for each in found.messages)


def _said_by(operation: EventOperation, *, is_reply: bool) -> Iterator[tuple[str | None, Message]]:
    reply = operation.reply
    if is_reply and reply is not None:
        to = reply.channel
        yield from ((_address(to) if to else reply.address, each) for each in reply.messages)
    else:
        yield from ((_address(operation.channel), each) for each in operation.messages)


def _of(pair: Pair[EventOperation], side: str) -> EventOperation | None:
    return pair.base if side == BASE else pair.revision


def _channel(pair: Pair[Channel], side: str) -> Channel | None:
    return pair.base if side == BASE else pair.revision


def _address(channel: Channel) -> str | None:
    """The address with its parameters filled: by their examples, defaults or enums, else by their names."""
    if channel.address is None:
        return None
    values = {p.name: next((v for v in _said(p.node) if isinstance(v, str)), p.name) for p in channel.parameters}
    return TEMPLATE.sub(lambda found: values.get(found[1], found[1]), channel.address)


def _said(node: Node) -> Sequence[Json]:
    value = node.value if isinstance(node.value, dict) else {}
    schema = value.get("schema")
    listed = [held.get("enum") for held in (value, schema) if isinstance(held, dict)]
    return [*candidates(node), *(item for names in listed if isinstance(names, list) for item in names)]


def _event(
    asking: Asking, side: str, direction: Direction, address: str | None, message: Message, given: dict[str, Json]
) -> dict[str, Json]:
    event: dict[str, Json] = {"address": address}
    if message.content_type:
        event["contentType"] = message.content_type
    for name, schema in (("headers", message.headers), ("payload", message.payload)):
        if name in given:
            event[name] = given[name]
        elif schema is not None and schema.is_json_schema:
            found = asking.sample(Spot(schema.node, side, direction))
            if found is None:
                raise Unsampled
            event[name] = found.value
    return event
