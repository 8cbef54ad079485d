"""Long lists that are narrowed down by words and by values: made once for a revision, then asked for a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Generic, TypeVar

from catalog.answers.listing import Choice
from catalog.search.members import bits_of, numbers_of

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Row]):
    """The rows that pass, and for each facet how many rows each value would let pass under the other filters."""

    rows: tuple[Row, ...]
    facets: Mapping[str, tuple[Choice, ...]]


class Faceted(Generic[Row]):
    """Rows in their order; `values_of` says what a row has for each facet, `text_of` where words are looked for."""

    def __init__(
        self,
        rows: tuple[Row, ...],
        text_of: Callable[[Row], str],
        values_of: Callable[[Row], Mapping[str, tuple[str, ...]]],
    ) -> None:
        self.rows = rows
        self._texts = tuple(text_of(row).lower() for row in rows)
        found: dict[str, dict[str, list[int]]] = {}
        for place, row in enumerate(rows):
            for name, values in values_of(row).items():
                held = found.setdefault(name, {})
                for value in values:
                    held.setdefault(value, []).append(place)
        self._bits = {name: {value: bits_of(held[value]) for value in sorted(held)} for name, held in found.items()}
        self._all = (1 << len(rows)) - 1

    def choose(self, words: str, filters: Mapping[str, str]) -> Chosen[Row]:
        """The rows in whose text every word occurs and that have the value of every filter that is set."""
        set_here = {
            name: self._bits[name].get(value, 0) for name, value in filters.items() if value and name in self._bits
        }
        passing = self._holding(words)
        rows = tuple(self.rows[place] for place in numbers_of(reduce(and_, set_here.values(), passing)))
        facets = {}
        for name, values in self._bits.items():
            within = reduce(and_, (bits for other, bits in set_here.items() if other != name), passing)
            counted = ((value, (bits & within).bit_count()) for value, bits in values.items())
            facets[name] = tuple(
                Choice(value, count) for value, count in counted if count or value == filters.get(name)
            )
        return Chosen(rows, facets)

    def _holding(self, words: str) -> int:
        wanted = words[:200].lower().split()
        if not wanted:
            return self._all
        return bits_of(n for n, text in enumerate(self._texts) if all(word in text for word in wanted))
