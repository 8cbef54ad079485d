"""What the board of deprecations answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Remaining:
    """A service that still uses it: at how many places, and its plan to leave, where it has one."""

    service: str
    owner: str
    places: int
    to: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Deprecated:
    """A contract, a version of a canonical entity, or a part of a contract. `contract` is empty for an entity; `owner`
    the service or vendor that offers it, `team` who answers for that; `days_left` until its sunset, negative where
    that has passed, None where no day is known."""

    kind: str
    address: str
    contract: str
    owner: str
    owner_kind: str
    team: str
    stage: str
    since: date | None
    sunset: date | None
    days_left: int | None
    successor: str
    migration: str
    remaining: tuple[Remaining, ...]
    file: str
    pointer: str

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left is not None and self.days_left < 0


def urgency(row: Deprecated) -> tuple[int, int, int, str]:
    """Overdue ones first, then those that end soonest, those without a day last; of equals what more services use."""
    left = row.days_left
    group = 2 if left is None else 0 if left < 0 else 1
    unused = not row.remaining
    return (
        group + (1 if group == 0 and unused else 0),
        left if left is not None else 0,
        -len(row.remaining),
        row.address,
    )
