"""The SQLite files that something derived is kept in: safe under several processes, and to delete at any time."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path


def connected(file: Path | None, *, patience: float, threads: bool = False) -> sqlite3.Connection:
    """A connection without implicit transactions to `file`, whose folder is made; None is in memory. It waits
    `patience` seconds for others that write; `threads` says that several may use it, one at a time.

    Raises:
        OSError: the folder cannot be made.
        sqlite3.DatabaseError: the file is damaged, or cannot be opened.
    """
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    name = ":memory:" if file is None else str(file)
    connection = sqlite3.connect(name, timeout=patience, isolation_level=None, check_same_thread=not threads)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def take_away(file: Path | None) -> None:
    """The file, and what SQLite keeps beside it."""
    for suffix in ("", "-journal", "-wal", "-shm") if file is not None else ():
        with suppress(FileNotFoundError):
            Path(f"{file}{suffix}").unlink()
