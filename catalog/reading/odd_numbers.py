"""Finds numbers in YAML text that parsers disagree on: `012`, `1_000`, `0b11`, `+0x1F`, `1e400`, `.inf`.

A search, not a parse: it may take prose for a number, never a number for prose. The text has no tags or anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SEPARATORS = b"\t\n\r[]{},:"
_CLASSES = bytes.maketrans(_SEPARATORS + b"123456789+bBoOXE", b" " * len(_SEPARATORS) + b"1" * 9 + b"-xxxxxe")
"""Every byte by its part in a number: separator, zero, digit, sign, base; plain searches then find the odd ones."""
_STARTS = (re.compile(rb"0[01x_]"), re.compile(rb"-[01]"))
_INSIDE = tuple(re.compile(re.escape(part)) for part in (b"0_", b"1_", b"_0", b"_1", b"0e", b"1e", b".e"))
_NOT_FINITE = (re.compile(rb"\.inf"), re.compile(rb"\.nan"))
_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_MANY_DIGITS = b"0" * 300

_TOKEN = re.compile(rb"([^\s\[\]{},:]+)[ \t]*(#|:|[\r\n,\]}]|\Z)?")
_ODD = re.compile(
    rb"""[-+]?0[0-9]+
    | [-+]?0[xXoObB][0-9a-fA-F]+
    | [-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]{3,}
    | [-+]?\.(?:inf|nan)""",
    re.VERBOSE | re.IGNORECASE,
)
_UNDERSCORED = re.compile(rb"[-+]?(?:0[xXoObB][0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)")
_SIGNED_KEY = re.compile(rb"\+[0-9]+|-0+")
_OPEN_FLOW = re.compile(rb"""[\[{](?![^\[\]{}"'\n\r]*[\]}])""")
_BRACKET = re.compile(rb"[\[{]")
_LONG_LINE = 10_000
_COLON, _COMMA, _SPACE = b":, "


def has_odd_number(data: bytes) -> bool:
    """Whether a plain scalar may be a number to one parser and another one, or text, to another."""
    return _Search(data).finds_any()


class _Search:
    """The search through one text. Every step is linear in the length of the text, whatever it says."""

    __slots__ = ("_classes", "_data", "_first_flow")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._classes = b" " + data.translate(_CLASSES)
        self._first_flow: int | None = None

    def finds_any(self) -> bool:
        return (
            any(self._is_odd(start) for start in self._starts())
            or any(self._is_odd(start) for part in _INSIDE for start in self._tokens_with(part))
            or _MANY_DIGITS in self._data.translate(_DIGITS_TO_ZERO)
            or any(self._is_odd(start) for start in self._not_finite())
        )

    def _starts(self) -> Iterator[int]:
        """Where tokens begin in the data with a zero or a sign."""
        for start in _STARTS:
            for found in start.finditer(self._classes):
                if self._classes[found.start() - 1] == _SPACE:
                    yield found.start() - 1

    def _tokens_with(self, part: re.Pattern[bytes]) -> Iterator[int]:
        """Where the tokens begin in the data that hold the part, each once."""
        end = 0
        for found in part.finditer(self._classes):
            if found.start() >= end:
                yield self._classes.rfind(b" ", end, found.start())
                end = self._classes.find(b" ", found.end())
                if end < 0:
                    return

    def _not_finite(self) -> Iterator[int]:
        small = self._data.lower()
        for word in _NOT_FINITE:
            for found in word.finditer(small):
                at = found.start()
                yield at - 1 if at and small[at - 1] in b"+-" else at

    def _is_odd(self, start: int) -> bool:
        """Whether the token there is a scalar of its own, and an odd number."""
        token = _TOKEN.match(self._data, start)
        if token is None or token[2] is None:
            return False
        return _is_odd_text(token[1], is_key=token[2] == b":") and self._is_scalar_start(start)

    def _is_scalar_start(self, start: int) -> bool:
        """Whether a scalar can begin here: on a new line, after an indicator, after a comma of an open bracket."""
        before = _introducer(self._data, start)
        if before is None or before < 0 or self._data[before] != _COMMA:
            return before is not None
        return self._is_in_flow_line(before) or self._flow_begins() < before

    def _is_in_flow_line(self, comma: int) -> bool:
        """Whether a collection opens before the comma in its line; a long line is taken for one that does."""
        start = self._data.rfind(b"\n", 0, comma) + 1
        if comma - start > _LONG_LINE:
            return True
        return any(self._opens(found) for found in _BRACKET.finditer(self._data, start, comma))

    def _flow_begins(self) -> int:
        """Where the first bracket opens a collection that does not close within its line."""
        if self._first_flow is None:
            opens = (found.start() for found in _OPEN_FLOW.finditer(self._data) if self._opens(found))
            self._first_flow = next(opens, len(self._data))
        return self._first_flow

    def _opens(self, bracket: re.Match[bytes]) -> bool:
        return _introducer(self._data, bracket.start()) is not None


def _is_odd_text(text: bytes, *, is_key: bool) -> bool:
    if b"_" in text:
        return _UNDERSCORED.fullmatch(text.replace(b"_", b"")) is not None
    return _ODD.fullmatch(text) is not None or (is_key and _SIGNED_KEY.fullmatch(text) is not None)


def _introducer(data: bytes, start: int) -> int | None:
    """Where the character stands that lets a node begin at `start`: -1 at the start of the text, None if none does."""
    index = start - 1
    while index >= 0 and data[index] in b" \t":
        index -= 1
    if index < 0 or data[index] in b"\r\n[{,":
        return index
    if index == start - 1:
        return index if data[index] == _COLON and data[index - 1 : index] in (b'"', b"'") else None
    return index if data[index] in b":-?" else None
