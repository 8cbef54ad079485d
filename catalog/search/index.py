"""The search index behind one interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from catalog.search.entries import Entry

NO_FILTER: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; `why` says which of its parts held the words, `places` how often it stands in its
    contract."""

    entry: Entry
    why: str
    places: int = 1


@dataclass(frozen=True, slots=True)
class Results:
    """The hits asked for, best first, and how many there are in all.

    `counts` says for each facet, `kind` among them, how many hits each of its values has under the filters of the other
    facets. `read_as` are words that were taken for others because hardly anything holds them as they are.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    counts: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    read_as: tuple[tuple[str, str], ...] = ()


class Index(Protocol):
    """Finds entries of one revision by words."""

    def search(
        self, query: str, *, filters: Mapping[str, str] = NO_FILTER, limit: int = 50, offset: int = 0
    ) -> Results:
        """Entries in whose names every word of the query occurs: as a word, the beginning of one, or inside; some of
        the words may be in the name of the contract instead. Then what is described with them.

        `filters` are facet → value; all must hold. Where hardly anything is found, abbreviations and words with one
        letter amiss count.
        """
