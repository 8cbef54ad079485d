"""A document as it was written: bytes, parsed tree, and what was odd about it."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from catalog.frozen import dataclass, field

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Pointer: TypeAlias = "tuple[str | int, ...]"
"""A JSON Pointer (RFC 6901), already split and unescaped; list positions are ints."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in a text: line and column from 1 (column in code points), offset in bytes from 0."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, not including, `end`."""

    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: its value and, for a member of an object, its key."""

    value: Span
    key: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """Something that reading got over but a person must see, such as a duplicate key."""

    rule: str
    message: str
    pointer: Pointer
    span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One parsed file. `name` is its path as shown to people; `known_as` the Git blob id, where there is one."""

    name: str
    known_as: str
    data: bytes = field(repr=False)
    tree: Json = field(repr=False)
    problems: tuple[SourceProblem, ...] = ()

    @property
    def digest(self) -> str:
        """What names the content: the Git blob id, else the SHA-256."""
        return self.known_as or _remembered(self.data)


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    from hashlib import sha256  # a comparison as text asks for none

    return sha256(data).hexdigest()


_remembered = lru_cache(maxsize=8)(sha256_of)
