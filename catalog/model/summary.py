"""What a list shows of a contract's document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Title, version and counts of a document; counts are None, and `problem` says why, where it cannot be read."""

    title: str = ""
    version: str = ""
    specification: str = ""
    operations: int | None = None
    channels: int | None = None
    problem: str | None = None
