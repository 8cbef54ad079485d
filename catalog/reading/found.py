"""Where a node was found in a text, before it is told in lines and bytes."""

from __future__ import annotations

from typing import TypeAlias

from catalog.frozen import dataclass
from catalog.model.source import Pointer

Range: TypeAlias = tuple[int, int]
"""Text indexes in code points: from, up to but not including."""


@dataclass(frozen=True, slots=True)
class Found:
    """The node at `pointer`, which is the one asked for or its nearest ancestor that exists."""

    pointer: Pointer
    value: Range
    key: Range | None = None


def as_index(token: str | int) -> int:
    """The list position that a pointer token says; -1 for a token that is none."""
    if isinstance(token, int):
        return token
    return int(token) if token.isascii() and token.isdigit() and (token == "0" or token[0] != "0") else -1
