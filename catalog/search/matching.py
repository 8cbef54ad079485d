"""Which names hold the words of a query, and in which sources they stand."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson

from catalog.search.entries import WHOLES
from catalog.search.members import bits_of
from catalog.search.store import BLOCK
from catalog.search.writing import NUMBERS

HOLDERS = frozenset(NUMBERS[kind] for kind in ("service", "vendor", "contract", "entity"))
"""Kinds whose names count for everything in their sources."""

INSIDE = 3
"""Letters from which a word is looked for inside the words of names."""

ACROSS = 6
"""Letters from which it is looked for across their borders: `tech` is not in `createCheckout`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word asked for, and others that it is taken for."""

    word: str
    others: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """As FTS5 is asked: the beginning of a word, one letter as a whole word, the others whole."""
        own = f'"{self.word}"*' if len(self.word) > 1 else f'"{self.word}"'
        return " OR ".join((own, *(f'"{other}"' for other in self.others)))


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

    def named(self, words: tuple[Word, ...], letters: Word) -> Iterator[Match]:
        """Names that hold every word, or some of them where the name of their contract holds the others."""
        holding = [self._holding(word) for word in words]
        whole = set.intersection(*holding) | self._holding(letters, across=len(words) > 1)
        parts = set.union(*holding) - whole if len(words) > 1 else set()
        known = self._postings(whole | parts)
        around = [self._around(names, known) for names in holding] if parts else []
        for (name, kind), bits in known.items():
            here = bits & self._sources if name in whole else self._in_context(name, bits, holding, around)
            if here:
                yield Match(name, kind, here, name in whole)

    def described(self, words: tuple[Word, ...]) -> int:
        """The sources in whose texts every word occurs."""
        match = " AND ".join(f"({word.match})" for word in words)
        found = self._connection.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,))
        return bits_of(number for (number,) in found) & self._sources

    def _holding(self, word: Word, *, across: bool = False) -> set[int]:
        found = self._connection.execute("SELECT rowid FROM names WHERE names MATCH ?", (word.match,))
        names = {number for (number,) in found}
        if len(word.word) >= INSIDE:
            asked = "SELECT rowid FROM inside WHERE inside MATCH ?"
            column = "letters" if across or len(word.word) >= ACROSS else "words"
            names.update(number for (number,) in self._connection.execute(asked, (f'{column} : "{word.word}"',)))
        return names

    def _postings(self, names: Iterable[int]) -> dict[tuple[int, int], int]:
        asked = "SELECT name, kind, block, bits FROM posting WHERE name IN (SELECT value FROM json_each(?))"
        found: dict[tuple[int, int], int] = defaultdict(int)
        for name, kind, block, bits in self._connection.execute(asked, (orjson.dumps(list(names)).decode(),)):
            found[name, kind] |= int.from_bytes(bits, "little") << block * BLOCK
        return found

    def _around(self, names: set[int], known: dict[tuple[int, int], int]) -> int:
        """The sources whose own names hold a word."""
        found = 0
        for (name, kind), bits in known.items():
            if kind in HOLDERS and name in names:
                found |= bits
        return found & self._sources

    def _in_context(self, name: int, bits: int, holding: list[set[int]], around: list[int]) -> int:
        for names, sources in zip(holding, around, strict=True):
            if name not in names:
                bits &= sources
        return bits & self._sources


WHOLE_KINDS = tuple(NUMBERS[kind] for kind in WHOLES)
