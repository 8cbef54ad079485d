"""Careful looks at members of nodes: what is missing or of another type is simply not there."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from catalog.model.source import Json


def member(node: Node, name: str) -> Node | None:
    """The member's node, None where it is not there."""
    value = node.value
    if not isinstance(value, dict) or name not in value:
        return None
    return Node(node.document, (*node.pointer, name), value[name])


def text(node: Node | None, name: str) -> str:
    """The member as text; empty where it is missing or an object or a list."""
    return optional_text(node, name) or ""


def optional_text(node: Node | None, name: str) -> str | None:
    """As `text`, but None where it is missing."""
    value: Json = node.value.get(name) if node is not None and isinstance(node.value, dict) else None
    if value is None or isinstance(value, dict | list):
        return None
    return value if isinstance(value, str) else str(value)


def is_true(node: Node, name: str) -> bool:
    """Whether the member is there and true."""
    found = member(node, name)
    return found is not None and found.value is True


def mapping(node: Node | None, name: str) -> dict[str, Json]:
    """The member if it is an object, else an empty one."""
    value = node.value.get(name) if node is not None and isinstance(node.value, dict) else None
    return value if isinstance(value, dict) else {}


def entries(node: Node | None, name: str) -> Iterator[tuple[str, Node]]:
    """Names and nodes of a map member."""
    if node is not None:
        for key, value in mapping(node, name).items():
            yield key, Node(node.document, (*node.pointer, name, key), value)


def items(node: Node | None, name: str) -> Iterator[Node]:
    """Nodes of a list member."""
    found = member(node, name) if node is not None else None
    if found is not None and isinstance(found.value, list):
        for index, value in enumerate(found.value):
            yield Node(found.document, (*found.pointer, index), value)


def texts(node: Node | None, name: str) -> tuple[str, ...]:
    """The texts of a list member."""
    return tuple(str(item.value) for item in items(node, name) if not isinstance(item.value, dict | list))
