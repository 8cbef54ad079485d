"""What the start page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.faceted import Faceted
from catalog.answers.lately import Lately
from catalog.answers.listing import Choice, list_vendors
from catalog.answers.rows import ServiceRow, VendorRow
from catalog.model.estate import Layer
from catalog.portal.contracts.contexts import steps_of
from catalog.repository.snapshot import Snapshot

MOST_TILES = 24


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A layer, the first of its `total` services, and how many of them are in each domain."""

    name: str
    title: str
    description: str
    services: tuple[ServiceRow, ...]
    total: int
    domains: tuple[Choice, ...]


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


def overview(
    catalog: Catalog, revision: Revision, snapshot: Snapshot, services: Faceted[ServiceRow], lately: Lately
) -> Overview:
    """The start page of a revision."""
    return Overview(
        snapshot.catalog.name,
        snapshot.catalog.description,
        snapshot.catalog.as_of,
        tuple(_group(layer, services) for layer in snapshot.catalog.layers),
        list_vendors(snapshot),
        len(services.rows),
        len(snapshot.contracts),
        len(snapshot.terms),
        len(snapshot.entities),
        len(snapshot.workflows),
        len(snapshot.problems),
        steps_of(catalog, revision, snapshot.root, lately),
    )


def _group(layer: Layer, services: Faceted[ServiceRow]) -> LayerGroup:
    chosen = services.choose("", {"layer": layer.name})
    rows = chosen.rows
    domains = chosen.facets["domain"] if len(rows) > MOST_TILES else ()
    return LayerGroup(layer.name, layer.title, layer.description, rows[:MOST_TILES], len(rows), domains)
