"""Many marks of one text: its lines are counted once."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from catalog.model.source import Mark, Span
from catalog.reading.found import Range
from catalog.reading.source_text import SourceText

_BREAK = re.compile(r"\r\n?|\n")


FEW = 40
"""So many marks cost less one by one than with the lines of the whole text."""


class Marks:
    """Marks of text positions, as `SourceText.mark` gives them one by one."""

    __slots__ = ("_asked", "_offsets", "_source", "_starts")

    def __init__(self, source: SourceText) -> None:
        self._source, self._asked = source, 0
        self._offsets: list[int] = []
        self._starts: list[int] = []

    def mark(self, index: int) -> Mark:
        self._asked += 1
        if self._asked <= FEW:
            return self._source.mark(index)
        if not self._starts:
            self._look_through()
        index = min(index, len(self._source.text))
        line = bisect_right(self._starts, index)
        start = self._starts[line - 1]
        return Mark(line, index - start + 1, self._offsets[line - 1] + len(self._source.text[start:index].encode()))

    def _look_through(self) -> None:
        source, first = self._source, self._source.offset(0)
        self._offsets = _byte_lines(source.data, first)
        is_ascii = len(source.text) == len(source.data) - first
        self._starts = [start - first for start in self._offsets] if is_ascii else _lines(source.text)

    def span(self, span: Range) -> Span:
        return Span(self.mark(span[0]), self.mark(span[1]))


def _byte_lines(data: bytes, first: int) -> list[int]:
    """Where lines begin in the bytes."""
    lines = data[first:].splitlines(keepends=True)
    if lines and lines[-1][-1:] not in (b"\n", b"\r"):
        lines.pop()
    return list(accumulate(map(len, lines), initial=first))


def _lines(text: str) -> list[int]:
    """Where lines begin in the text."""
    if "\r" in text:
        return [0, *(found.end() for found in _BREAK.finditer(text))]
    return [0, *(end + number for number, end in enumerate(accumulate(map(len, text.split("\n")[:-1])), 1))]
