"""Who uses which places of which contract."""

from __future__ import annotations

from datetime import date

from catalog.frozen import dataclass
from catalog.model.quality import DeadLetters, Idempotency, Origin, Retry


@dataclass(frozen=True, slots=True)
class Use:
    """One place used: an address or address pattern without the contract's id."""

    address: str
    origin: Origin
    strict: bool = False
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Migration:
    """The plan to leave a deprecated contract."""

    to: str
    by: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Consumption:
    """`service` uses these places of `contract`, pinned to a label or line, known by `evidence`."""

    service: str
    contract: str
    origin: Origin
    uses: tuple[Use, ...] = ()
    pin: str | None = None
    purpose: str | None = None
    environment: str | None = None
    evidence: tuple[str, ...] = ("declared",)
    strict: bool = False
    pattern: str | None = None
    idempotency: Idempotency | None = None
    retry: Retry | None = None
    dlq: DeadLetters | None = None
    freshness_s: float | None = None
    migration: Migration | None = None
    since: date | None = None
    test_command: str | None = None
