"""Where a vendor's field goes on: through the mapping of the service that reads it, into that service's contracts."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.errors import CatalogError
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Vertex
from catalog.graph.fields import Fields
from catalog.graph.hits import SpotKey, UsedPlaces
from catalog.graph.stated import mapping_statement
from catalog.graph.touching import written_at
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.quality import Origin
from catalog.model.service import EntityMapping, Service
from catalog.reading.addresses.lookup import map_of
from catalog.repository.snapshot import Snapshot


def lineage(snapshot: Snapshot, contract: Contract, keys: frozenset[SpotKey] | None = None) -> Iterator[Edge]:
    """From a service that maps fields of a contract, written at these places (None: all of them), to the uses of its
    own contracts that come through the canonical fields."""
    for service in snapshot.services.values():
        for position, mapping in enumerate(service.mapping):
            if mapping.contract == contract.id:
                yield from _mapped(snapshot, service, position, mapping, _fields(contract, mapping, keys))


def _fields(contract: Contract, mapping: EntityMapping, keys: frozenset[SpotKey] | None) -> tuple[int, ...]:
    """Positions of the mapped fields that are written at these places."""
    if keys is None:
        return tuple(range(len(mapping.fields)))
    graph = map_of(contract).graph
    found = []
    for position, each in enumerate(mapping.fields):
        schema = f" schema {mapping.schema}" if mapping.schema else ""
        try:
            at = parse_address(f"{contract.id}{schema} {each.vendor_field}")
        except CatalogError:
            continue
        if keys & frozenset(written_at(graph, at)):
            found.append(position)
    return tuple(found)


def _mapped(
    snapshot: Snapshot, service: Service, position: int, mapping: EntityMapping, fields: tuple[int, ...]
) -> Iterator[Edge]:
    name, _, label = mapping.entity.partition("/")
    entity = snapshot.entities.get(name)
    file = dict(entity.versions).get(label) if entity else None
    if entity is None or file is None:
        return
    known = Fields(snapshot.documents.fetch, frozenset(each for _, each in entity.versions))
    for each in (mapping.fields[index] for index in fields):
        canonical = known.written(file, each.canonical)
        origin = Origin(service.origin.file, ("mapping", position, "fields", each.vendor_field))
        detail = f"{each.vendor_field} is mapped to {mapping.entity} {each.canonical}"
        for target in _uses(snapshot, service, canonical) if canonical else ():
            yield Edge(
                Vertex(Kind.SERVICE, service.name), target, Relation.OFFERS, Confidence.LIKELY, origin,
                mapping_statement(mapping, each), detail=detail,
            )  # fmt: skip


def _uses(snapshot: Snapshot, service: Service, keys: frozenset[SpotKey]) -> Iterator[Vertex]:
    """The contracts, and the places used of them, that come through canonical fields."""
    for entry in service.contracts:
        consumptions = snapshot.consumptions_of(entry.id)
        try:
            places = UsedPlaces(snapshot.contract(entry.id)) if consumptions else UsedPlaces(None)
        except CatalogError:
            continue
        for use in (use for consumption in consumptions for use in consumption.uses):
            if places.comes_through(use, keys.__contains__):
                yield Vertex(Kind.CONTRACT, entry.id, True)
                yield Vertex(Kind.ADDRESS, f"{entry.id} {use.address}")
