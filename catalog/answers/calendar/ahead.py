"""Announced releases and whom they hit, as the gate judges them on every pull request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog
from catalog.answers.impact.releases import announced_of, unprefixed
from catalog.answers.kept import once
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class AheadRow:
    """An announced document of a contract: how many of its changes hit somebody, whom and which workflows, how many
    hit nobody; `error` says why it could not be compared."""

    vendor: str
    contract: str
    label: str
    name: str
    production: date | None
    hits: int
    harmless: int
    services: tuple[str, ...]
    workflows: tuple[str, ...]
    messages: tuple[str, ...]
    error: str


def ahead(catalog: Catalog, snapshot: Snapshot) -> tuple[AheadRow, ...]:
    """All of them, by contract; compared once for a snapshot."""
    return once(snapshot, ("ahead",), lambda: _ahead(catalog, snapshot), stays=True)


def _ahead(catalog: Catalog, snapshot: Snapshot) -> tuple[AheadRow, ...]:
    rows = []
    for each in announced_of(catalog, snapshot, (entry.id for entry in snapshot.announcing())):
        found = each.found
        services = {consumer.service for hit in found.hits for consumer in hit.consumers}
        workflows = {flow.id for hit in found.hits for flow in hit.workflows}
        rows.append(AheadRow(
            each.entry.owner, found.contract, found.label, each.release.name or "" if each.release else "",
            each.release.production if each.release else None, len(found.hits), found.harmless,
            tuple(sorted(services)), tuple(sorted(workflows)), tuple(unprefixed(hit.finding) for hit in found.hits),
            found.error,
        ))  # fmt: skip
    return tuple(rows)
