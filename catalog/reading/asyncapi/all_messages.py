"""Every message of a document, each once."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.messaging import Message
from catalog.reading.asyncapi.channels import read_channels
from catalog.reading.asyncapi.messages import read_message
from catalog.reading.asyncapi.operations import read_event_operations
from catalog.reading.members import entries, member
from catalog.reading.view import View


def read_messages(view: View) -> Iterator[Message]:
    """Those of the channels and operations, then components that no channel uses."""
    seen: set[tuple[object, ...]] = set()
    for message in _all(view):
        place = (message.document.name, *message.pointer)
        if place not in seen:
            seen.add(place)
            yield message


def _all(view: View) -> Iterator[Message]:
    for channel in read_channels(view):
        yield from channel.messages
    for operation in read_event_operations(view):
        yield from operation.messages
        yield from operation.reply.messages if operation.reply else ()
    for name, entry in entries(member(view.root, "components"), "messages"):
        yield read_message(view, entry, name)
