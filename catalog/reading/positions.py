"""Where a node of a document stands: computed when asked for, exact to the byte."""

from __future__ import annotations

from codecs import BOM_UTF8

from catalog.model.source import Mark, Place, Pointer, SourceDocument
from catalog.reading.found import Found
from catalog.reading.json_positions import JsonPositions
from catalog.reading.marks import Marks
from catalog.reading.parsed import DUPLICATE_KEY, NOT_JSON
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_positions import YamlPositions

PLACE_COST = 250
"""Characters that can be read in the time that finding one place by itself takes."""


def locate(document: SourceDocument, pointer: Pointer) -> Place:
    """The place of the node at `pointer`: of its key and its value, else that of its nearest ancestor.

    The text of the value's span is the node (a block collection begins in the column of its first line). What a
    YAML alias or merge key brings stands where it is written. Ask Positions for many places of one document.
    """
    return Positions(document).place(pointer)


class Positions:
    """Places of one document. Remembers what it passed on the way, for as long as it is kept."""

    __slots__ = ("_json", "_marks", "_source", "_yaml", "document")

    def __init__(self, document: SourceDocument) -> None:
        self.document = document
        text = document.data.removeprefix(BOM_UTF8).decode("utf-8")
        self._source = SourceText(document.name, document.data, text)
        rules = {problem.rule for problem in document.problems}
        is_json = text.lstrip(" \t\r\n")[:1] in ("{", "[") and NOT_JSON not in rules
        self._json = JsonPositions(text, document.tree, has_duplicates=DUPLICATE_KEY in rules) if is_json else None
        self._yaml: YamlPositions | None = None
        self._marks: Marks | None = None

    def place(self, pointer: Pointer) -> Place:
        """As `locate`."""
        found = self.find(pointer)
        key = None if found.key is None else self._all_marks.span(found.key)
        return Place(self._all_marks.span(found.value), key)

    def start(self, pointer: Pointer) -> Mark:
        """Where the key of the node at `pointer` begins, else its value: `place` without the ends, in less time."""
        if self._json is not None:
            found = self.find(pointer)
            return self._all_marks.mark((found.key or found.value)[0])
        return self._all_marks.mark(self._as_yaml.start(pointer))

    @property
    def _all_marks(self) -> Marks:
        if self._marks is None:
            self._marks = Marks(self._source)
        return self._marks

    @property
    def _as_yaml(self) -> YamlPositions:
        if self._yaml is None:
            self._yaml = YamlPositions(self._source, self.document.tree)
        return self._yaml

    def expect(self, places: int) -> None:
        """So many will be asked for: the whole text is read at once where that costs less than one by one."""
        if self._json is None and places * PLACE_COST > len(self._source.text):
            self._as_yaml.compose()

    def find(self, pointer: Pointer) -> Found:
        """The node at the pointer, else its nearest ancestor, as text indexes."""
        if self._json is not None:
            try:
                return self._json.find(pointer)
            except (ValueError, IndexError):  # YAML in flow style
                self._json = None
        return self._as_yaml.find(pointer)
