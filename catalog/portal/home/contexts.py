"""What the start page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A layer, the first of its `total` services, and how many of them are in each domain. Layers that only
    services name come last, then those services without one, as a layer without a name."""

    name: str
    title: str
    description: str
    services: tuple[ServiceRow, ...]
    total: int
    domains: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a descriptor; `line` is 0 where none can be told, `there` whether the file is."""

    rule: str
    message: str
    file: str
    line: int
    hint: str
    there: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The catalog at a glance; `changes` are the newest commits that touched it, `faults` the first of the problems in
    descriptors."""

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
    faults: tuple[Fault, ...]
    changes: tuple[Step, ...]


def overview(
    catalog: Catalog, revision: Revision, snapshot: Snapshot, services: Faceted[ServiceRow], lately: Lately
) -> Overview:
    """The start page of a revision."""
    return Overview(
        snapshot.catalog.name,
        snapshot.catalog.description,
        snapshot.catalog.as_of,
        tuple(_layers(snapshot.catalog.layers, services)),
        list_vendors(snapshot),
        len(services.rows),
        len(snapshot.contracts),
        len(snapshot.terms),
        len(snapshot.entities),
        len(snapshot.workflows),
        len(snapshot.problems),
        tuple(_faults(snapshot)),
        steps_of(catalog, revision, snapshot.root, lately),
    )


def _faults(snapshot: Snapshot) -> Iterator[Fault]:
    there = frozenset(snapshot.documents.below(snapshot.root) if snapshot.problems else ())
    for each in snapshot.problems[:MOST_FAULTS]:
        line = each.span.start.line if each.span else 0
        yield Fault(each.rule, each.message, each.file, line, each.hint or "", each.file in there)


def _layers(known: Sequence[Layer], services: Faceted[ServiceRow]) -> Iterator[LayerGroup]:
    yield from (_group(layer.name, layer.title, layer.description, services) for layer in known)
    named = {layer.name for layer in known}
    for name in sorted({row.layer for row in services.rows if row.layer} - named):
        yield _group(name, "", "catalog.yaml has no such layer.", services)
    without = tuple(row for row in services.rows if not row.layer)
    if without:
        yield LayerGroup("", "Without a layer", "", without[:MOST_TILES], len(without), ())


def _group(name: str, title: str, description: str, services: Faceted[ServiceRow]) -> LayerGroup:
    chosen = services.choose("", {"layer": name})
    rows = chosen.rows
    domains = chosen.facets["domain"] if len(rows) > MOST_TILES else ()
    return LayerGroup(name, title, description, rows[:MOST_TILES], len(rows), domains)
