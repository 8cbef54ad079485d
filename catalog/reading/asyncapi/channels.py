"""Channels of AsyncAPI 2 and 3."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.model.lazy import Lazy
from catalog.model.messaging import Channel, ChannelParameter, Message
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.model.templates import position_of, template_key
from catalog.reading.asyncapi.layers import tag_names
from catalog.reading.asyncapi.messages import channel_messages, operation_messages
from catalog.reading.members import entries, items, mapping, member, optional_text, text, texts
from catalog.reading.view import View


def is_second(view: View) -> bool:
    """Whether this is AsyncAPI 2."""
    return view.specification.line.startswith("2.")


def read_channels(view: View) -> Iterator[Channel]:
    """The channels in the order written."""
    for key, entry in entries(view.root, "channels"):
        yield read_channel(view, key, view.follow.target(entry))


def read_channel(view: View, key: str, node: Node) -> Channel:
    """One channel. In AsyncAPI 2 the key is the address."""
    address = key if is_second(view) else optional_text(node, "address")
    return Channel(
        node,
        key=key,
        address=address,
        address_key=template_key(address if address is not None else key),
        title=text(node, "title"),
        summary=text(node, "summary"),
        description=text(node, "description"),
        parameters=Lazy(partial(_parameters, view, node, address or "")),
        messages=Lazy(partial(_messages, view, node)),
        bindings=_bindings(view, node),
        servers=_servers(view, node),
        tags=tuple(tag_names(view, (node,))),
    )


def _parameters(view: View, channel: Node, address: str) -> Iterator[ChannelParameter]:
    for name, entry in entries(channel, "parameters"):
        node = view.follow.target(entry)
        yield ChannelParameter(node, name, text(node, "description"), position_of(name, address))


def _messages(view: View, channel: Node) -> Iterator[Message]:
    if not is_second(view):
        yield from channel_messages(view, channel)
        return
    seen: set[tuple[object, ...]] = set()
    for action in ("publish", "subscribe"):
        operation = member(channel, action)
        for message in operation_messages(view, member(operation, "message") if operation else None):
            place = (message.document.name, *message.pointer)
            if place not in seen:
                seen.add(place)
                yield message


def _bindings(view: View, channel: Node) -> dict[str, Json]:
    written = member(channel, "bindings")
    value = view.follow.target(written).value if written is not None else None
    return dict(value) if isinstance(value, dict) else {}


def _servers(view: View, channel: Node) -> tuple[str, ...]:
    if is_second(view):
        return texts(channel, "servers")
    references = [text(node, "$ref") for node in items(channel, "servers")]
    return tuple(reference.rpartition("/")[2] for reference in references if reference)


def channel_key_of(view: View, node: Node) -> str:
    """The name of a channel in the document, given its node."""
    for key, value in mapping(view.root, "channels").items():
        if value is node.value:
            return key
    return str(node.pointer[-1]) if node.pointer else ""
