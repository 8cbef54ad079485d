"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalog.errors import UnknownName, UsageError

T = TypeVar("T")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """The items of a page, of `total`; pages count from 1."""

    items: tuple[T, ...]
    total: int
    page: int
    pages: int


def paged(items: Sequence[T], args: Mapping[str, str], name: str = "page", size: int = SIZE) -> Paged[T]:
    """The page that the query asks for by `name`; UnknownName for one that there is not, UsageError for no number."""
    pages = max(1, -(-len(items) // size))
    text = args.get(name) or "1"
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if number < 1:
        raise UsageError(f"{name} cannot be {text!r}", place=name, hint=f"pages go from 1 to {pages}")
    if number > pages:
        raise UnknownName(f"there is no page {number}", place=name, hint=f"pages go from 1 to {pages}")
    return Paged(tuple(items[(number - 1) * size : number * size]), len(items), number, pages)
