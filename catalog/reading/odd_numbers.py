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
_COLON, _COMMA, _SPACE = b":, "


def has_odd_number(data: bytes) -> bool:
    """Whether a plain scalar may be a number to one parser and another one, or text, to another."""
    classes = b" " + data.translate(_CLASSES)
    return (
        any(_is_odd(data, start) for start in _starts(classes))
        or any(_is_odd(data, _token_start(classes, found)) for part in _INSIDE for found in _all(part, classes))
        or _MANY_DIGITS in data.translate(_DIGITS_TO_ZERO)
        or _has_not_finite(data.lower())
    )


def _starts(classes: bytes) -> Iterator[int]:
    """Where tokens begin in the data with a zero or a sign."""
    for start in _STARTS:
        yield from (found - 1 for found in _all(start, classes) if classes[found - 1] == _SPACE)


def _all(literal: re.Pattern[bytes], data: bytes) -> Iterator[int]:
    return (found.start() for found in literal.finditer(data))


def _token_start(classes: bytes, found: int) -> int:
    """Where in the data the token begins that holds what was found; `classes` has one space more before it."""
    return classes.rfind(b" ", 0, found + 1)


def _has_not_finite(data: bytes) -> bool:
    return any(
        _is_odd(data, found - (found > 0 and data[found - 1] in b"+-"))
        for word in _NOT_FINITE
        for found in _all(word, data)
    )


def _is_odd(data: bytes, start: int) -> bool:
    """Whether the token there is a scalar of its own, and an odd number."""
    token = _TOKEN.match(data, start)
    if token is None or token[2] is None:
        return False
    text = token[1]
    return _is_odd_text(text, is_key=token[2] == b":") and _is_scalar_start(data, start)


def _is_odd_text(text: bytes, *, is_key: bool) -> bool:
    if b"_" in text:
        return _UNDERSCORED.fullmatch(text.replace(b"_", b"")) is not None
    return _ODD.fullmatch(text) is not None or (is_key and _SIGNED_KEY.fullmatch(text) is not None)


def _is_scalar_start(data: bytes, start: int) -> bool:
    """Whether a scalar can begin here: on a new line, after an indicator, or after a comma of an open bracket."""
    before = _introducer(data, start)
    return before is not None and (before < 0 or data[before] != _COMMA or _may_be_in_flow(data, before))


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


def _may_be_in_flow(data: bytes, index: int) -> bool:
    """Whether a bracket that opens a collection stands before; those that close within their line are passed over."""
    return any(_introducer(data, found.start()) is not None for found in _OPEN_FLOW.finditer(data, 0, index))
