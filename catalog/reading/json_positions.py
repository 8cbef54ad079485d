"""Places of nodes in JSON text: members beside the way are skipped by the C scanner, nothing is tokenised twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecoder

from catalog.model.source import Pointer
from catalog.reading.found import Found, Range, as_index

_SPACE = re.compile(r"[ \t\r\n]*")
_skip = JSONDecoder(parse_int=len, parse_float=len).raw_decode


class JsonPositions:
    """Finds nodes of one JSON text and remembers the members it passed. Raises ValueError on text that is no JSON.

    `has_duplicates`: every object is read to its end, since the last of equal keys counts.
    """

    __slots__ = ("_containers", "_has_duplicates", "_text")

    def __init__(self, text: str, *, has_duplicates: bool) -> None:
        self._text = text
        self._has_duplicates = has_duplicates
        self._containers: dict[int, _Members] = {}

    def find(self, pointer: Pointer) -> Found:
        """The node at the pointer, else its nearest ancestor."""
        key, value = None, (_after_space(self._text, 0), len(self._text.rstrip(" \t\r\n")))
        passed: list[str | int] = []
        for token in pointer:
            members = self._members(value[0])
            place = members.find(token, to_end=self._has_duplicates) if members else None
            if place is None:
                break
            name, key, value = place
            passed.append(name)
        return Found(tuple(passed), value, key)

    def _members(self, start: int) -> _Members | None:
        known = self._containers.get(start)
        if known is None and self._text[start : start + 1] in ("{", "["):
            known = self._containers[start] = _Members(self._text, start)
        return known


class _Members:
    """The members of one object, or items of one array, as far as they were looked at."""

    __slots__ = ("_is_object", "_known", "_rest")

    def __init__(self, text: str, start: int) -> None:
        self._is_object = text[start] == "{"
        self._rest = _object_members(text, start) if self._is_object else _items(text, start)
        self._known: dict[str | int, tuple[Range | None, Range]] = {}

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
