"""An index in SQLite's FTS5, in memory: words first, then anything inside a name (trigrams)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from threading import Lock

from catalog.search.entries import Entry
from catalog.search.index import Hit, Results
from catalog.search.words import query_words, searchable, split

SCHEMA = """
CREATE VIRTUAL TABLE words USING fts5(name, title, place, text, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE inside USING fts5(name, tokenize = "trigram");
"""
WEIGHTS = "10.0, 6.0, 3.0, 1.0"
RANKS = {"service": 0, "vendor": 0, "contract": 1, "entity": 1, "term": 1, "operation": 2, "channel": 2, "message": 2}
WHY = ("its name", "its title", "its place", "its description")


class SqliteIndex:
    """Made once from entries; asked by any thread, one question at a time."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._names = tuple(searchable(entry.name) for entry in self._entries)
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(SCHEMA)
        self._database.executemany(
            "INSERT INTO words(rowid, name, title, place, text) VALUES (?,?,?,?,?)", self._rows()
        )
        names = ((number, entry.name.lower()) for number, entry in enumerate(self._entries))
        self._database.executemany("INSERT INTO inside(rowid, name) VALUES (?, ?)", names)

    def search(self, query: str, *, kind: str = "", limit: int = 50) -> Results:
        """Words and their beginnings everywhere; and names that hold the query's letters."""
        words = query_words(query)
        if not words:
            return Results((), 0)
        with self._lock:
            found = dict(self._by_words(words))
            for number in self._by_letters("".join(words)):
                found.setdefault(number, 0.0)
        numbers = [number for number in found if kind in ("", self._entries[number].kind)]
        numbers.sort(key=lambda number: self._order(number, found[number], words))
        return Results(tuple(self._hit(number, words) for number in numbers[:limit]), len(numbers))

    def _rows(self) -> Iterator[tuple[int, str, str, str, str]]:
        for number, entry in enumerate(self._entries):
            place = searchable(f"{entry.place} {entry.contract} {entry.owner}")
            yield number, self._names[number], searchable(entry.title), place, entry.text

    def _by_words(self, words: tuple[str, ...]) -> Iterator[tuple[int, float]]:
        match = " AND ".join(f'"{word}"*' for word in words)
        question = f"SELECT rowid, bm25(words, {WEIGHTS}) FROM words WHERE words MATCH ? LIMIT 2000"
        yield from self._database.execute(question, (match,))

    def _by_letters(self, letters: str) -> Iterator[int]:
        if len(letters) >= 3:
            question = "SELECT rowid FROM inside WHERE inside MATCH ? LIMIT 500"
            yield from (number for (number,) in self._database.execute(question, (f'"{letters}"',)))

    def _order(self, number: int, score: float, words: tuple[str, ...]) -> tuple[int, int, float, int, str]:
        """Exact names first, then names that hold all words, then by relevance; lower scores are better."""
        entry, name = self._entries[number], self._names[number].split()
        asked = "".join(words)
        exact = 0 if asked in (_joined(entry.name), _joined(entry.title)) else 1
        in_name = 0 if all(any(part.startswith(word) for part in name) for word in words) else 1
        return (exact, in_name, RANKS.get(entry.kind, 3) + score / 100, len(entry.name), entry.name)

    def _hit(self, number: int, words: tuple[str, ...]) -> Hit:
        entry = self._entries[number]
        parts = (self._names[number], searchable(entry.title), searchable(entry.place), entry.text.lower())
        holding = (WHY[place] for place, part in enumerate(parts) if all(word in part for word in words))
        return Hit(entry, next(holding, "several of its parts"))


def _joined(name: str) -> str:
    return "".join(split(name))
