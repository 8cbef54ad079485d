"""Where meaning leads from the objects of an AsyncAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.frozen import replace
from catalog.model.address import part, subject
from catalog.model.templates import position_of, template_key
from catalog.reading.addresses.graph import EdgesOf, Graph
from catalog.reading.addresses.http_edges import component_name
from catalog.reading.addresses.naming import first_unique
from catalog.reading.addresses.schema_edges import schema_edges
from catalog.reading.addresses.spots import Edge, Spot
from catalog.reading.members import optional_text, text

COMPONENTS = {
    "schemas": "schema",
    "servers": "server",
    "serverVariables": "serverVariable",
    "channels": "channel",
    "operations": "operation",
    "messages": "message",
    "securitySchemes": "securityScheme",
    "parameters": "parameter",
    "correlationIds": "correlationId",
    "replies": "reply",
    "replyAddresses": "replyAddress",
    "externalDocs": "externalDocs",
    "tags": "tag",
    "operationTraits": "operationTrait",
    "messageTraits": "messageTrait",
    "serverBindings": "serverBindings",
    "channelBindings": "channelBindings",
    "operationBindings": "operationBindings",
    "messageBindings": "messageBindings",
}
ACTIONS = {"publish": "receive", "subscribe": "send"}


def document_edges(graph: Graph, document: Spot) -> Iterator[Edge]:
    """Channels, what is done at them, components."""
    for field, place in graph.below(document):
        if field == "channels":
            yield from _channels(graph, place)
        elif field == "operations":
            yield from _operations(graph, place)
        elif field == "components":
            for kinds, components in graph.below(place):
                noun = COMPONENTS.get(str(kinds), "")
                for name, component in graph.below(components) if noun else ():
                    yield Edge(subject(noun, component_name(graph, noun, str(name))), component)


def _channels(graph: Graph, channels: Spot) -> Iterator[Edge]:
    for name, written in graph.below(channels):
        channel = replace(graph.target(written), path=str(name))
        key = _address_key(channel)
        yield Edge(subject("channel", key), replace(written, path=str(name)))
        for field, operation in graph.below(channel):
            if field in ACTIONS:
                yield Edge(subject(ACTIONS[str(field)], key), operation)


def _address_key(channel: Spot) -> str:
    """The address of a channel without its template names; in AsyncAPI 2 the name in the document is the address."""
    return template_key(optional_text(channel.node, "address") or channel.path)


def _operations(graph: Graph, operations: Spot) -> Iterator[Edge]:
    for _, written in graph.below(operations):
        operation = graph.target(written)
        channel = _channel_of(graph, operation)
        action = text(operation.node, "action")
        if action and channel is not None:
            yield Edge(subject(action, _address_key(channel)), written)


def _channel_of(graph: Graph, holder: Spot) -> Spot | None:
    """The channel that an operation or a reply refers to, with its name in the document."""
    written = graph.child(holder, "channel")
    if written is None:
        return None
    first = graph.hop(written)
    channel = graph.target(written)
    name = first.node.pointer[-1] if first is not None and first.node.pointer else ""
    return replace(channel, path=str(name))


def channel_edges(graph: Graph, channel: Spot) -> Iterator[Edge]:
    """Parameters by position, and messages."""
    for field, place in graph.below(channel):
        if field == "parameters":
            address = optional_text(channel.node, "address") or channel.path
            for name, parameter in graph.below(place):
                position = position_of(str(name), address)
                yield Edge(part("parameter", str(name) if position is None else str(position)), parameter)
        elif field == "messages":
            yield from _messages(graph, [message for _, message in graph.below(place)])


def operation_edges(graph: Graph, operation: Spot) -> Iterator[Edge]:
    """Messages, their payload and headers; the reply; traits count as part of the operation."""
    yield from _traits(graph, operation)
    yield from _messages(graph, _written_messages(graph, operation))
    reply = graph.child(operation, "reply")
    if reply is not None:
        yield Edge(part("reply"), reply)


def _traits(graph: Graph, holder: Spot) -> Iterator[Edge]:
    for _, trait in graph.below(graph.child(holder, "traits")):
        yield Edge((), trait, hops=1)


def _written_messages(graph: Graph, holder: Spot) -> list[Spot]:
    """The messages that an operation or reply lists; where it lists none, those of its channel."""
    message = graph.child(holder, "message")
    if message is not None:
        return _alternatives(graph, message)
    listed = graph.child(holder, "messages")
    if listed is not None:
        return [place for _, place in graph.below(listed)]
    channel = _channel_of(graph, holder)
    return [place for _, place in graph.below(graph.child(channel, "messages"))] if channel else []


def _alternatives(graph: Graph, message: Spot) -> list[Spot]:
    """AsyncAPI 2: the message, or each of its alternatives."""
    alternatives = graph.child(graph.target(message), "oneOf")
    return [place for _, place in graph.below(alternatives)] if alternatives is not None else [message]


def reply_edges(graph: Graph, reply: Spot) -> Iterator[Edge]:
    """The messages of a reply."""
    yield from _messages(graph, _written_messages(graph, reply))


def _messages(graph: Graph, written: Sequence[Spot]) -> Iterator[Edge]:
    names = message_names(graph, written)
    for name, place in zip(names, written, strict=True):
        label = part(name) if len(written) > 1 else ()
        yield Edge((*part("message"), *label), place)
        for edge in message_edges(graph, graph.target(place)):
            if edge.label:
                yield Edge((*edge.label, *label), edge.spot, edge.hops)
                yield Edge(edge.label if label else (*edge.label, *part(name)), edge.spot, edge.hops, alias=True)


def message_names(graph: Graph, written: Sequence[Spot]) -> list[str]:
    """A name for each message: its own, else what its payload says, else its place in canonical order."""
    messages = [graph.target(place) for place in written]
    payloads = [(graph.child(message, "payload") or message).node for message in messages]
    ways = (
        lambda: [optional_text(message.node, "name") or "" for message in messages],
        lambda: graph.naming.branches(graph.root.node, payloads, [message.node for message in messages]),
    )
    return first_unique(ways, len(messages))


def message_edges(graph: Graph, message: Spot) -> Iterator[Edge]:
    """Payload and headers, also those of its traits; the traits count as part of the message."""
    yield from _traits(graph, message)
    for field, place in graph.below(message):
        if field in ("payload", "headers"):
            yield Edge(part(str(field)), place)
    for _, trait in graph.below(graph.child(message, "traits")):
        headers = graph.child(graph.target(trait), "headers")
        if headers is not None:
            yield Edge(part("headers"), headers, hops=1)


def schema_with_format_edges(graph: Graph, holder: Spot) -> Iterator[Edge]:
    """An object that names the schema's language is passed through."""
    schema = graph.child(holder, "schema")
    if schema is not None:
        yield Edge((), schema, hops=1)


def parameter_edges(graph: Graph, parameter: Spot) -> Iterator[Edge]:
    """AsyncAPI 2: a parameter is passed through to its schema."""
    schema = graph.child(parameter, "schema")
    if schema is not None:
        yield Edge((), schema, hops=1)


EVENT_KINDS: dict[str, EdgesOf] = {
    "Document": document_edges,
    "Channel": channel_edges,
    "Operation": operation_edges,
    "OperationTrait": operation_edges,
    "Reply": reply_edges,
    "Message": message_edges,
    "MessageOrChoice": message_edges,
    "MessageTrait": message_edges,
    "MultiFormatSchema": schema_with_format_edges,
    "Parameter": parameter_edges,
    "Schema": schema_edges,
}
