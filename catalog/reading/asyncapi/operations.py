"""What the owner sends and receives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.model.http import SecurityRequirement, SecurityScheme, Server
from catalog.model.lazy import Lazy
from catalog.model.messaging import Action, Channel, EventOperation, Message, Reply
from catalog.model.node import Node
from catalog.reading.asyncapi.channels import channel_key_of, is_second, read_channel
from catalog.reading.asyncapi.layers import layered, layered_text, layers_of, tag_names
from catalog.reading.asyncapi.messages import channel_messages, operation_messages, read_message
from catalog.reading.members import entries, items, member, text, texts
from catalog.reading.view import View

ACTIONS = {"publish": Action.RECEIVE, "subscribe": Action.SEND}


def read_event_operations(view: View) -> Iterator[EventOperation]:
    """AsyncAPI 2: `publish` and `subscribe` of each channel. AsyncAPI 3: `operations`."""
    return _second(view) if is_second(view) else _third(view)


def _second(view: View) -> Iterator[EventOperation]:
    for key, entry in entries(view.root, "channels"):
        node = view.follow.target(entry)
        for name, action in ACTIONS.items():
            operation = member(node, name)
            if operation is not None and isinstance(operation.value, dict):
                messages = Lazy(partial(operation_messages, view, member(operation, "message")))
                yield _operation(view, operation, action, read_channel(view, key, node), messages)


def _third(view: View) -> Iterator[EventOperation]:
    for key, entry in entries(view.root, "operations"):
        node = view.follow.target(entry)
        written = member(node, "channel")
        if text(node, "action") in ("send", "receive") and written is not None:
            channel = _referred_channel(view, written)
            messages = Lazy(partial(_messages, view, node, channel))
            yield _operation(view, node, Action(text(node, "action")), channel, messages, key)


def _referred_channel(view: View, written: Node) -> Channel:
    node = view.follow.target(written)
    return read_channel(view, channel_key_of(view, node), node)


def _operation(
    view: View, node: Node, action: Action, channel: Channel, messages: Lazy[Message], key: str | None = None
) -> EventOperation:
    layers = layers_of(view, node)
    bindings = layered(view, layers, "bindings")
    bound = view.follow.target(bindings).value if bindings else None
    return EventOperation(
        node,
        action=action,
        channel=channel,
        operation_id=key or layered_text(layers, "operationId"),
        title=layered_text(layers, "title") or "",
        summary=layered_text(layers, "summary") or "",
        description=layered_text(layers, "description") or "",
        messages=messages,
        reply=_reply(view, node),
        bindings=dict(bound) if isinstance(bound, dict) else {},
        security=Lazy(partial(_security, view, layered(view, layers, "security"))),
        tags=tuple(tag_names(view, layers)),
        deprecated=layered_text(layers, "deprecated") == "True",
    )


def _messages(view: View, holder: Node, channel: Channel | None) -> Iterator[Message]:
    """The messages listed here, else all messages of the channel."""
    if member(holder, "messages") is None:
        yield from channel_messages(view, channel.node) if channel is not None else ()
        return
    for node in items(holder, "messages"):
        yield read_message(view, node, text(node, "$ref").rpartition("/")[2])


def _reply(view: View, operation: Node) -> Reply | None:
    written = member(operation, "reply")
    if written is None:
        return None
    node = view.follow.target(written)
    address, channel_node = member(node, "address"), member(node, "channel")
    channel = _referred_channel(view, channel_node) if channel_node is not None else None
    location = text(view.follow.target(address), "location") if address is not None else None
    return Reply(node, location, channel, Lazy(partial(_messages, view, node, channel)))


def _security(view: View, holder: Node | None) -> Iterator[SecurityRequirement]:
    """AsyncAPI 2 names schemes as OpenAPI does; AsyncAPI 3 lists the schemes themselves."""
    listed = holder.value if holder is not None else None
    for index in range(len(listed) if isinstance(listed, list) else 0):
        assert holder is not None
        written = holder.child(index)
        node = view.follow.target(written)
        if not isinstance(node.value, dict):
            continue
        if is_second(view):
            yield SecurityRequirement(node, tuple((name, texts(node, name)) for name in node.value))
        else:
            name = text(written, "$ref").rpartition("/")[2] or text(node, "type")
            yield SecurityRequirement(node, ((name, texts(node, "scopes")),))


def read_event_servers(view: View) -> Iterator[Server]:
    """The servers; in AsyncAPI 3 the URL is put together from protocol, host and path."""
    for name, entry in entries(view.root, "servers"):
        node = view.follow.target(entry)
        protocol = text(node, "protocol")
        url = text(node, "url") or f"{protocol}://{text(node, 'host')}{text(node, 'pathname')}"
        security = Lazy(partial(_security, view, member(node, "security")))
        yield Server(node, url, text(node, "description"), name, protocol, security)


def read_event_security_schemes(view: View) -> Iterator[SecurityScheme]:
    """The schemes that the components define."""
    for name, entry in entries(member(view.root, "components"), "securitySchemes"):
        node = view.follow.target(entry)
        yield SecurityScheme(node, name, text(node, "type"), node.value)
