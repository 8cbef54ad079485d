"""All that the descriptors of a snapshot state, as edges; each descriptor's are made once for all revisions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.answers.kept import once
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Edge, Relation
from catalog.graph.network import Stated
from catalog.graph.stated import of_consumption, of_holder, of_workflow
from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry, Service
from catalog.repository.snapshot import Snapshot


def stated_by(snapshot: Snapshot) -> Stated:
    """What lies behind a service depends on what the service makes of an effect: what it offers is possible."""
    return once(snapshot, ("stated",), lambda: Stated(_edges(snapshot)), stays=True)


def _edges(snapshot: Snapshot) -> Iterator[Edge]:
    making = snapshot.making
    for name, service in snapshot.services.items():
        yield from making.of(("stated by", name), service, partial(_of_service, service))
    for vendor in snapshot.vendors.values():
        yield from of_holder(vendor)
    for name, used in snapshot.joined.by_service.items():
        entries = tuple(snapshot.contracts.get(each.contract) for each in used)
        yield from making.of(("stated uses", name), (used, entries), partial(_of_uses, used, entries))
    for workflow in snapshot.workflows.values():
        yield from of_workflow(workflow, partial(_contract_at, snapshot))


def _of_service(service: Service) -> tuple[Edge, ...]:
    return tuple(
        replace(edge, confidence=Confidence.POSSIBLE) if edge.relation is Relation.OFFERS else edge
        for edge in of_holder(service)
    )


def _of_uses(used: tuple[Consumption, ...], entries: tuple[ContractEntry | None, ...]) -> tuple[Edge, ...]:
    pairs = zip(used, entries, strict=True)
    return tuple(edge for consumption, entry in pairs for edge in of_consumption(consumption, entry))


def _contract_at(snapshot: Snapshot, path: str) -> str | None:
    entry = snapshot.entry_at(path)
    return entry.id if entry is not None else None
