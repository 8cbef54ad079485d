"""Messages, with their traits."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.messaging import Message
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from catalog.reading.asyncapi.layers import Layers, layered, layered_text, layers_of, tag_names
from catalog.reading.grammar.asyncapi2 import is_schema_format
from catalog.reading.members import entries, items, member, optional_text
from catalog.reading.view import View


def read_message(view: View, written: Node, key: str = "") -> Message:
    """The message that a node is or refers to; `key` is its name in the map that it was found in."""
    node = view.follow.target(written)
    layers = layers_of(view, node)
    payload, payload_format = _schema(view, layers, "payload")
    headers, _ = _schema(view, layers, "headers")
    correlation = layered(view, layers, "correlationId")
    bindings = layered(view, layers, "bindings")
    return Message(
        node,
        name=message_name(layers) or key or component_name(node),
        title=layered_text(layers, "title") or "",
        summary=layered_text(layers, "summary") or "",
        description=layered_text(layers, "description") or "",
        payload=payload,
        headers=headers,
        content_type=layered_text(layers, "contentType") or optional_text(view.root, "defaultContentType") or "",
        schema_format=payload_format,
        correlation_id=optional_text(view.follow.target(correlation), "location") if correlation else None,
        bindings=_object(view, bindings),
        tags=tuple(tag_names(view, layers)),
        deprecated=layered_text(layers, "deprecated") == "True",
    )


def message_name(layers: Layers) -> str:
    """What the message calls itself: `name`, else `messageId`."""
    return layered_text(layers, "name") or layered_text(layers, "messageId") or ""


def component_name(node: Node) -> str:
    """The key under which a message stands among others; empty where it is written in place."""
    holders = ("messages",)
    last = node.pointer[-1] if node.pointer else ""
    return last if len(node.pointer) > 1 and node.pointer[-2] in holders and isinstance(last, str) else ""


def _object(view: View, node: Node | None) -> dict[str, Json]:
    value = view.follow.target(node).value if node is not None else None
    return dict(value) if isinstance(value, dict) else {}


def _schema(view: View, layers: Layers, name: str) -> tuple[SchemaNode | None, str]:
    """The schema of payload or headers, and the language it is written in (empty: JSON Schema)."""
    node = layered(view, layers, name)
    if node is None:
        return None, ""
    written = layered_text(layers, "schemaFormat") if name == "payload" else None
    holder = view.follow.target(node)
    if optional_text(holder, "schemaFormat") is not None and (inner := member(holder, "schema")):
        written, node = optional_text(holder, "schemaFormat"), inner
    if is_schema_format(written):
        return view.schema(node), written or ""
    return SchemaNode(node, written or ""), written or ""


def operation_messages(view: View, written: Node | None) -> Iterator[Message]:
    """AsyncAPI 2: the message of an operation, or each of its alternatives."""
    if written is None:
        return
    holder = view.follow.target(written)
    alternatives = list(items(holder, "oneOf"))
    for node in alternatives or [written]:
        yield read_message(view, node, component_name(view.follow.target(node)))


def channel_messages(view: View, channel: Node) -> Iterator[Message]:
    """AsyncAPI 3: the messages of a channel."""
    for key, entry in entries(channel, "messages"):
        yield read_message(view, entry, key)
