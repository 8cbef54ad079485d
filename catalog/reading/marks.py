"""Many marks of one text: its lines are counted once, block by block."""

from __future__ import annotations

from catalog.model.source import Mark, Span
from catalog.reading.found import Range
from catalog.reading.source_text import SourceText, line_start, lines_between

BLOCK = 4096
"""Code points that are counted together; a mark counts what stands before it in its block."""


class Marks:
    """Marks of text positions, as `SourceText.mark` gives them one by one."""

    __slots__ = ("_blocks", "_source")

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._blocks: list[tuple[int, int]] = []
        """For each block the line that it begins in, from 1, and its byte offset in the file."""

    def mark(self, index: int) -> Mark:
        text = self._source.text
        index = min(index, len(text))
        if not self._blocks:
            self._blocks = self._counted()
        line, offset = self._blocks[index // BLOCK]
        begin = index - index % BLOCK
        line += lines_between(text, begin, index)
        return Mark(line, index - line_start(text, index) + 1, offset + self._source.bytes_between(begin, index))

    def _counted(self) -> list[tuple[int, int]]:
        text, line, offset = self._source.text, 1, self._source.offset(0)
        blocks = []
        for begin in range(0, len(text) + 1, BLOCK):
            blocks.append((line, offset))
            line += lines_between(text, begin, begin + BLOCK)
            offset += self._source.bytes_between(begin, begin + BLOCK)
        return blocks

    def span(self, span: Range) -> Span:
        return Span(self.mark(span[0]), self.mark(span[1]))
