"""A page of a long list, narrowed down by the words and values of the query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from catalog.answers.faceted import Faceted
from catalog.answers.listing import Choice
from catalog.portal.pager import Pager, pager

Row = TypeVar("Row")
LONGEST = 200
"""Characters of the words that are shown again."""


class Narrowed(NamedTuple):
    """Of `total` rows those of the page, of `matching`; facets count what each value would show."""

    total: int
    matching: int
    words: str
    filters: Mapping[str, str]
    facets: Mapping[str, tuple[Choice, ...]]
    pager: Pager


def narrowed(items: Faceted[Row], query: Mapping[str, str], names: Iterable[str]) -> tuple[tuple[Row, ...], Narrowed]:
    """The rows of the page that is asked for, and what is said of them; raises as `pager`."""
    words, filters = query.get("q", ""), {name: query.get(name, "") for name in names}
    chosen = items.choose(words, filters)
    shown = pager(len(chosen.rows))
    told = Narrowed(len(items.rows), len(chosen.rows), words[:LONGEST], filters, chosen.facets, shown)
    return shown.of(chosen.rows), told
