"""Judgements that were made before, by what they are made of: closure digests, the policy, and the code that judges.

A closure digest and the path of the document fix every file that a judgement of the document reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from catalog.answers.gate.sides import Sides
from catalog.answers.gate.touched import Reading
from catalog.answers.lasting import Lasting
from governance.compatibility.outcome import Comparison, Options

T = TypeVar("T")
MOST = 4000
"""Judgements that are kept; two or three for each contract that changes."""


class Judgements:
    """Kept in a folder for the next run; None keeps them for this one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._lasting = Lasting(folder, MOST)
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
        return self._known(self._lasting.name_of(kind, reading.entry, reading.digest, *about))

    def keep(self, kind: str, reading: Reading, value: tuple[object, ...], *about: object) -> None:
        """Keeps what is said of a document."""
        if reading.digest:
            self._made(self._lasting.name_of(kind, reading.entry, reading.digest, *about), value)

    def compared(self, before: Reading, after: Reading, options: Options) -> Comparison:
        """Two readings of a contract, compared."""
        key = self._lasting.name_of(*(part for each in (before, after) for part in _of(each)), options)
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

    def _known(self, key: str) -> Any:
        if key not in self._here:
            found = self._lasting.recall(key)
            if found is None:
                return None
            self._here[key] = found
        return self._here[key]

    def _made(self, key: str, value: T) -> T:
        self._here[key] = value
        self._lasting.keep(key, value)
        return value


def _of(reading: Reading) -> tuple[object, ...]:
    return reading.entry.id, reading.entry.path, reading.digest
