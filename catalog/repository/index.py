"""Who refers to, declares and uses what, kept from run to run: a derived index, safe to delete at any time.

It holds the facts of one tree (the anchor). Another tree is the anchor with the facts of the files that differ, which
Git names; so the work follows the change, not the catalog. Everything is in one SQLite file, written in transactions:
a process that is killed leaves the last complete anchor, and one that finds a damaged file starts again. Views read
the anchor that stood when they were asked for, although another process moves it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from catalog.frozen import dataclass
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.contents import is_utf8
from catalog.repository.database import connected, take_away
from catalog.repository.file_facts import Fact, facts_of
from catalog.repository.git import Entry, EntryKind, Repository, changed_paths, list_tree
from catalog.repository.objects import ObjectReader

FORMAT = 5
"""Of the tables and of what facts mean; another number starts again."""

NEAR = 50
"""Files that may differ between the anchor and a commit before the anchor moves."""

TABLES = """
CREATE TABLE IF NOT EXISTS anchor (commit_id TEXT NOT NULL, root TEXT NOT NULL, odd INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS fact (kind TEXT NOT NULL, target TEXT NOT NULL, path TEXT NOT NULL,
  PRIMARY KEY (kind, target, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fact_path ON fact (path);
"""
Facts = Mapping[str, frozenset[Fact]]


@dataclass(frozen=True, slots=True)
class View:
    """The facts of one tree. `odd` says that the tree holds links or submodules, which facts do not follow."""

    connection: sqlite3.Connection
    changed: Facts
    odd: bool = False
    anchored: bool = True
    """Whether the kept facts are of the same catalog; else `changed` holds all there are."""

    def paths(self, kind: str, target: str) -> frozenset[str]:
        """The files that say this of the target."""
        kept = self._kept("SELECT path FROM fact WHERE kind = ? AND target = ?", kind, target)
        here = (path for path, facts in self.changed.items() if (kind, target) in facts)
        return frozenset((*(path for (path,) in kept if path not in self.changed), *here))

    def targets(self, kind: str) -> frozenset[str]:
        """Everything that some file says this of."""
        kept = self._kept("SELECT target, path FROM fact WHERE kind = ?", kind)
        here = (target for facts in self.changed.values() for each, target in facts if each == kind)
        return frozenset((*(target for target, path in kept if path not in self.changed), *here))

    def _kept(self, question: str, *words: str) -> Iterable[tuple[str, ...]]:
        return self.connection.execute(question, words) if self.anchored else ()

    def reaching(self, kind: str, paths: Iterable[str]) -> frozenset[str]:
        """The paths, and every file that leads to one of them, directly or through others."""
        found, waiting = set(paths), list(paths)
        while waiting:
            new = self.paths(kind, waiting.pop()) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)


class Index:
    """The index of one catalog in `file`; None keeps it in memory. Not safe for threads."""

    def __init__(self, file: Path | None) -> None:
        self.note = ""
        self._file = file
        self._connection = self._opened()

    def close(self) -> None:
        self._connection.close()

    def anchored(self, repository: Repository, objects: ObjectReader, commit: str, root: str) -> None:
        """Move the anchor near a commit, reading what differs from where it was; a note where that was not possible."""
        self._connection.rollback()
        try:
            self._anchor(repository, objects, commit, root)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) and "readonly" not in str(error):
                raise
            self.note = f"the index could not be written: {error}"
        except sqlite3.DatabaseError:
            self._start_again("the index was damaged, and built again")
            self._anchor(repository, objects, commit, root)
        self._connection.execute("BEGIN")  # what is read first is what all views read

    def view(self, repository: Repository, objects: ObjectReader, commit: str, root: str) -> View:
        """The facts of the catalog at a commit."""
        anchor = self._known(objects, root)
        changes = _changes(repository, anchor, commit, root)
        odd = bool(anchor and anchor[1]) or _is_odd(changes.values())
        return View(self._connection, dict(_facts(objects, root, changes)), odd, anchor is not None)

    def _anchor(self, repository: Repository, objects: ObjectReader, commit: str, root: str) -> None:
        anchor = self._known(objects, root)
        if anchor is not None and len(_changes(repository, anchor, commit, root)) <= NEAR:
            return
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            anchor = self._known(objects, root)  # another process may have moved it in the meantime
            changes = _changes(repository, anchor, commit, root)
            odd = bool(anchor and anchor[1]) or _is_odd(changes.values())
            if anchor is None:
                self._connection.execute("DELETE FROM fact")
            for path, facts in _facts(objects, root, changes):
                self._connection.execute("DELETE FROM fact WHERE path = ?", (path,))
                rows = ((kind, target, path) for kind, target in facts)
                self._connection.executemany("INSERT OR IGNORE INTO fact VALUES (?, ?, ?)", rows)
            self._connection.execute("DELETE FROM anchor")
            self._connection.execute("INSERT INTO anchor VALUES (?, ?, ?)", (commit, root, odd))

    def _known(self, objects: ObjectReader, root: str) -> tuple[str, bool] | None:
        """Commit of the anchor, and whether its tree is odd; None for another root, or a commit that is gone."""
        row = self._connection.execute("SELECT commit_id, root, odd FROM anchor").fetchone()
        return (row[0], bool(row[2])) if row and row[1] == root and objects.find(row[0]) is not None else None

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError:
            return self._start_again("the index was damaged, and built again")
        except OSError as error:
            self.note = f"nothing is kept for the next run: {error.filename}: {error.strerror}"
            self._file = None
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = connected(self._file, patience=10)
        if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            connection.executescript(f"DROP TABLE IF EXISTS anchor; DROP TABLE IF EXISTS fact; {TABLES}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        return connection

    def _start_again(self, note: str) -> sqlite3.Connection:
        self.note = note
        take_away(self._file)
        self._connection = self._connected()
        return self._connection


Changes = Mapping[str, Entry | None]


def _changes(repository: Repository, anchor: tuple[str, bool] | None, commit: str, root: str) -> Changes:
    """Path → what stands there at `commit`, of all that differs from the anchor; everything where there is none."""
    if anchor is None:
        return list_tree(repository, commit, root)
    if anchor[0] == commit:
        return {}
    return {change.path: change.new for change in changed_paths(repository, anchor[0], commit, root)}


def _is_odd(entries: Iterable[Entry | None]) -> bool:
    return any(entry is not None and entry.kind is not EntryKind.FILE for entry in entries)


def _facts(objects: ObjectReader, root: str, changes: Changes) -> Iterator[tuple[str, frozenset[Fact]]]:
    there = [(path, entry) for path, entry in changes.items() if entry is not None and _counts(path, entry)]
    contents = objects.read_many([(entry.object_id, path) for path, entry in there])
    for (path, _), data in zip(there, contents, strict=True):
        yield path, facts_of(path, kind_at(path, root), data)
    kept = {path for path, _ in there}
    yield from ((path, frozenset()) for path in changes if path not in kept)


def _counts(path: str, entry: Entry) -> bool:
    return entry.kind is EntryKind.FILE and is_utf8(path)
