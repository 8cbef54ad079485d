"""consumes.yaml → Consumptions."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.consumption import Consumption, Migration, Use
from catalog.model.quality import Origin
from catalog.model.source import Json
from catalog.reading.descriptors.qualities import read_dlq, read_idempotency, read_retry
from catalog.reading.descriptors.shape import (
    Members,
    day,
    flag,
    inside,
    items,
    members,
    number,
    text,
    texts,
    words,
)


def read_consumptions(tree: Json, file: str, service: str, *, strict: bool = False) -> tuple[Consumption, ...]:
    """What a parsed consumes.yaml says that `service` uses; `strict` is the service's default."""
    return tuple(
        _consumption(entry, service, Origin(file, ("consumes", position)), strict)
        for position, entry in items(members(tree), "consumes")
    )


def _consumption(node: Members, service: str, origin: Origin, strict: bool) -> Consumption:
    strict = flag(node, "strict", strict)
    return Consumption(
        service=service,
        contract=words(node, "contract"),
        origin=origin,
        uses=tuple(_uses(node.get("uses"), origin, strict)),
        pin=text(node, "pin"),
        purpose=text(node, "purpose"),
        environment=text(node, "environment"),
        evidence=texts(node, "evidence") or ("declared",),
        strict=strict,
        pattern=text(node, "pattern"),
        idempotency=read_idempotency(node),
        retry=read_retry(node),
        dlq=read_dlq(node),
        freshness_s=number(node, "freshness_s"),
        migration=_migration(inside(node, "migration")),
        since=day(node, "since"),
        test_command=text(node, "test_command"),
    )


def _uses(entries: Json, origin: Origin, strict: bool) -> Iterator[Use]:
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        pointer = (*origin.pointer, "uses", position)
        if isinstance(entry, str):
            yield Use(entry, Origin(origin.file, pointer), strict)
        else:
            yield from _fields(members(entry), Origin(origin.file, pointer), strict)


def _fields(node: Members, origin: Origin, strict: bool) -> Iterator[Use]:
    place, strict = words(node, "at"), flag(node, "strict", strict)
    fields = node.get("fields")
    for position, name in enumerate(fields if isinstance(fields, list) else ()):
        if isinstance(name, str):
            at = Origin(origin.file, (*origin.pointer, "fields", position))
            yield Use(f"{place} {name}", at, strict, text(node, "purpose"))


def _migration(node: Members) -> Migration | None:
    to = text(node, "to")
    return Migration(to, day(node, "by"), text(node, "note")) if to else None
