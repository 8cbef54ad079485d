"""Which names hold the words of a query, and in which sources they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, itemgetter

import orjson

from catalog.search.entries import WHOLES
from catalog.search.members import bits_of
from catalog.search.store import BLOCK
from catalog.search.writing import NUMBERS

FIRST = itemgetter(0)
INSIDE = 3
"""Letters from which a word is looked for inside the words of names; one more where there are several words."""

ACROSS = 6
"""Letters from which it is looked for across their borders: `tech` is not in `createCheckout`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word asked for, and others that it is taken for."""

    word: str
    others: tuple[str, ...] = ()

    @property
    def own(self) -> str:
        """As FTS5 is asked for the word itself: the beginning of a word, one letter as a whole word."""
        return f'"{self.word}"*' if len(self.word) > 1 else f'"{self.word}"'

    @property
    def match(self) -> str:
        """As FTS5 is asked for it or one of the others, which are whole words."""
        return " OR ".join((self.own, *(f'"{other}"' for other in self.others)))


@dataclass(frozen=True, slots=True)
class Match:
    """A name as one kind of thing, and the sources in which it is one. `whole` where it holds every word itself."""

    name: int
    kind: int
    bits: int
    whole: bool


class Matching:
    """Questions of one query, to one state of the index."""

    def __init__(self, connection: sqlite3.Connection, sources: int) -> None:
        self._connection = connection
        self._sources = sources
        self._asked: dict[tuple[str, str], set[int]] = {}

    def named(self, words: tuple[Word, ...], letters: Word) -> Iterator[Match]:
        """Names that hold every word, or some of them where the name of their contract holds the others."""
        least = INSIDE if len(words) == 1 else INSIDE + 1
        holding = [self._holding(word, least) for word in words]
        whole = set.intersection(*holding) | self._holding(letters, INSIDE, across=len(words) > 1)
        around = [self._around(word) for word in words] if len(words) > 1 else [0]
        needed = [names for names, sources in zip(holding, around, strict=True) if not sources]
        parts = set.intersection(*needed) if needed else set.union(*holding)
        masks: dict[tuple[bool, ...], int] = {}
        context = {name: self._context(name, holding, around, masks) for name in parts - whole}
        reachable = [name for name, sources in context.items() if sources]
        for (name, kind), bits in self._postings((*whole, *reachable)).items():
            here = bits & context.get(name, self._sources)
            if here:
                yield Match(name, kind, here, name in whole)

    def described(self, words: tuple[Word, ...]) -> int:
        """The sources in whose texts every word occurs."""
        match = " AND ".join(f"({word.match})" for word in words)
        return bits_of(self._rows("texts", match)) & self._sources

    def _holding(self, word: Word, least: int, *, across: bool = False) -> set[int]:
        inside: set[int] = set()
        if len(word.word) >= least:
            column = "letters" if across or len(word.word) >= ACROSS else "words"
            inside = self._rows("inside", f'{column} : "{word.word}"')
        return self._rows("names", word.own).union(inside, *(self._rows("names", f'"{each}"') for each in word.others))

    def _rows(self, table: str, match: str) -> set[int]:
        """What a table holds; kept, since a query that is read in another way asks for most of it again."""
        if (table, match) not in self._asked:
            found = self._connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (match,))
            self._asked[table, match] = set(map(FIRST, found.fetchall()))
        return self._asked[table, match]

    def _postings(self, names: Iterable[int]) -> dict[tuple[int, int], int]:
        wanted = "SELECT name, kind, block * ? + skipped * 8, bits FROM posting"
        asked = f"{wanted} WHERE name IN (SELECT value FROM json_each(?))"
        found: dict[tuple[int, int], int] = {}
        parameters = (BLOCK, orjson.dumps(list(names)).decode())
        for name, kind, place, bits in self._connection.execute(asked, parameters):
            here = int.from_bytes(bits, "little") << place
            found[name, kind] = found[name, kind] | here if (name, kind) in found else here
        return found

    def _around(self, word: Word) -> int:
        """The sources in whose own names a word is."""
        return bits_of(self._rows("holders", word.match)) & self._sources

    def _context(
        self, name: int, holding: list[set[int]], around: list[int], known: dict[tuple[bool, ...], int]
    ) -> int:
        """The sources whose own names hold the words that this name does not."""
        without = tuple([name not in names for names in holding])
        if without not in known:
            needed = (sources for sources, wanted in zip(around, without, strict=True) if wanted)
            known[without] = reduce(and_, needed, self._sources)
        return known[without]


WHOLE_KINDS = tuple(NUMBERS[kind] for kind in WHOLES)
