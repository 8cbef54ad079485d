"""What the board of deprecations answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Remaining:
    """A service that still uses it: at how many places (of an entity: in how many contracts of its own), and its plan
    to leave, where it has one."""

    service: str
    owner: str
    places: int
    to: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Deprecated:
    """A contract, a version of a canonical entity, or a part of a contract. `contract` is empty for an entity; `owner`
    the service or vendor that offers it, `team` who answers for that; `days_left` until its sunset, negative where
    that has passed, None where no day is known. `at_most`: nobody but the remaining uses it, and perhaps not all do."""

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
    description: str
    remaining: tuple[Remaining, ...]
    file: str
    pointer: str
    at_most: bool = False

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left is not None and self.days_left < 0


def urgency(row: Deprecated) -> tuple[int, int, int, str]:
    """Overdue ones that are still used first, then other overdue ones, then those that end soonest, those without a day
    last; of equals what more services use."""
    left = row.days_left
    group = 3 if left is None else 2 if left >= 0 else 0 if row.remaining else 1
    return group, left or 0, -len(row.remaining), row.address
