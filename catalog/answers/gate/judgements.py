"""Judgements that were made before, by what they are made of: closure digests, the policy, and the code that judges.

A closure digest and the path of the document fix every file that a judgement of the document reads.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from catalog.answers.gate.remembered import treaty
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.touched import Reading
from catalog.answers.gate.values import UnknownKind, read_back, written
from catalog.repository.kept import Kept
from governance.compatibility.outcome import Comparison, Options

T = TypeVar("T")
MOST = 4000
"""Judgements that are kept; two or three for each contract that changes."""


class Judgements:
    """Kept in a folder for the next run; None keeps them for this one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._kept = Kept(folder, MOST) if folder else None
        self._here: dict[str, Any] = {}

    @classmethod
    def of(cls, sides: Sides) -> Judgements:
        """Of a run; none are kept where the network may say something else tomorrow."""
        remote = any(side.catalog.allowed_references for _, side in sides.consuming)
        return cls(None if remote else sides.cache)

    def recall(self, kind: str, reading: Reading, *about: object) -> Any:
        """What was said of a document before; None where that is not known. `about` is all that this depends on beside
        the document and its entry."""
        if not reading.digest:
            return None
        return self._known(self._key(kind, reading.entry, reading.digest, *about))

    def keep(self, kind: str, reading: Reading, value: tuple[object, ...], *about: object) -> None:
        """Keeps what is said of a document."""
        if reading.digest:
            self._made(self._key(kind, reading.entry, reading.digest, *about), value)

    def compared(self, before: Reading, after: Reading, options: Options) -> Comparison:
        """Two readings of a contract, compared."""
        key = self._key(*(part for each in (before, after) for part in _of(each)), options)
        known = self._known(key) if before.digest and after.digest else None
        return Comparison(*known) if known else self._compared(key, before, after, options)

    def _compared(self, key: str, before: Reading, after: Reading, options: Options) -> Comparison:
        from governance.compatibility.comparison import compare

        assert before.contract is not None
        assert after.contract is not None
        found = compare(before.contract, after.contract, options)
        if before.digest and after.digest:
            self._made(key, (found.breaking, found.required_bump, found.findings))
        return found

    def _key(self, *about: object) -> str:
        return sha256("\0".join((self._treaty, *map(repr, about))).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _treaty(self) -> str:
        return treaty() if self._kept else ""

    def _known(self, key: str) -> Any:
        if key not in self._here:
            data = self._kept.get(key) if self._kept else None
            if data is None:
                return None
            self._here[key] = read_back(data)
        return self._here[key]

    def _made(self, key: str, value: T) -> T:
        self._here[key] = value
        if self._kept is not None:
            with suppress(UnknownKind):
                self._kept.put(key, written(value))
        return value


def _of(reading: Reading) -> tuple[object, ...]:
    return reading.entry.id, reading.entry.path, reading.digest
