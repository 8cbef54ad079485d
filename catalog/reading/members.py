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


def value_of(node: Node | None, name: str) -> Json:
    """The member's value, None where it is not there."""
    if node is None or not isinstance(value := node.value, dict):
        return None
    return value.get(name)


def text(node: Node | None, name: str) -> str:
    """The member as text; empty where it is missing or an object or a list."""
    value = value_of(node, name)
    return value if isinstance(value, str) else _spelled(value) or ""


def optional_text(node: Node | None, name: str) -> str | None:
    """As `text`, but None where it is missing."""
    value = value_of(node, name)
    return value if isinstance(value, str) else _spelled(value)


def _spelled(value: Json) -> str | None:
    return None if value is None or isinstance(value, dict | list) else str(value)


def is_true(node: Node, name: str) -> bool:
    """Whether the member is there and true."""
    return value_of(node, name) is True


def mapping(node: Node | None, name: str) -> dict[str, Json]:
    """The member if it is an object, else an empty one."""
    value = value_of(node, name)
    return value if isinstance(value, dict) else {}


def entries(node: Node | None, name: str) -> Iterator[tuple[str, Node]]:
    """Names and nodes of a map member."""
    if node is not None:
        for key, value in mapping(node, name).items():
            yield key, Node(node.document, (*node.pointer, name, key), value)


def items(node: Node | None, name: str) -> Iterator[Node]:
    """Nodes of a list member."""
    found = value_of(node, name)
    if node is not None and isinstance(found, list):
        for index, value in enumerate(found):
            yield Node(node.document, (*node.pointer, name, index), value)


def texts(node: Node | None, name: str) -> tuple[str, ...]:
    """The texts of a list member."""
    found = value_of(node, name)
    return tuple(str(item) for item in found if not isinstance(item, dict | list)) if isinstance(found, list) else ()
