"""Objects by id through one long-lived `git cat-file --batch` per repository."""

from __future__ import annotations

import os
import subprocess
import threading
import weakref
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from catalog.errors import RepositoryError
from catalog.frozen import dataclass
from catalog.reading.limits import DEFAULT, over
from catalog.repository.process import GIT, git_missing, scrubbed_environment

WINDOW = 16
"""Requests sent ahead of their replies; their ids stay far below a pipe's 64 KiB, so that writing never blocks."""

PIECE = 1 << 20
"""Bytes read at once of content that is skipped."""


@dataclass(frozen=True, slots=True)
class GitObject:
    """`kind` is Git's: blob, tree, commit or tag. `data` of a larger one than the reader accepts is left out."""

    kind: str
    size: int
    data: bytes


class ObjectReader:
    """Reads objects of one repository; safe for threads; starts Git at the first question, again after `close`.

    Content of more than `largest` bytes is never held in memory.
    """

    def __init__(self, folder: Path, largest: int = DEFAULT.bytes) -> None:
        self.folder = folder
        self.largest = largest
        self.started = 0
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._finalizer: weakref.finalize[..., ObjectReader] | None = None

    def __enter__(self) -> ObjectReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def find(self, name: str) -> GitObject | None:
        """The object of an id or of `<commit>:<path>`, None when there is none. `name` holds no newline."""
        with self._lock:
            return self._ask([name])[0]

    def read(self, object_id: str, place: str = "") -> bytes:
        """Content of the object, which errors call `place`. RepositoryError when the repository lacks it,
        LimitExceeded when it is too large."""
        return self._present(object_id, place, self.find(object_id))

    def read_many(self, wanted: Sequence[tuple[str, str]]) -> Iterator[bytes]:
        """Contents of (object id, place), in that order, as `read` gives them; at most WINDOW in memory."""
        pending = iter(wanted)
        while window := list(islice(pending, WINDOW)):
            with self._lock:
                found = self._ask([object_id for object_id, _ in window])
            for (object_id, place), one in zip(window, found, strict=True):
                yield self._present(object_id, place, one)

    def close(self) -> None:
        """Ends the Git process, if one runs, and waits for it."""
        with self._lock:
            self._discard()

    def _ask(self, names: list[str]) -> list[GitObject | None]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
            process.stdin.flush()
            return [_reply(process.stdout, self.largest) for _ in names]
        except (BrokenPipeError, EOFError):
            self._discard()
            raise self._stopped() from None
        except BaseException:  # an interrupt between question and reply would shift every later reply
            self._discard()
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid():  # a forked child must not share the pipes
            self._process = _start(self.folder)
            self._owner = os.getpid()
            self.started += 1
            self._finalizer = weakref.finalize(self, _end, self._process, self._owner)
        return self._process

    def _discard(self) -> None:
        if self._finalizer is not None:
            self._finalizer()
        self._process = self._finalizer = None

    def _stopped(self) -> RepositoryError:
        return RepositoryError(
            "git cat-file stopped: an object is damaged, or missing from a partial clone",
            place=str(self.folder),
            hint="git fsck finds damage; git fetch --refetch --no-filter completes a partial clone",
        )

    def _present(self, object_id: str, place: str, found: GitObject | None) -> bytes:
        if found is None:
            raise RepositoryError(
                f"object {object_id} is missing from the repository",
                place=place or str(self.folder),
                hint="git fsck checks it; git fetch --unshallow or --refetch completes a clone",
            )
        if found.size > self.largest:
            raise over("bytes", self.largest, place=place or object_id)
        return found.data


def _start(folder: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            (*GIT, "-C", os.fspath(folder), "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=scrubbed_environment(),
        )
    except FileNotFoundError:
        raise git_missing() from None


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    if owner != os.getpid():
        return
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    process.wait()


def _reply(stream: IO[bytes], largest: int) -> GitObject | None:
    header = stream.readline()
    if not header.endswith(b"\n"):
        raise EOFError
    words = header.rsplit(b" ", 2)
    if len(words) < 3 or not words[2].strip().isdigit():
        return None  # "<name> missing" or "<name> ambiguous"
    size = int(words[2])
    kept = stream.read(size) if size <= largest else b""
    left = size + 1 - len(kept)
    while left:
        skipped = stream.read(min(left, PIECE))
        if not skipped:
            raise EOFError
        left -= len(skipped)
    return GitObject(words[1].decode("ascii"), size, kept)
