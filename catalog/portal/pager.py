"""Long lists in pages: `?page=` from 1, the total always said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import request

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


def asked_page(name: str = "page") -> int:
    """The page that this request asks for.

    Raises:
        WrongParameter: it is no number from 1 on.
    """
    text = request.args.get(name) or "1"
    if not (text.isascii() and text.isdigit()) or len(text) > 7 or int(text) < 1:
        raise WrongParameter(f"{name}={text[:40]!r} is no page", hint=f"pages are numbered from 1: {name}=1")
    return int(text)


def pager(total: int, size: int = PAGE, name: str = "page") -> Pager:
    """The page that this request asks for, of `total` things; beyond the last one the last."""
    pages = max(1, -(-total // size))
    page = min(asked_page(name), pages)
    return Pager(page, pages, total, min((page - 1) * size + 1, total), min(page * size, total), name)
