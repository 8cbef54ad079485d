"""Places of nodes in YAML text."""

from __future__ import annotations

from catalog.model.source import Json, Pointer
from catalog.reading.found import Found, as_index
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_nodes import Node, compose


class YamlPositions:
    """Finds nodes of one YAML text that reading accepted."""

    __slots__ = ("_root", "_source")

    def __init__(self, source: SourceText, tree: Json) -> None:
        self._source = source
        self._root: Node | None = None

    def find(self, pointer: Pointer) -> Found:
        """The node at the pointer, else its nearest ancestor."""
        if self._root is None:
            self._root = compose(self._source) or Node(0, 0)
        return descend(self._root, pointer)


def descend(node: Node, pointer: Pointer) -> Found:
    """The node below `node` at the pointer, else its nearest ancestor."""
    found = Found((), (node.start, node.end))
    for token in pointer:
        if node.members is not None and str(token) in node.members:
            key, node = node.members[str(token)]
            found = Found((*found.pointer, str(token)), (node.start, node.end), key)
        elif node.items is not None and 0 <= as_index(token) < len(node.items):
            node = node.items[as_index(token)]
            found = Found((*found.pointer, as_index(token)), (node.start, node.end))
        else:
            break
    return found
