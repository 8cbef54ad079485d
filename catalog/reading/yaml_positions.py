"""Places of nodes in YAML text."""

from __future__ import annotations

from catalog.errors import CatalogError
from catalog.model.pointer import settle
from catalog.model.source import Json, Pointer
from catalog.reading.found import Found, Range, as_index
from catalog.reading.limits import DEFAULT
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_nodes import Node, compose
from catalog.reading.yaml_plain import part_says
from catalog.reading.yaml_regions import Region, Regions
from catalog.reading.yaml_steps import Steps
from catalog.reading.yaml_text import parse_yaml

_SMALL_TEXT = 20_000
_SMALL_PART = 8


class YamlPositions:
    """Finds nodes of one YAML text that reading accepted as `tree`.

    In a large text a node is looked for in the small part that indentation says; the part counts if it says what
    the tree has there, a key if it is one of the very keys that the tree has. Else the whole text is composed, once.
    """

    __slots__ = ("_nodes", "_parts", "_regions", "_root", "_source", "_steps", "_tree")

    def __init__(self, source: SourceText, tree: Json) -> None:
        self._source = source
        self._tree = tree
        self._root: Node | None = None
        self._regions = Regions(source.text)
        self._steps = Steps(source.text, tree, self._regions)
        self._parts: dict[Pointer, str | None] = {}
        self._nodes: dict[Pointer, Node | None] = {}

    def compose(self) -> None:
        """Read the whole text, once."""
        if self._root is None:
            self._root = compose(self._source) or Node(0, 0)

    def start(self, pointer: Pointer) -> int:
        """Where the key of the node at the pointer begins, else its value; of its nearest ancestor where there is
        none. Most are found without composing anything."""
        if self._root is None:
            start = self._steps.start(pointer)
            if start is not None:
                return start
            known, region = self._regions.narrow(pointer)
            is_alias = region.key is None and self._source.text.startswith("*", region.start)
            if len(known) == len(pointer) > 0 and not is_alias and self._text_of(pointer, region) is not None:
                return region.key[0] if region.key else region.start
        found = self.find(pointer)
        return (found.key or found.value)[0]

    def find(self, pointer: Pointer) -> Found:
        """The node at the pointer, else its nearest ancestor."""
        is_large = len(self._source.text) > _SMALL_TEXT
        found = self._find_in_part(pointer) if is_large and self._root is None else None
        if found is not None:
            return found
        self.compose()
        assert self._root is not None
        return descend(self._root, pointer)

    def _find_in_part(self, pointer: Pointer) -> Found | None:
        start, region = self._regions.narrow(pointer)
        if region.end - region.start > len(self._source.text) // _SMALL_PART:
            return None
        if start not in self._nodes:
            self._nodes[start] = self._composed(start, region)
        part = self._nodes[start]
        if part is None:
            return None
        found = descend(part, pointer[len(start) :])
        shift = region.start - region.column
        key = _moved(found.key, shift) if found.pointer else region.key
        value = found.value[0] + shift, found.value[1] + shift
        return Found((*settle(start, self._tree)[0], *found.pointer), value, key)

    def _composed(self, pointer: Pointer, region: Region) -> Node | None:
        import yaml

        part = self._text_of(pointer, region)
        try:
            return compose(self._as_source(part)) if part is not None else None
        except yaml.YAMLError:
            return None

    def _text_of(self, pointer: Pointer, region: Region) -> str | None:
        """The text of a region, if it says what the tree has at the pointer."""
        if pointer not in self._parts:
            text = " " * region.column + self._source.text[region.start : region.end]
            self._parts[pointer] = text if self._says(text, pointer) else None
        return self._parts[pointer]

    def _says(self, text: str, pointer: Pointer) -> bool:
        try:
            expected = settle(pointer, self._tree)[1]
            return part_says(text, expected) or parse_yaml(self._as_source(text), DEFAULT).tree == expected
        except (CatalogError, LookupError):
            return False

    def _as_source(self, text: str) -> SourceText:
        return SourceText(self._source.name, text.encode(), text)


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
