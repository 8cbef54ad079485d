"""What the start page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.listing import list_services, list_vendors
from catalog.answers.rows import ServiceRow, VendorRow
from catalog.repository.snapshot import Snapshot

NEWEST = 8


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A layer and its services."""

    name: str
    title: str
    description: str
    services: tuple[ServiceRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The catalog at a glance; `changes` are the newest commits that touched it."""

    catalog: str
    description: str
    as_of: date | None
    layers: tuple[LayerGroup, ...]
    vendors: tuple[VendorRow, ...]
    services: int
    contracts: int
    terms: int
    entities: int
    workflows: int
    problems: int
    changes: tuple[Step, ...]


def overview(catalog: Catalog, revision: Revision, snapshot: Snapshot) -> Overview:
    """The start page of a revision."""
    services = list_services(snapshot)
    layers = tuple(
        LayerGroup(
            layer.name,
            layer.title,
            layer.description,
            tuple(row for row in services if row.layer == layer.name),
        )
        for layer in snapshot.catalog.layers
    )
    return Overview(
        snapshot.catalog.name,
        snapshot.catalog.description,
        snapshot.catalog.as_of,
        layers,
        list_vendors(snapshot),
        len(services),
        len(snapshot.contracts),
        len(snapshot.terms),
        len(snapshot.entities),
        len(snapshot.workflows),
        len(snapshot.problems),
        catalog.steps(snapshot.root, NEWEST, revision),
    )
