"""The indexes of one catalog: one store, and the members of the revisions asked for last."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock, RLock

from catalog.errors import RepositoryError
from catalog.model.summary import Summary
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import TreeSource
from catalog.search.building import Progress, build, known_members, recall, silent
from catalog.search.index import Index
from catalog.search.members import Members
from catalog.search.seen import Seen
from catalog.search.sqlite import SqliteIndex
from catalog.search.store import Store

MOST = 12


class Library:
    """Safe for threads; a revision that is not in the store is read when it is first asked for, one at a time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._building = RLock()
        self._lock = Lock()
        self._generation = 0
        self._seen = Seen()
        self._known: OrderedDict[str, Members] = OrderedDict()

    def index(self, digest: str, snapshot: Callable[[], Snapshot], progress: Progress = silent) -> Index:
        """The index of a revision.

        Raises:
            RepositoryError: it can be neither read nor built.
        """
        return SqliteIndex(self.store, self.members(digest, snapshot, progress))

    def members(self, digest: str, snapshot: Callable[[], Snapshot], progress: Progress = silent) -> Members:
        """What a revision has, read where it is not known; as `index`."""
        known = self.known(digest)
        if known is not None:
            return known
        with self._building:
            return self.known(digest) or self._keep(digest, self._built(digest, snapshot(), progress))

    def known(self, digest: str) -> Members | None:
        """The members of a revision that is in memory or in the store."""
        with self._lock:
            if self.store.generation != self._generation:
                self._known.clear()
                self._generation = self.store.generation
            if digest in self._known:
                self._known.move_to_end(digest)
                return self._known[digest]
        try:
            found = known_members(self.store, digest)
        except sqlite3.DatabaseError:
            return None
        return self._keep(digest, found) if found is not None else None

    def summaries(self, members: Members, snapshot: Snapshot) -> Mapping[str, Summary]:
        """What is known of each contract of a revision; nothing where the index has just been found damaged."""
        try:
            with self._building:
                if self._seen.newest is not members:
                    recall(self.store, snapshot, members, self._seen)
                return self._seen.summaries()
        except sqlite3.DatabaseError:
            return {}

    def remember(self, name: str, digest: str) -> None:
        """That a revision was the one to show for a name."""
        with suppress(sqlite3.DatabaseError), self.store.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?)", (name, digest))

    def remembered(self, name: str) -> str | None:
        """The revision that was last shown for a name."""
        with suppress(sqlite3.DatabaseError), self.store.asked() as connection:
            row = connection.execute("SELECT digest FROM standing WHERE name = ?", (name,)).fetchone()
            return row[0] if row else None
        return None

    def _built(self, digest: str, snapshot: Snapshot, progress: Progress) -> Members:
        try:
            return build(self.store, snapshot, digest, self._seen, progress)
        except sqlite3.DatabaseError:  # the store has started again, or says once more what is wrong
            pass
        try:
            return build(self.store, snapshot, digest, self._seen, progress)
        except sqlite3.DatabaseError as error:
            hint = "free some space, or name another folder with TREATY_CACHE"
            raise RepositoryError(f"the index cannot be written: {error}", hint=hint) from error

    def _keep(self, digest: str, members: Members) -> Members:
        with self._lock:
            self._known[digest] = members
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return members


def open_library(source: TreeSource, cache: Path | None) -> Library:
    """The library of a catalog, kept in a folder; in memory where there is none, or it is part of the work tree."""
    if cache is None:
        return Library(Store(None))
    place, inside = str(source.location.resolve()), source.location.resolve()
    if source.repository is not None:
        place = f"{source.repository.git_dir.resolve()}\0{source.repository.prefix}"
        inside = source.repository.folder.resolve()
    if cache.resolve().is_relative_to(inside):
        return Library(Store(None))
    return Library(Store(cache / "index" / f"{sha256(place.encode()).hexdigest()[:16]}.sqlite"))
