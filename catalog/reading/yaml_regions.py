"""Narrows a place down by indentation, so that only a small part of a large YAML text need be parsed for it.

A guess that its user must check: text that only looks like a key, in a quoted scalar that is not indented, misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from catalog.frozen import dataclass
from catalog.model.source import Pointer
from catalog.reading.found import Range, as_index

_CONTENT = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*([ ]*)")
_START = re.compile(r"---[ \r\n]")
_KEY_TEXT = r"""("[^"\n]*"|'(?:[^'\n]|'')*+'|[^ \r\n#"'][^\n]*?):(?=[ \r\n]|\Z)"""
_KEY = re.compile(_KEY_TEXT)
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_$/{][^:#\r\n\"'\\]*\Z")


Key = tuple[int, int, int]
"""Where a key begins, where its colon stands, and where what belongs to it ends."""


@dataclass(frozen=True, slots=True)
class Region:
    """The text of one node from `start`, in column `column` from 0, up to `end`; `key` stands before it."""

    start: int
    end: int
    column: int
    key: Range | None = None


class Regions:
    """Regions of one text, those on the way kept."""

    __slots__ = ("_items", "_keys", "_known", "_text", "root")

    def __init__(self, text: str) -> None:
        self._text = text
        self._keys: dict[int, dict[str, list[Key]]] = {}
        self._items: dict[int, list[Region | None]] = {}
        start = _content(text, 3 if _START.match(text) else 0)
        self.root = Region(start, len(text), start - _line_start(text, start))
        self._known: dict[Pointer, Region | None] = {(): self.root}

    def narrow(self, pointer: Pointer) -> tuple[Pointer, Region]:
        """The longest beginning of the pointer that can be followed, and its region."""
        for length in range(len(pointer), 0, -1):
            region = self._region(pointer[:length])
            if region is not None:
                return pointer[:length], region
        return (), self.root

    def _region(self, pointer: Pointer) -> Region | None:
        length = len(pointer)
        while pointer[:length] not in self._known:
            length -= 1
        while length < len(pointer):
            above = self._known[pointer[:length]]
            length += 1
            self._known[pointer[:length]] = self._child(above, pointer[length - 1]) if above else None
        return self._known[pointer]

    def keys(self, region: Region) -> dict[str, list[Key]]:
        """Where each key of a block object stands, by how it is written."""
        if region.start not in self._keys:
            self._keys[region.start] = self._key_starts(region)
        return self._keys[region.start]

    def items(self, region: Region) -> list[Region | None]:
        """The items of a block list, whose dashes stand in one column; None for one without text."""
        if region.start not in self._items:
            self._items[region.start] = list(self._item_regions(region))
        return self._items[region.start]

    def _child(self, region: Region, token: str | int) -> Region | None:
        if self._text.startswith("-", region.start):
            items = self.items(region)
            return items[as_index(token)] if 0 <= as_index(token) < len(items) else None
        return self._member(region, str(token))

    def _item_regions(self, region: Region) -> Iterator[Region | None]:
        further = _dashes_in(region.column).finditer(self._text, region.start, region.end)
        dashes = [region.start, *(match.end() - 1 for match in further)]
        ends = [*(_line_start(self._text, dash) for dash in dashes[1:]), region.end]
        for dash, end in zip(dashes, ends, strict=True):
            yield self.value(dash + 1, end, None)

    def _member(self, region: Region, name: str) -> Region | None:
        """The value of a key of a block object, if the key stands there once."""
        keys = self.keys(region)
        starts = [start for form in forms(name) for start in keys.get(form, ())]
        if len(starts) != 1:
            return None
        start, colon, end = starts[0]
        return self.value(colon + 1, end, (start, colon))

    def _key_starts(self, region: Region) -> dict[str, list[Key]]:
        first = _KEY.match(self._text, region.start, region.end)
        others = _keys_in(region.column).finditer(self._text, region.start, region.end)
        matches = [*([first] if first else ()), *others]
        ends = [*(match.start() + 1 for match in matches[1:]), region.end]
        found: dict[str, list[Key]] = {}
        for match, end in zip(matches, ends, strict=False):
            found.setdefault(match[1], []).append((*match.span(1), end))
        return found

    def value(self, after: int, end: int, key: Range | None) -> Region | None:
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
def _dashes_in(column: int) -> re.Pattern[str]:
    return re.compile(rf"\n {{{column}}}-(?=[ \r\n])")


@cache
def _keys_in(column: int) -> re.Pattern[str]:
    """Keys in a column; an item of a list may stand in the column of the key that it belongs to."""
    return re.compile(rf"\n {{{column}}}(?!-[ \r\n]){_KEY_TEXT}")


def _content(text: str, at: int) -> int:
    """Where the next text stands that is no space, comment or line break."""
    found = _CONTENT.match(text, at)
    return found.end() if found else at


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
