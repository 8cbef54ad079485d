"""Marks that count block by block are those counted from the beginning of the text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from catalog.model.source import Mark
from catalog.reading.marks import BLOCK, Marks
from catalog.reading.source_text import SourceText

PIECES = st.sampled_from(["\n", "\r", "\r\n", "a", "é", "€", "𐍈"])


def counted(data: bytes, index: int) -> Mark:
    """What the definition says: LF, CRLF and CR end a line, and a text position between CR and LF is in a new line."""
    before = data.removeprefix(b"\xef\xbb\xbf").decode()[:index]
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Mark(
        len(lines), len(lines[-1]) + 1, len(before.encode()) + len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))
    )


@given(st.integers(0, 4), st.lists(PIECES, max_size=12), st.booleans(), st.sampled_from(["a", "é", "\n", "x\r\n"]))
@example(1, ["\r\n"], False, "a")
@example(0, [], True, "a")
def test_every_mark_beside_a_border_of_blocks(back: int, pieces: list[str], has_mark: bool, filling: str) -> None:
    before = (filling * BLOCK)[: BLOCK - back]
    text = before + "".join(pieces) + filling * 3
    source = SourceText("t", (b"\xef\xbb\xbf" if has_mark else b"") + text.encode(), text)
    marks = Marks(source)
    for index in range(max(0, BLOCK - 6), len(text) + 2):
        assert marks.mark(index) == source.mark(index) == counted(source.data, index)
