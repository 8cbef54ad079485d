"""What the board of deprecations shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.deprecations.contracts import whole_contracts, whole_entities
from catalog.answers.deprecations.parts import candidates, parts_of
from catalog.answers.deprecations.shape import Deprecated, urgency
from catalog.answers.kept import once
from catalog.portal.pager import Paged, paged
from catalog.repository.snapshot import Snapshot

AT_ONCE = 60
"""Contracts whose documents are read for the page as a whole; of more, FEW on request."""
FEW = 10


@dataclass(frozen=True, slots=True)
class Board:
    """Most urgent first. Of `candidates` contracts whose documents call something deprecated, `read` were read for
    their parts: all, or those of `part`, of `parts`; part 0 read none. `overdue`, `used` and `undated` count what all
    pages show."""

    today: date
    rows: Paged[Deprecated]
    overdue: int
    used: int
    undated: int
    candidates: int
    read: int
    part: int
    parts: int


def board(snapshot: Snapshot, args: Mapping[str, str], today: date) -> Board:
    """The page; `?parts=` asks for the parts of ten contracts more, where there are many."""
    names = candidates(snapshot)
    pages = 1 if len(names) <= AT_ONCE else -(-len(names) // FEW)
    part = paged(names, args, "parts", FEW if pages > 1 else AT_ONCE) if pages == 1 or args.get("parts") else None
    read = part.items if part else ()
    rows = once(snapshot, ("board", today, read), lambda: _rows(snapshot, read, today))
    return Board(
        today,
        paged(rows, args),
        sum(row.overdue for row in rows),
        sum(bool(row.remaining) for row in rows),
        sum(row.days_left is None for row in rows),
        len(names),
        len(read),
        part.page if part else 0,
        pages,
    )


def _rows(snapshot: Snapshot, read: tuple[str, ...], today: date) -> tuple[Deprecated, ...]:
    parts = (row for name in read for row in parts_of(snapshot, name, today))
    rows = (*whole_contracts(snapshot, today), *whole_entities(snapshot, today), *parts)
    return tuple(sorted(rows, key=urgency))
