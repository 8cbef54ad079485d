"""Where does a word occur: services, operations, channels, messages, fields, terms."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.answers.listing import Choice
from catalog.repository.snapshot import Snapshot
from catalog.search.entries import KINDS, entries
from catalog.search.index import Hit, Index, Indexes
from catalog.search.sqlite import SqliteIndex
from catalog.search.words import LONGEST_QUERY

MOST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search; `kinds` counts all `total` hits, `hits` are the best of the chosen kind."""

    query: str
    kind: str
    total: int
    kinds: tuple[Choice, ...]
    hits: tuple[Hit, ...]


def search_catalog(indexes: Indexes, snapshot: Snapshot, digest: str, query: str, kind: str = "") -> Found:
    """Search the catalog at a revision; its index is made at the first question and kept under `digest`."""
    index: Index = indexes.get(digest, lambda: SqliteIndex(entries(snapshot)))
    everything = index.search(query, limit=2500)
    hits = tuple(hit for hit in everything.hits if kind in ("", hit.entry.kind))
    counts = {name: sum(1 for hit in everything.hits if hit.entry.kind == name) for name in KINDS}
    kinds = tuple(Choice(name, count) for name, count in counts.items() if count)
    return Found(query[:LONGEST_QUERY], kind, everything.total, kinds, hits[:MOST])
