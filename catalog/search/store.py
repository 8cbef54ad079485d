"""The derived index on disk: one SQLite file for each catalog, safe to delete at any time.

Sources are kept once, by their content; a revision is a row that names its sources, written last and at once, so that
a process that is killed while it writes leaves no half revision, only sources that the next one need not read again.
Which source holds which name is kept as bits in blocks of sources, without the bytes that are zero at either end. A
damaged file is taken away, and that is said.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from catalog.repository.database import connected, take_away

FORMAT = 4
"""Of the tables and of what is derived; another number starts again."""

BLOCK = 16384
"""Sources in a block of bits."""

MOST_REVISIONS = 40
TABLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, root TEXT NOT NULL, files BLOB NOT NULL,
  summary BLOB NOT NULL, parts BLOB NOT NULL, texts BLOB NOT NULL);
CREATE INDEX source_root ON source (root);
CREATE TABLE name (id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
  title_words TEXT NOT NULL, size INTEGER NOT NULL, UNIQUE (name, title));
CREATE TABLE posting (name INTEGER NOT NULL, kind INTEGER NOT NULL, block INTEGER NOT NULL,
  skipped INTEGER NOT NULL, bits BLOB NOT NULL, PRIMARY KEY (name, kind, block)) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY, whole INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE names USING fts5(words, content='', detail=none, tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE inside USING fts5(letters, words, content='', tokenize="trigram");
CREATE VIRTUAL TABLE texts USING fts5(words, content='', detail=none, tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE holders USING fts5(words, content='', detail=none, tokenize="unicode61 remove_diacritics 2");
CREATE TABLE closure (path TEXT NOT NULL, blob TEXT NOT NULL, files BLOB NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (path, blob, files)) WITHOUT ROWID;
CREATE TABLE revision (digest TEXT PRIMARY KEY, number INTEGER NOT NULL, members BLOB NOT NULL);
CREATE TABLE standing (name TEXT PRIMARY KEY, digest TEXT NOT NULL);
"""
DAMAGED = "the index was damaged, and is built again"


class Store:
    """The index in `file`; None keeps it in memory. One connection, used by one thread at a time: see `asked`."""

    def __init__(self, file: Path | None) -> None:
        self.note = ""
        self.lock = threading.RLock()
        self._file = file
        self.folder = file.parent if file is not None else None
        self._inode = 0
        self.generation = 0
        self._words: tuple[tuple[int, ...], tuple[int, ...], Mapping[str, int]] = ((), (), {})
        self._connection = self._opened()

    @contextmanager
    def asked(self) -> Iterator[sqlite3.Connection]:
        """The connection, for questions that must all see one state; a damaged file is started again, and the error
        raised."""
        with self.lock:
            self._moved_with_the_file()
            connection = self._connection
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                self._failed(error)
                raise
            except zlib.error as error:
                self.start_again()
                raise sqlite3.DatabaseError(str(error)) from error
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection within one transaction that nobody else writes beside."""
        with self.lock:
            self._moved_with_the_file()
            connection = self._connection
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                self._failed(error)
                raise
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def words(self) -> Mapping[str, int]:
        """Every word of the index, by the caller of `asked`; 1 for one between others, 0 for a name run together.

        They are kept: words are only added, and become 1, so that their number and sum tell of every change.
        """
        ask = self._connection.execute
        state = self.generation, self._connection.total_changes, ask("PRAGMA data_version").fetchone()[0]
        asked, counted, words = self._words
        if state != asked:
            now = self.generation, *ask("SELECT count(*), total(whole) FROM word").fetchone()
            words = words if now == counted else dict(ask("SELECT word, whole FROM word"))
            self._words = state, now, words
        return words

    def check(self) -> None:
        """Look for damage that no question has met yet."""
        with self.lock, suppress(sqlite3.DatabaseError):
            if self._connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                return
        self.start_again()

    def start_again(self) -> None:
        """With an empty index, where the kept one is damaged."""
        with self.lock:
            self.note = DAMAGED
            self._connection.close()
            take_away(self._file)
            self._connection = self._connected()

    def close(self) -> None:
        with self.lock:
            self._connection.close()

    def _failed(self, error: sqlite3.DatabaseError) -> None:
        """Only a damaged file is started again; one that is locked or full is as good as before."""
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")
        harmless = isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError | sqlite3.ProgrammingError)
        if not harmless or "malformed" in str(error):
            self.start_again()

    def _moved_with_the_file(self) -> None:
        """Follow another process that has started the file again."""
        if self._file is not None and self._inode_now() != self._inode:
            self._connection.close()
            self._connection = self._opened()

    def _inode_now(self) -> int:
        try:
            return os.stat(self._file).st_ino if self._file else 0
        except OSError:
            return 0

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.OperationalError as error:
            self.note = f"nothing is kept for the next run: {self._file}: {error}"
        except sqlite3.DatabaseError:
            self.note = DAMAGED
            take_away(self._file)
            return self._connected()
        except OSError as error:
            self.note = f"nothing is kept for the next run: {error.filename}: {error.strerror}"
        self._file = None
        return self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = connected(self._file, patience=60, threads=True)
        connection.execute("PRAGMA cache_size = -32000")
        _prepare(connection)
        self._inode = self._inode_now()
        self.generation += 1
        return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Empty tables where there are none, or those of another format."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
        connection.execute("SELECT 1 FROM revision LIMIT 1").fetchone()
        return
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if not table.startswith(("names_", "inside_", "texts_", "holders_", "sqlite_")):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in TABLES.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")
