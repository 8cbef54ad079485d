"""Places of nodes in YAML text."""

from __future__ import annotations

from catalog.errors import UnreadableDocument
from catalog.model.pointer import settle
from catalog.model.source import Json, Pointer
from catalog.reading.found import Found, Range, as_index
from catalog.reading.limits import DEFAULT
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_build import build
from catalog.reading.yaml_nodes import Node, compose
from catalog.reading.yaml_regions import Region, Regions

_SMALL_TEXT = 20_000
_SMALL_PART = 8


class YamlPositions:
    """Finds nodes of one YAML text that reading accepted as `tree`.

    In a large text a node is looked for in the small part that indentation says; the part counts if it says what
    the tree has there. Else the whole text is composed, once.
    """

    __slots__ = ("_parts", "_regions", "_root", "_source", "_tree")

    def __init__(self, source: SourceText, tree: Json) -> None:
        self._source = source
        self._tree = tree
        self._root: Node | None = None
        self._regions = Regions(source.text) if len(source.text) > _SMALL_TEXT else None
        self._parts: dict[Pointer, Node | None] = {}

    def compose(self) -> None:
        """Read the whole text, once."""
        if self._root is None:
            self._root = compose(self._source) or Node(0, 0)

    def find(self, pointer: Pointer) -> Found:
        """The node at the pointer, else its nearest ancestor."""
        found = self._find_in_part(pointer) if self._regions is not None and self._root is None else None
        if found is not None:
            return found
        self.compose()
        assert self._root is not None
        return descend(self._root, pointer)

    def _find_in_part(self, pointer: Pointer) -> Found | None:
        assert self._regions is not None
        start, region = self._regions.narrow(pointer)
        if region.end - region.start > len(self._source.text) // _SMALL_PART:
            return None
        if start not in self._parts:
            self._parts[start] = self._part(start, region)
        part = self._parts[start]
        if part is None:
            return None
        found = descend(part, pointer[len(start) :])
        shift = region.start - region.column
        key = _moved(found.key, shift) if found.pointer else region.key
        value = found.value[0] + shift, found.value[1] + shift
        return Found((*settle(start, self._tree)[0], *found.pointer), value, key)

    def _part(self, pointer: Pointer, region: Region) -> Node | None:
        """The nodes of a region, if they are what the tree has at the pointer."""
        import yaml

        text = " " * region.column + self._source.text[region.start : region.end]
        part = SourceText(self._source.name, text.encode(), text)
        try:
            is_same = build(part, DEFAULT).tree == settle(pointer, self._tree)[1]
            return compose(part) if is_same else None
        except (UnreadableDocument, LookupError, yaml.YAMLError):
            return None


def _moved(span: Range | None, shift: int) -> Range | None:
    return span and (span[0] + shift, span[1] + shift)


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
