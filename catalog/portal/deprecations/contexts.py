"""What the board of deprecations shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.deprecations.contracts import whole_contracts, whole_entities
from catalog.answers.deprecations.parts import candidates, parts_of
from catalog.answers.deprecations.shape import Deprecated, urgency
from catalog.answers.kept import once
from catalog.portal.pager import Paged, paged
from catalog.portal.problems import WrongParameter
from catalog.repository.snapshot import Snapshot

AT_ONCE = 60
"""Contracts whose documents are read for the page as a whole; of more, FEW on request."""
FEW = 10
ONLY: Mapping[str, Callable[[Deprecated], bool]] = {
    "overdue": lambda row: row.overdue,
    "used": lambda row: bool(row.remaining),
    "undated": lambda row: row.days_left is None,
}
"""What the rows may be narrowed down to."""


@dataclass(frozen=True, slots=True)
class Board:
    """Most urgent first, those of `only` alone where that is set. Of `candidates` contracts whose documents call
    something deprecated, `read` were read for their parts: all, or those of `part`, of `parts`; part 0 read none.
    `total`, `overdue`, `used` and `undated` count what all pages show without `only`."""

    today: date
    only: str
    rows: Paged[Deprecated]
    total: int
    overdue: int
    used: int
    undated: int
    candidates: int
    read: int
    part: int
    parts: int


def board(snapshot: Snapshot, args: Mapping[str, str], today: date) -> Board:
    """The page; `?parts=` asks for the parts of ten contracts more, where there are many, `?only=` for some rows.

    Raises:
        WrongParameter: `only` is none of ONLY. Of pages as `paged`.
    """
    only = args.get("only", "")
    if only not in ("", *ONLY):
        raise WrongParameter(f"only={only[:40]!r} is no choice", place="only", hint=f"one of {', '.join(ONLY)}")
    names = candidates(snapshot)
    pages = 1 if len(names) <= AT_ONCE else -(-len(names) // FEW)
    part = paged(names, args, "parts", FEW if pages > 1 else AT_ONCE) if pages == 1 or args.get("parts") else None
    read = part.items if part else ()
    rows = once(snapshot, ("board", today, read), lambda: _rows(snapshot, read, today))
    chosen = {name: tuple(filter(having, rows)) for name, having in ONLY.items()}
    return Board(
        today,
        only,
        paged(chosen.get(only, rows), args),
        len(rows),
        len(chosen["overdue"]),
        len(chosen["used"]),
        len(chosen["undated"]),
        len(names),
        len(read),
        part.page if part else 0,
        pages,
    )


def _rows(snapshot: Snapshot, read: tuple[str, ...], today: date) -> tuple[Deprecated, ...]:
    parts = (row for name in read for row in parts_of(snapshot, name, today))
    rows = (*whole_contracts(snapshot, today), *whole_entities(snapshot, today), *parts)
    return tuple(sorted(rows, key=urgency))
