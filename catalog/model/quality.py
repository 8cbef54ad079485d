"""What a descriptor promises beside the contract: stages, objectives, care for the data."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from catalog.frozen import dataclass
from catalog.model.source import Pointer

STAGES = ("draft", "beta", "active", "deprecated", "sunset", "retired")
"""Lifecycle stages in their order; a contract moves forward only."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The descriptor, and the place in it, that says something."""

    file: str
    pointer: Pointer = ()


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A stage with its dates; `stage` is empty where the descriptor has none."""

    stage: str = ""
    since: date | None = None
    sunset: date | None = None
    successor: str | None = None
    migration: str | None = None


UNSTATED = Lifecycle()


@dataclass(frozen=True, slots=True)
class Slo:
    """Objectives: milliseconds, percent, seconds, per minute, minutes. What is not promised is None."""

    latency_p95_ms: float | None = None
    availability: float | None = None
    freshness_s: float | None = None
    throughput_per_min: float | None = None
    recovery_time_min: float | None = None
    indicator: str | None = None
    dashboard: str | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """How long (ISO 8601 duration), and on what legal basis."""

    period: str
    legal_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Residency:
    """Where, and by whom, the data may be held."""

    regions: tuple[str, ...] = ()
    legal_entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """Whether past messages can be read again, how far back (ISO 8601), and in which order."""

    supported: bool
    window: str | None = None
    ordering: str | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """Tries in all; pauses in seconds."""

    attempts: int | None = None
    backoff: str | None = None
    initial_s: float | None = None
    max_s: float | None = None


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """The channel for what cannot be processed, and the team that empties it."""

    channel: str
    owner: str | None = None
    retention: str | None = None


@dataclass(frozen=True, slots=True)
class Idempotency:
    """The header or field that tells a repetition, and for how long (ISO 8601) it does."""

    key: str
    window: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A period; `end` None when open."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Qualities:
    """Promises that stand on a service or a vendor, and that a contract may make for itself."""

    pattern: tuple[str, ...] = ()
    workflow_type: str | None = None
    slo: Slo | None = None
    classification: str | None = None
    retention: Retention | None = None
    residency: Residency | None = None
    replay: Replay | None = None
    retry: Retry | None = None
    dlq: DeadLetters | None = None
    idempotency: Idempotency | None = None
    compat: str | None = None

    def over(self, below: Qualities) -> Qualities:
        """These, and where they are silent those of `below`."""
        return Qualities(*(getattr(self, f.name) or getattr(below, f.name) for f in fields(self)))


SILENT = Qualities()
