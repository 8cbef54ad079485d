"""Which way a message goes."""

from __future__ import annotations

from enum import Enum


class Direction(Enum):
    """Seen from the contract's owner (SEMANTICS §1)."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
