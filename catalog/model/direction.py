"""Which way a message goes."""

from __future__ import annotations

from enum import Enum


class Direction(Enum):
    """Seen from the contract's owner (SEMANTICS §1)."""

    __hash__ = object.__hash__  # members are single; the usual way hashes their names, thousands of times an answer
    INBOUND = "inbound"
    OUTBOUND = "outbound"
