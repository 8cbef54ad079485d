"""What reading got over, collected with places; a document cannot make it endless."""

from __future__ import annotations

from catalog.model.source import Pointer, SourceProblem
from catalog.reading.found import Range
from catalog.reading.marks import Marks
from catalog.reading.parsed import DUPLICATE_KEY, MORE_PROBLEMS
from catalog.reading.source_text import SourceText

MAX_NOTES = 1000
"""After so many, one more says that there are more."""


class Notes:
    """The problems of one text, in the order they are met."""

    __slots__ = ("_marks", "_problems", "_source")

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._marks: Marks | None = None
        self._problems: list[SourceProblem] = []

    @property
    def is_full(self) -> bool:
        return len(self._problems) > MAX_NOTES

    def all(self) -> tuple[SourceProblem, ...]:
        return tuple(self._problems)

    def note(self, rule: str, message: str, pointer: Pointer, where: Range) -> None:
        """A problem at a range of the text."""
        if self.is_full:
            return
        if len(self._problems) == MAX_NOTES:
            rule, message = MORE_PROBLEMS, f"only the first {MAX_NOTES:,} problems of this document are listed"
        self._problems.append(SourceProblem(rule, message, pointer, self._all_marks().span(where)))

    def note_duplicate(self, pointer: Pointer, first: int, again: Range) -> None:
        """A member named twice: `first` is where its first key begins, `again` the range of a later one."""
        if self.is_full:
            return
        line = self._all_marks().mark(first).line
        message = f"the key {pointer[-1]!r} was already set on line {line}; only the last of its values counts"
        self.note(DUPLICATE_KEY, message, pointer, again)

    def _all_marks(self) -> Marks:
        if self._marks is None:
            self._marks = Marks(self._source)
        return self._marks
