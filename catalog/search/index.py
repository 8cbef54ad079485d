"""The search index behind one interface; a snapshot's is made of its entries and never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from catalog.search.entries import Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; `why` says which of its parts held the words."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits, best first, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Index(Protocol):
    """Finds entries by words."""

    def search(self, query: str, *, kind: str = "", limit: int = 50) -> Results:
        """Entries in which every word of the query occurs: as a word, the beginning of one, or inside a name."""


class Indexes:
    """Indexes by the digest of what they were made from, the last few of them; safe for threads."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[str, Index] = OrderedDict()

    def get(self, digest: str, make: Callable[[], Index]) -> Index:
        """The index for `digest`, made at the first question; one is made at a time."""
        with self._lock:
            if digest not in self._known:
                self._known[digest] = make()
                while len(self._known) > self._most:
                    self._known.popitem(last=False)
            self._known.move_to_end(digest)
            return self._known[digest]
