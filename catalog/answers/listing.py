"""What exists: services, vendors and contracts at one revision."""

from __future__ import annotations

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
    """A value to filter by, and how many things have it."""

    name: str
    count: int


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
