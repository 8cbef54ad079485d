"""Places of nodes in JSON text: members beside the way are skipped by the C scanner, nothing is tokenised twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecoder

from catalog.model.pointer import settle
from catalog.model.source import Json, Pointer
from catalog.reading.found import Found, Range, as_index
from catalog.reading.json_lines import members_by_line

_SPACE = re.compile(r"[ \t\r\n]*")
_read = JSONDecoder().raw_decode
_skip = JSONDecoder(parse_int=len, parse_float=len).raw_decode


_OUTER = 3
"""Above so many levels members are large, and looked for by their lines first."""


class JsonPositions:
    """Finds nodes of one JSON text and remembers the members it passed. Raises ValueError on text that is no JSON.

    `has_duplicates`: every object is read to its end, since the last of equal keys counts.
    """

    __slots__ = ("_by_lines", "_containers", "_has_duplicates", "_text", "_tree")

    def __init__(self, text: str, tree: Json, *, has_duplicates: bool) -> None:
        self._text, self._tree = text, tree
        self._has_duplicates = has_duplicates
        self._by_lines = True
        self._containers: dict[int, _Members] = {}

    def find(self, pointer: Pointer) -> Found:
        """The node at the pointer, else its nearest ancestor."""
        found = self._find(pointer)
        if self._by_lines and not self._is_right(found):
            self._by_lines = False
            self._containers.clear()
            return self._find(pointer)
        return found

    def _is_right(self, found: Found) -> bool:
        """Whether what stands there is what the tree has there: lines may mislead."""
        value, end = _read(self._text, found.value[0])
        return end == found.value[1] and value == settle(found.pointer, self._tree)[1]

    def _find(self, pointer: Pointer) -> Found:
        key, value = None, (_after_space(self._text, 0), len(self._text.rstrip(" \t\r\n")))
        passed: list[str | int] = []
        node: Json = self._tree
        for token in pointer:
            members = self._members(value, node if self._by_lines and len(passed) < _OUTER else None)
            node = node.get(str(token)) if isinstance(node, dict) else None
            place = members.find(token, to_end=self._has_duplicates) if members else None
            if place is None:
                break
            name, key, value = place
            passed.append(name)
        return Found(tuple(passed), value, key)

    def _members(self, value: Range, node: Json) -> _Members | None:
        start = value[0]
        known = self._containers.get(start)
        if known is None and self._text[start : start + 1] in ("{", "["):
            lines = members_by_line(self._text, value, node) if isinstance(node, dict) else None
            known = self._containers[start] = _Members(self._text, start, lines or {})
        return known


class _Members:
    """The members of one object, or items of one array, as far as they were looked at."""

    __slots__ = ("_is_object", "_known", "_rest")

    def __init__(self, text: str, start: int, known: dict[str, tuple[Range | None, Range]]) -> None:
        self._is_object = text[start] == "{"
        self._rest = _object_members(text, start) if self._is_object else _items(text, start)
        self._known: dict[str | int, tuple[Range | None, Range]] = dict(known.items())

    def find(self, token: str | int, *, to_end: bool) -> tuple[str | int, Range | None, Range] | None:
        wanted = str(token) if self._is_object else as_index(token)
        if to_end or wanted not in self._known:
            for name, key, value in self._rest:
                self._known[name] = (key, value)
                if name == wanted and not to_end:
                    break
        place = self._known.get(wanted)
        return None if place is None else (wanted, *place)


def _object_members(text: str, start: int) -> Iterator[tuple[str | int, Range | None, Range]]:
    at = _after_space(text, start + 1)
    while text[at] != "}":
        key, key_end = _skip(text, at)
        colon = _expect(text, key_end, ":")
        value = _after_space(text, colon + 1)
        _, end = _skip(text, value)
        yield key, (at, key_end), (value, end)
        at = _next(text, end, "}")


def _items(text: str, start: int) -> Iterator[tuple[str | int, Range | None, Range]]:
    at = _after_space(text, start + 1)
    index = 0
    while text[at] != "]":
        _, end = _skip(text, at)
        yield index, None, (at, end)
        index += 1
        at = _next(text, end, "]")


def _next(text: str, end: int, closing: str) -> int:
    """Where the next member starts after one that ends there, or the closing bracket stands."""
    at = _after_space(text, end)
    return at if text[at : at + 1] == closing else _after_space(text, _expect(text, at, ",") + 1)


def _expect(text: str, at: int, mark: str) -> int:
    at = _after_space(text, at)
    if text[at : at + 1] != mark:
        raise ValueError(f"expected {mark} at {at}")
    return at


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space is not None
    return space.end()
