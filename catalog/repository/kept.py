"""Small results kept from run to run in a folder: each a file, safe to delete at any time.

A file comes into place whole, by one rename, so that a process which is killed, or another one beside it, leaves none
half written; one that is damaged anyway is as good as none.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from threading import get_ident

OFTEN = 50
"""Results after which the folder is looked through for too many."""


class Kept:
    """Results by key, in `folder`. Where the folder cannot be written, nothing is kept.

    When there are more than `most`, the half that was not asked for longest goes.
    """

    def __init__(self, folder: Path, most: int = 400) -> None:
        self._folder, self._most = folder, most
        self._put = 0

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where there is nothing, or it is damaged."""
        file = self._folder / key
        try:
            digest, _, data = file.read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest != _digest(data):
            return None
        with suppress(OSError):
            os.utime(file)
        return data

    def has(self, key: str) -> bool:
        """Whether there is a result under a key, damaged or not."""
        return (self._folder / key).exists()

    def put(self, key: str, data: bytes) -> None:
        """Keeps a result under a key."""
        draft = self._folder / f".{key}.{os.getpid()}.{get_ident()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(_digest(data) + b"\n" + data)
            draft.replace(self._folder / key)
            if self._put % OFTEN == 0:
                self._prune()
            self._put += 1
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _prune(self) -> None:
        with os.scandir(self._folder) as found:
            entries = list(found)
        if len(entries) <= self._most:
            return
        aged = []
        for entry in entries:
            with suppress(OSError):
                aged.append((entry.stat().st_mtime_ns, entry.path))
        for _, path in sorted(aged)[: len(aged) - self._most // 2]:
            with suppress(OSError):
                os.unlink(path)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
