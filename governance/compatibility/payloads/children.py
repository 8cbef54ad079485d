"""The schemas inside a schema, keyword by keyword."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from catalog.model.source import Json


def members(node: Node, name: str) -> Iterator[tuple[str, Node]]:
    """The members of a map of schemas."""
    held = node.value.get(name) if isinstance(node.value, dict) else None
    if isinstance(held, dict):
        for key, value in held.items():
            yield key, Node(node.document, (*node.pointer, name, key), value)


def items(node: Node, name: str) -> Iterator[Node]:
    """The items of a list of schemas."""
    for index, value in enumerate(list_of(node.value, name)):
        yield Node(node.document, (*node.pointer, name, index), value)


def list_of(value: Json, name: str) -> list[Json]:
    """The keyword's value where it is a list."""
    held = value.get(name) if isinstance(value, dict) else None
    return held if isinstance(held, list) else []


def child_of(node: Node, name: str) -> Node | None:
    """The schema that is the keyword's value, where it is an object."""
    held = node.value.get(name) if isinstance(node.value, dict) else None
    return Node(node.document, (*node.pointer, name), held) if isinstance(held, dict) else None
