"""What was worked out before, by what it is made of: content digests, options, and the code that worked it out."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from catalog.answers.gate.remembered import treaty
from catalog.answers.gate.values import UnknownKind, read_back, written
from catalog.repository.kept import Kept


class Lasting:
    """Findings and what is made of them, kept in a folder from run to run, at most about `most`; without a folder
    nothing is kept. Safe for threads and processes."""

    def __init__(self, folder: Path | None, most: int) -> None:
        self._kept = Kept(folder, most) if folder is not None else None

    @cached_property
    def _treaty(self) -> str:
        return treaty() if self._kept is not None else ""

    def name_of(self, *about: object) -> str:
        """The name of what is made of all this, as its `repr` tells it apart."""
        return sha256("\0".join((self._treaty, *map(repr, about))).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._kept is not None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key; it may still be damaged."""
        return self._kept is not None and self._kept.has(key)

    def recall(self, key: str) -> Any:
        """What was kept; None where there is nothing, or it is damaged."""
        data = self._kept.get(key) if self._kept is not None else None
        return None if data is None else read_back(data)

    def keep(self, key: str, value: object) -> None:
        """Keep a value; one that could not be read back equal is not kept."""
        if self._kept is not None:
            with suppress(UnknownKind):
                self._kept.put(key, written(value))
