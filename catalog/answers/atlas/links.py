"""The links of a snapshot: what its descriptors state, gathered by who depends on whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.answers.atlas.shared import shared_links
from catalog.frozen import replace
from catalog.graph.atlas import Link, gathered
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.graph.stated import mapping_statement, of_consumption, of_holder, of_workflow, owned
from catalog.model.consumption import Consumption
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, EntityMapping, Service
from catalog.model.vendor import Vendor
from catalog.repository.snapshot import Snapshot


def links_of(snapshot: Snapshot) -> Iterator[Link]:
    """Every link, by what states it: services, vendors, uses, pins, workflows, entities. Those of a service and its
    uses are made once for all revisions that read alike."""
    making, uses = snapshot.making, snapshot.joined.by_service
    for name, service in snapshot.services.items():
        yield from making.of(("links", name), service, partial(_all_of_service, service))
    for vendor in snapshot.vendors.values():
        yield from gathered((*of_holder(vendor), *_releases(vendor)))
    for name, used in uses.items():
        sources = tuple(_source(snapshot, consumption) for consumption in used)
        yield from making.of(("links of uses", name), (used, sources), partial(_of_uses, used, sources))
    for workflow in snapshot.workflows.values():
        yield from gathered(of_workflow(workflow, partial(_contract_at, snapshot)))
    yield from _owners_of_entities(snapshot)
    yield from shared_links(snapshot)


Source = tuple[ContractEntry | None, Vendor | None]
"""The contract that is used, and the vendor that offers it."""


def _source(snapshot: Snapshot, consumption: Consumption) -> Source:
    entry = snapshot.contracts.get(consumption.contract)
    return entry, snapshot.vendors.get(entry.owner) if entry is not None and entry.owner_kind == "vendor" else None


def _all_of_service(service: Service) -> tuple[Link, ...]:
    return (*gathered(_of_service(service)), *gathered(_mapped(service)))


def _of_uses(used: tuple[Consumption, ...], sources: tuple[Source, ...]) -> tuple[Link, ...]:
    pairs = zip(used, sources, strict=True)
    return tuple(link for consumption, source in pairs for link in _of_consumption(consumption, *source))


def _of_service(service: Service) -> Iterator[Edge]:
    """What lies behind a service depends on what the service makes of an effect."""
    for edge in of_holder(service):
        yield replace(edge, confidence=Confidence.POSSIBLE) if edge.relation is Relation.OFFERS else edge


def _releases(vendor: Vendor) -> Iterator[Edge]:
    for label in vendor.labels:
        release = Vertex(Kind.RELEASE, f"{vendor.name} {label}")
        yield Edge(Vertex(Kind.VENDOR, vendor.name), release, Relation.HAS, origin=release_origin(vendor, label))


def release_origin(vendor: Vendor, label: str) -> Origin:
    """Where the vendor's descriptor names a release."""
    position = next((at for at, each in enumerate(vendor.releases) if each.label == label), None)
    return Origin(vendor.origin.file, ("releases", position) if position is not None else ())


def _of_consumption(consumption: Consumption, entry: ContractEntry | None, vendor: Vendor | None) -> Iterator[Link]:
    source, target = Vertex(Kind.CONTRACT, consumption.contract), Vertex(Kind.SERVICE, consumption.service)
    yield Link(source, target, Relation.USED, partial(uses_of, consumption, entry))
    if vendor is not None and consumption.pin in vendor.labels:
        release = Vertex(Kind.RELEASE, f"{vendor.name} {consumption.pin}")
        yield Link(release, target, Relation.PINNED, partial(_pin, release, target, consumption))


def uses_of(consumption: Consumption, entry: ContractEntry | None) -> tuple[Edge, ...]:
    """The uses of one contract by one service, without the places themselves."""
    return tuple(edge for edge in of_consumption(consumption, entry) if edge.relation is Relation.USED)


def _pin(release: Vertex, service: Vertex, consumption: Consumption) -> tuple[Edge, ...]:
    origin = Origin(consumption.origin.file, (*consumption.origin.pointer, "pin"))
    said = Statement("pin", consumption.contract, consumption.pin or "")
    return (Edge(release, service, Relation.PINNED, origin=origin, statement=said, detail=consumption.contract),)


def _mapped(service: Service) -> Iterator[Edge]:
    for position, mapping in enumerate(service.mapping):
        for each in mapping.fields:
            yield Edge(
                Vertex(Kind.ENTITY, mapping.entity.partition("/")[0]),
                Vertex(Kind.SERVICE, service.name),
                Relation.MAPPED,
                Confidence.LIKELY,
                Origin(service.origin.file, ("mapping", position, "fields", each.vendor_field)),
                mapping_statement(mapping, each),
                detail=f"{_vendor_field(mapping, each.vendor_field)} becomes {each.canonical}",
            )


def _vendor_field(mapping: EntityMapping, name: str) -> str:
    return " ".join(word for word in (mapping.contract, mapping.schema, name) if word)


def _owners_of_entities(snapshot: Snapshot) -> Iterator[Link]:
    for domain in snapshot.domains.values():
        for name in (each for each in domain.entities if each in snapshot.entities):
            yield from gathered(owned(Vertex(Kind.ENTITY, name), domain.owner, domain.origin))


def _contract_at(snapshot: Snapshot, path: str) -> str | None:
    entry = snapshot.entry_at(path)
    return entry.id if entry is not None else None
