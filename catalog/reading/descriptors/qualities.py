"""Stages, objectives and care for the data, as services, vendors and contracts write them."""

from __future__ import annotations

from catalog.model.quality import (
    DeadLetters,
    Idempotency,
    Lifecycle,
    Qualities,
    Replay,
    Residency,
    Retention,
    Retry,
    Slo,
    Window,
)
from catalog.reading.descriptors.shape import Members, day, flag, inside, number, team, text, texts, whole, words


def read_lifecycle(node: Members) -> Lifecycle:
    """`lifecycle: active`, or an object with stage and dates."""
    if short := text(node, "lifecycle"):
        return Lifecycle(short)
    full = inside(node, "lifecycle")
    return Lifecycle(
        words(full, "stage"),
        day(full, "since"),
        day(full, "sunset"),
        text(full, "successor"),
        text(full, "migration"),
    )


def read_slo(node: Members, key: str = "slo") -> Slo | None:
    """Objectives under a key; None when there are none."""
    slo = inside(node, key)
    if not slo:
        return None
    return Slo(
        number(slo, "latency_p95_ms"),
        number(slo, "availability"),
        number(slo, "freshness_s"),
        number(slo, "throughput_per_min"),
        number(slo, "recovery_time_min"),
        text(slo, "indicator"),
        text(slo, "dashboard"),
    )


def read_window(node: Members, key: str) -> Window | None:
    """`{from, to}` under a key."""
    window = inside(node, key)
    start = day(window, "from")
    return Window(start, day(window, "to")) if start else None


def read_retention(node: Members) -> Retention | None:
    """`retention` with a period."""
    retention = inside(node, "retention")
    period = text(retention, "period")
    return Retention(period, text(retention, "legal_basis")) if period else None


def read_residency(node: Members) -> Residency | None:
    """`residency` by region or legal entity."""
    residency = inside(node, "residency")
    return Residency(texts(residency, "regions"), texts(residency, "legal_entities")) if residency else None


def read_replay(node: Members) -> Replay | None:
    """`replay`."""
    replay = inside(node, "replay")
    if not replay:
        return None
    return Replay(flag(replay, "supported", False), text(replay, "window"), text(replay, "ordering"))


def read_retry(node: Members) -> Retry | None:
    """`retry`."""
    retry = inside(node, "retry")
    if not retry:
        return None
    return Retry(whole(retry, "attempts"), text(retry, "backoff"), number(retry, "initial_s"), number(retry, "max_s"))


def read_dlq(node: Members) -> DeadLetters | None:
    """`dlq` with a channel."""
    dlq = inside(node, "dlq")
    channel = text(dlq, "channel")
    return DeadLetters(channel, team(dlq) or None, text(dlq, "retention")) if channel else None


def read_idempotency(node: Members) -> Idempotency | None:
    """`idempotency` with a key."""
    idempotency = inside(node, "idempotency")
    key = text(idempotency, "key")
    return Idempotency(key, text(idempotency, "window")) if key else None


def read_qualities(node: Members) -> Qualities:
    """All that may stand on a service, a vendor or a contract alike."""
    return Qualities(
        texts(node, "pattern"),
        text(node, "workflow_type"),
        read_slo(node),
        text(node, "classification"),
        read_retention(node),
        read_residency(node),
        read_replay(node),
        read_retry(node),
        read_dlq(node),
        read_idempotency(node),
        text(node, "compat"),
    )
