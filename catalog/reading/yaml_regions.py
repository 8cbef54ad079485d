"""Narrows a place down by indentation, so that only a small part of a large YAML text need be parsed for it.

A guess that its user must check: text that only looks like a key, in a quoted scalar that is not indented, misleads.
"""

from __future__ import annotations

import re
from functools import cache

from catalog.frozen import dataclass
from catalog.model.source import Pointer
from catalog.reading.found import Range, as_index

_CONTENT = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*([ ]*)")
_START = re.compile(r"---[ \r\n]")
_KEY_TEXT = r"""("[^"\n]*"|'(?:[^'\n]|'')*+'|[^ \r\n#"'][^\n]*?):(?=[ \r\n]|\Z)"""
_KEY = re.compile(_KEY_TEXT)
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_$/{][^:#\r\n\"'\\]*\Z")


@dataclass(frozen=True, slots=True)
class Region:
    """The text of one node from `start`, in column `column` from 0, up to `end`; `key` stands before it."""

    start: int
    end: int
    column: int
    key: Range | None = None


class Regions:
    """Regions of one text, those on the way kept."""

    __slots__ = ("_keys", "_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._keys: dict[int, dict[str, list[Range]]] = {}
        start = _content(text, 3 if _START.match(text) else 0)
        self._known: dict[Pointer, Region | None] = {(): Region(start, len(text), start - _line_start(text, start))}

    def narrow(self, pointer: Pointer) -> tuple[Pointer, Region]:
        """The longest beginning of the pointer that can be followed, and its region."""
        for length in range(len(pointer), 0, -1):
            region = self._region(pointer[:length])
            if region is not None:
                return pointer[:length], region
        root = self._known[()]
        assert root is not None
        return (), root

    def _region(self, pointer: Pointer) -> Region | None:
        length = len(pointer)
        while pointer[:length] not in self._known:
            length -= 1
        while length < len(pointer):
            above = self._known[pointer[:length]]
            length += 1
            self._known[pointer[:length]] = self._child(above, pointer[length - 1]) if above else None
        return self._known[pointer]

    def keys(self, region: Region) -> dict[str, list[Range]]:
        """Where each key of a block object stands, by how it is written, with the place of its colon."""
        if region.start not in self._keys:
            self._keys[region.start] = self._key_starts(region)
        return self._keys[region.start]

    def _child(self, region: Region, token: str | int) -> Region | None:
        if self._text.startswith("-", region.start):
            return self._item(region, as_index(token))
        return self._member(region, str(token))

    def _item(self, region: Region, index: int) -> Region | None:
        """The item of a block list: its dashes stand in one column."""
        dash = re.compile(rf"(?:\A|\n) {{{region.column}}}-(?=[ \r\n])")
        at = region.start if index == 0 else -1
        found = dash.finditer(self._text, region.start, region.end)
        for number, match in enumerate(found, 1):
            if number == index:
                at = match.end() - 1
            if number == index + 1:
                return self._value(at + 1, match.start() + 1, None)
        return self._value(at + 1, region.end, None) if at >= 0 else None

    def _member(self, region: Region, name: str) -> Region | None:
        """The value of a key of a block object, if the key stands there once."""
        keys = self.keys(region)
        starts = [start for form in forms(name) for start in keys.get(form, ())]
        if len(starts) != 1:
            return None
        start, colon = starts[0]
        end = _next_key(region.column).search(self._text, colon, region.end)
        return self._value(colon + 1, end.start() + 1 if end else region.end, (start, colon))

    def _key_starts(self, region: Region) -> dict[str, list[Range]]:
        first = _KEY.match(self._text, region.start, region.end)
        found: dict[str, list[Range]] = {}
        for match in (first, *_keys_in(region.column).finditer(self._text, region.start, region.end)):
            if match:
                found.setdefault(match[1], []).append(match.span(1))
        return found

    def _value(self, after: int, end: int, key: Range | None) -> Region | None:
        """The region of what begins after an indicator and ends before `end`."""
        start = _content(self._text, after)
        if start >= end:
            return None
        return Region(start, end, start - _line_start(self._text, start), key)


def forms(name: str) -> tuple[str, ...]:
    """How a key may be written, but for escapes."""
    quoted = "'" + name.replace("'", "''") + "'"
    plain = (name,) if _PLAIN_KEY.match(name) else ()
    return (*plain, quoted, f'"{name}"')


@cache
def _keys_in(column: int) -> re.Pattern[str]:
    return re.compile(rf"\n {{{column}}}{_KEY_TEXT}")


@cache
def _next_key(column: int) -> re.Pattern[str]:
    """The end of a value: a line no deeper than its key that is no comment and no item of a list in the same column."""
    shallower = rf" {{0,{column - 1}}}[^ \r\n#]|" if column else ""
    return re.compile(rf"\n(?={shallower} {{{column}}}(?!-[ \r\n])[^ \r\n#])")


def _content(text: str, at: int) -> int:
    """Where the next text stands that is no space, comment or line break."""
    found = _CONTENT.match(text, at)
    return found.end() if found else at


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
