"""What exists: services, vendors and contracts at one revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.answers.rows import (
    ContractRow,
    ServiceRow,
    VendorRow,
    contract_row,
    service_row,
    vendor_row,
)
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by, and how many services have it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What services can be filtered by; layers in the catalog's order, the rest by name."""

    layers: tuple[Choice, ...]
    domains: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    patterns: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which services to show; empty strings show all. `words` must all occur in name, title or description."""

    words: str = ""
    layer: str = ""
    domain: str = ""
    owner: str = ""
    stage: str = ""
    pattern: str = ""

    def admits(self, row: ServiceRow) -> bool:
        """Whether a service passes every set condition."""
        text = f"{row.name} {row.title} {row.description} {' '.join(row.contracts)}".lower()
        return (
            all(word in text for word in self.words.lower().split())
            and self.layer in ("", row.layer)
            and self.domain in ("", row.domain)
            and self.owner in ("", row.owner)
            and self.stage in ("", row.stage)
            and (not self.pattern or self.pattern in row.pattern)
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """The catalog in rows; services by layer, then name. `problems` counts what is wrong with its descriptors."""

    catalog: str
    description: str
    as_of: date | None
    services: tuple[ServiceRow, ...]
    vendors: tuple[VendorRow, ...]
    contracts: tuple[ContractRow, ...]
    domains: tuple[str, ...]
    teams: tuple[str, ...]
    entities: tuple[str, ...]
    terms: tuple[str, ...]
    workflows: tuple[str, ...]
    problems: int


def list_catalog(snapshot: Snapshot) -> Listing:
    """Everything, contracts' documents included."""
    return Listing(
        snapshot.catalog.name,
        snapshot.catalog.description,
        snapshot.catalog.as_of,
        list_services(snapshot),
        list_vendors(snapshot),
        tuple(contract_row(snapshot, entry) for entry in snapshot.contracts.values()),
        tuple(sorted(snapshot.domains)),
        tuple(sorted(snapshot.teams)),
        tuple(sorted(snapshot.entities)),
        tuple(sorted(snapshot.terms)),
        tuple(sorted(snapshot.workflows)),
        len(snapshot.problems),
    )


def list_services(snapshot: Snapshot) -> tuple[ServiceRow, ...]:
    """All services, by layer in the catalog's order, then name; no contract is read."""
    order = {layer.name: place for place, layer in enumerate(snapshot.catalog.layers)}
    rows = (service_row(snapshot, service) for service in snapshot.services.values())
    return tuple(sorted(rows, key=lambda row: (order.get(row.layer, len(order)), row.name)))


def list_vendors(snapshot: Snapshot) -> tuple[VendorRow, ...]:
    """All vendors by name; no contract is read."""
    return tuple(vendor_row(snapshot, vendor) for _, vendor in sorted(snapshot.vendors.items()))


def facets(snapshot: Snapshot, rows: Iterable[ServiceRow]) -> Facets:
    """How many of `rows` have each layer, domain, owner, stage and pattern."""
    services = tuple(rows)
    layers = _choices(row.layer for row in services)
    order = {layer.name: place for place, layer in enumerate(snapshot.catalog.layers)}
    return Facets(
        tuple(sorted(layers, key=lambda choice: order.get(choice.name, len(order)))),
        _choices(row.domain for row in services),
        _choices(row.owner for row in services),
        _choices(row.stage for row in services),
        _choices(name for row in services for name in row.pattern),
    )


def _choices(names: Iterable[str]) -> tuple[Choice, ...]:
    counts: dict[str, int] = {}
    for name in names:
        if name:
            counts[name] = counts.get(name, 0) + 1
    return tuple(Choice(name, count) for name, count in sorted(counts.items()))
