"""Events: address, headers, payload."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from catalog.frozen import replace
from catalog.model.http import Direction
from catalog.model.messaging import Channel, EventOperation, Message
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json, Pointer
from catalog.model.templates import TEMPLATE, template_names
from catalog.samples.texts import scalar_text
from governance.compatibility.change import Where
from governance.compatibility.matching import Pair
from governance.compatibility.messaging.addresses import part_of, schemas_of
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.witnesses.asking import Asking, Spot
from governance.compatibility.witnesses.messages import EMPTY, Unsampled, candidates
from governance.compatibility.witnesses.places import Operations
from governance.compatibility.witnesses.value import Whole

SEGMENT = "^[0-9A-Za-z]+$"
"""What stays one segment of an address."""
NO_SEGMENT: Json = {"type": "string", "not": {"pattern": SEGMENT}}
NO_TEXTS: Mapping[int, str] = {}
Written = tuple[dict[str, Json], Pointer]


def write_event(operations: Operations, asking: Asking, where: Where, whole: Whole) -> Written | None:
    """The event around a payload, its headers, or a parameter of its address. Raises Unsampled."""
    side, direction = whole.spot.side, whole.spot.direction
    for channel, to, message in _messages(operations, where, side):
        position = _position(channel, where, whole)
        if position is not None and channel is not None:
            to = _address(asking, side, direction, channel, {position: _segment(asking, whole)})
            return _event(asking, side, direction, to, message, {}), ("address",)
        part = _part(message, whole)
        if part is not None:
            to = _address(asking, side, direction, channel) if channel is not None else to
            return _event(asking, side, direction, to, message, {part: whole.value}), (part,)
    return None


def _position(channel: Channel | None, where: Where, whole: Whole) -> int | None:
    """Which parameter of the address the value is of, if it is of one."""
    asked, node = where.part.split(".")[-1], whole.spot.node
    for position, schema in enumerate(schemas_of(channel) if channel is not None else ()):
        same = (schema.document.name, schema.pointer[:-1]) == (node.document.name, node.pointer[:-1])
        if same and part_of(position) == asked:
            return position
    return None


def _segment(asking: Asking, whole: Whole) -> str:
    """The value as a segment of an address, or another that shows the same. Raises Unsampled where none can be one."""
    if _is_plain(whole.value):
        return scalar_text(whole.value) or ""
    said, side = whole.spot, REVISION if whole.spot.side == BASE else BASE
    pinned = asking.sources.pin(said.node, said.side)
    narrow = Node(said.node.document, (*said.node.pointer, "(segment)"), {"allOf": [pinned, {"pattern": SEGMENT}]})
    heard = Spot(whole.other, side, said.direction, said.text)
    found = asking.refuting(replace(said, node=narrow), heard)
    if found is None or not _is_plain(found.value) or asking.accepts(found.value, said) is not True:
        raise Unsampled
    if asking.accepts(found.value, heard, reader=True) is not False:
        raise Unsampled
    return scalar_text(found.value) or ""


def _is_plain(value: Json) -> bool:
    text = scalar_text(value)
    return text is not None and re.search(SEGMENT, text) is not None


def write_content_type(
    operations: Operations, asking: Asking, where: Where, side: str, direction: Direction | None
) -> dict[str, Json] | None:
    """An event of the content type that the other side does not expect."""
    for channel, to, message in _messages(operations, where, side):
        named = not where.part or where.part.split(".")[-1] == message.name or where.part.endswith(message.name)
        if named and message.content_type and direction is not None:
            to = _address(asking, side, direction, channel) if channel is not None else to
            return _event(asking, side, direction, to, message, {})
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


Said = tuple[Channel | None, str | None, Message]


def _messages(operations: Operations, where: Where, side: str) -> Iterator[Said]:
    """Channels and messages of a place, in the release that says them; of a reply without a channel its address."""
    for pair in operations.events(where.subject):
        said = _of(pair, side)
        if said is not None:
            yield from _said_by(said, is_reply=where.part.split(".")[0] == "reply")
    for channel in operations.channels(where.subject):
        found = _channel(channel, side)
        if found is not None:
            yield from ((found, None, each) for each in found.messages)


def _said_by(operation: EventOperation, *, is_reply: bool) -> Iterator[Said]:
    reply = operation.reply
    if is_reply and reply is not None:
        yield from ((reply.channel, reply.address, each) for each in reply.messages)
    else:
        yield from ((operation.channel, None, each) for each in operation.messages)


def _of(pair: Pair[EventOperation], side: str) -> EventOperation | None:
    return pair.base if side == BASE else pair.revision


def _channel(pair: Pair[Channel], side: str) -> Channel | None:
    return pair.base if side == BASE else pair.revision


def _address(
    asking: Asking, side: str, direction: Direction, channel: Channel, given: Mapping[int, str] = NO_TEXTS
) -> str | None:
    """The address with its parameters filled: some by given texts, the others by what they may be."""
    if channel.address is None:
        return None
    liked = {p.name: [value for value in _said(p.node) if isinstance(value, str) and value] for p in channel.parameters}
    texts: list[str] = []
    for position, (name, schema) in enumerate(zip(template_names(channel.address), schemas_of(channel), strict=True)):
        spot, wanted = Spot(schema.node, side, direction, "fields"), [*liked.get(name, ()), name]
        texts.append(given[position] if position in given else _sampled(asking, spot, wanted))
    return TEMPLATE.sub(lambda _: texts.pop(0), channel.address)


def _sampled(asking: Asking, spot: Spot, wanted: Sequence[Json]) -> str:
    """A text that a parameter may be. Raises Unsampled."""
    found = asking.sample(spot, wanted, NO_SEGMENT) or asking.sample(spot, wanted, EMPTY)
    text = scalar_text(found.value) if found is not None else None
    if text is None:
        raise Unsampled
    return text


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
