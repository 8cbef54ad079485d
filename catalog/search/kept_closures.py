"""Closures of documents, kept by the files that were read for them: releases need not be read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress

import orjson

from catalog.errors import CatalogError
from catalog.repository.releases import Closure
from catalog.repository.tree import Tree
from catalog.search.store import Store

MISSING = ""
BATCH = 500
"""Closures after which those that are new are written."""


class KeptClosures:
    """As `catalog.repository.closures.Closures`; a store that cannot be read or written keeps nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: list[tuple[str, str, bytes, bytes]] = []

    def closure(self, tree: Tree, path: str) -> Closure | None:
        """The closure of the document at a path, if one was kept of the same files."""
        for files, data in self._candidates(path, blob_at(tree, path)):
            if all(blob_at(tree, name) == blob for name, blob in orjson.loads(files)):
                digest, version, paths = orjson.loads(data)
                return Closure(digest, frozenset(paths), version)
        return None

    def keep(self, tree: Tree, path: str, closure: Closure) -> None:
        """Keep one that was read; written after a while, or by `flush`."""
        files = orjson.dumps([(name, blob_at(tree, name)) for name in sorted(closure.paths)])
        data = orjson.dumps((closure.digest, closure.version, sorted(closure.paths)))
        self._new.append((path, blob_at(tree, path), files, data))
        if len(self._new) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is new."""
        new, self._new = self._new, []
        with suppress(sqlite3.DatabaseError), self._store.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO closure VALUES (?, ?, ?, ?)", new)

    def _candidates(self, path: str, blob: str) -> Iterable[tuple[bytes, bytes]]:
        asked = "SELECT files, data FROM closure WHERE path = ? AND blob = ?"
        with suppress(sqlite3.DatabaseError), self._store.asked() as connection:
            return connection.execute(asked, (path, blob)).fetchall()
        return ()


def blob_at(tree: Tree, path: str) -> str:
    """The id of what stands at a path; empty where there is nothing that can be read."""
    try:
        return tree.blob_id(path)
    except CatalogError:
        return MISSING
