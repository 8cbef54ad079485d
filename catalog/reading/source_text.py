"""Bytes -> text: UTF-8 and nothing else; and from places in the text back to lines, columns and bytes."""

from __future__ import annotations

import codecs

from catalog.errors import UnreadableDocument
from catalog.frozen import dataclass, field
from catalog.model.source import Mark, Span
from catalog.reading.limits import Limits, over

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document's text without byte order mark. An index is a position in `text`, in code points."""

    name: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)

    def mark(self, index: int) -> Mark:
        """The place of a text position; LF, CRLF and CR end a line."""
        index = min(index, len(self.text))
        line = 1 + lines_between(self.text, 0, index)
        return Mark(line, index - line_start(self.text, index) + 1, self.offset(index))

    def span(self, start: int, end: int) -> Span:
        return Span(self.mark(start), self.mark(end))

    def place(self, index: int) -> str:
        """`name:line:column`, as errors print it."""
        mark = self.mark(index)
        return f"{self.name}:{mark.line}:{mark.column}"

    def offset(self, index: int) -> int:
        """The byte offset in the file, byte order mark included, of a text position."""
        return self._first + self.bytes_between(0, index)

    def bytes_between(self, start: int, end: int) -> int:
        """How many bytes the text has between two positions, of which the last may be beyond its end."""
        if len(self.text) == len(self.data) - self._first:
            return min(end, len(self.text)) - start
        return len(self.text[start:end].encode())

    @property
    def _first(self) -> int:
        return len(codecs.BOM_UTF8) if self.data.startswith(codecs.BOM_UTF8) else 0


def decode(data: bytes, name: str, limits: Limits) -> SourceText:
    """Text of a file. Raises UnreadableDocument for any encoding but UTF-8 and LimitExceeded before decoding."""
    if len(data) > limits.bytes:
        raise over("bytes", limits.bytes, place=name, found=f": {len(data):,}")
    _refuse_wide(data, name)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        source = SourceText(name, data, body.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = SourceText(name, data, body[: error.start].decode("utf-8"))
        found = f"byte 0x{body[error.start]:02x}"
        raise UnreadableDocument(
            f"the file is not UTF-8 text: {found}", place=before.place(len(before.text)), hint="save it as UTF-8"
        ) from None
    _refuse_controls(source)
    return source


def ended(text: str) -> str:
    """The text with its last line ended: YAML parsers differ on a block scalar that is not."""
    return text if text.endswith(("\n", "\r")) else text + "\n"


def line_start(text: str, index: int) -> int:
    """Where the line of `index` starts."""
    start = text.rfind("\n", 0, index) + 1
    return max(start, text.rfind("\r", start, index) + 1)


def lines_between(text: str, start: int, end: int) -> int:
    """How many lines end between two positions; LF, CRLF and CR end a line, and CR LF at the start has ended before."""
    lines = text.count("\n", start, end)
    returns = text.count("\r", start, end)
    if returns:
        lines += returns - text.count("\r\n", start, end)
    return lines - (start > 0 and text.startswith("\r\n", start - 1) and end > start)


def _refuse_wide(data: bytes, name: str) -> None:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            raise _not_utf8(encoding, name)
    if len(data) > 1 and data[:2].count(0) == 1 and _alternates(data[:64]):
        raise _not_utf8("UTF-16", name)


def _alternates(head: bytes) -> bool:
    """Whether every second byte is NUL: Latin text in UTF-16 without byte order mark."""
    return not any(head[0::2]) or not any(head[1::2])


def _not_utf8(encoding: str, name: str) -> UnreadableDocument:
    return UnreadableDocument(f"the file is {encoding} text", place=f"{name}:1:1", hint="save it as UTF-8")


def _refuse_controls(source: SourceText) -> None:
    if len(source.data.translate(None, _CONTROLS)) == len(source.data):
        return
    index = min(found for code in _CONTROLS if (found := source.text.find(chr(code))) >= 0)
    code = ord(source.text[index])
    kind = "is binary" if code == 0 else "holds a control character"
    raise UnreadableDocument(f"the file {kind} (U+{code:04X}): neither JSON nor YAML", place=source.place(index))
