"""Many marks of one text: its lines are counted once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from catalog.model.source import Mark, Span
from catalog.reading.found import Range
from catalog.reading.source_text import SourceText

_BREAK = re.compile(r"\r\n?|\n")


class Marks:
    """Marks of text positions, as `SourceText.mark` gives them one by one."""

    __slots__ = ("_offsets", "_source", "_starts")

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._starts = _line_starts(source.text)
        first = source.offset(0)
        if source.text.isascii():
            self._offsets = [first + start for start in self._starts]
        else:
            self._offsets = list(accumulate(_line_lengths(source.text, self._starts), initial=first))

    def mark(self, index: int) -> Mark:
        index = min(index, len(self._source.text))
        line = bisect_right(self._starts, index)
        start = self._starts[line - 1]
        return Mark(line, index - start + 1, self._offsets[line - 1] + len(self._source.text[start:index].encode()))

    def span(self, span: Range) -> Span:
        return Span(self.mark(span[0]), self.mark(span[1]))


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(found.end() for found in _BREAK.finditer(text))]
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


def _line_lengths(text: str, starts: list[int]) -> Iterator[int]:
    """Bytes of each line, the last one left out."""
    return (len(text[start:end].encode()) for start, end in pairwise(starts))
