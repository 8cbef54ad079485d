"""Long lists in pages: `?page=` from 1, the total always said; a page beyond the last one is not found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

from catalog.errors import UnknownName
from catalog.portal.problems import WrongParameter

T = TypeVar("T")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Pager:
    """Which of `total` things are shown: `first` to `last`, both counted from 1, of page `page` of `pages`. `name` is
    the parameter that asks for another page."""

    page: int
    pages: int
    total: int
    first: int
    last: int
    name: str = "page"

    def of(self, items: Sequence[T]) -> tuple[T, ...]:
        """Those of this page."""
        return tuple(items[self.first - 1 : self.last]) if self.total else ()


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """The items of a page, of `total`; pages count from 1."""

    items: tuple[T, ...]
    total: int
    page: int
    pages: int


def asked_page(name: str = "page", args: Mapping[str, str] | None = None) -> int:
    """The page that these parameters, by default those of this request, ask for.

    Raises:
        WrongParameter: it is no number from 1 on.
    """
    text = (request.args if args is None else args).get(name) or "1"
    if not (text.isascii() and text.isdigit()) or len(text) > 7 or int(text) < 1:
        raise WrongParameter(
            f"{name}={text[:40]!r} is no page", place=name, hint=f"pages are numbered from 1: {name}=1"
        )
    return int(text)


def there(page: int, pages: int, name: str = "page") -> int:
    """The page itself.

    Raises:
        UnknownName: there are not so many.
    """
    if page > pages:
        raise UnknownName(f"there is no page {page}", place=name, hint=f"pages go from 1 to {pages}")
    return page


def pages_of(total: int, size: int = PAGE) -> int:
    """How many pages; nothing at all has one."""
    return max(1, -(-total // size))


def pager(total: int, size: int = PAGE, name: str = "page", args: Mapping[str, str] | None = None) -> Pager:
    """The page that is asked for, of `total` things; raises as `asked_page` and `there`."""
    pages = pages_of(total, size)
    page = there(asked_page(name, args), pages, name)
    return Pager(page, pages, total, min((page - 1) * size + 1, total), min(page * size, total), name)


def paged(items: Sequence[T], args: Mapping[str, str], name: str = "page", size: int = PAGE) -> Paged[T]:
    """The items of the page that `args` ask for; raises as `pager`."""
    shown = pager(len(items), size, name, args)
    return Paged(shown.of(items), shown.total, shown.page, shown.pages)
