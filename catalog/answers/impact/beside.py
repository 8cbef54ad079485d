"""What stands around a contract that a shared file or a workflow leads to: who goes through it, uses it, offers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from catalog.answers.kept import once
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.graph.stated import of_workflow, owned, used
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry
from catalog.repository.snapshot import Snapshot


def surroundings_of(snapshot: Snapshot) -> Mapping[str, tuple[Edge, ...]]:
    """Contract → the edges that lead on from it; found once for a snapshot."""
    return once(snapshot, ("surroundings",), lambda: _surroundings(snapshot), stays=True)


def offered(snapshot: Snapshot, contract_id: str) -> Iterator[Edge]:
    """The service that offers a contract, and its team, where nothing travels on from either."""
    entry = snapshot.contracts.get(contract_id)
    if entry is None or entry.owner_kind != "service":
        return
    source, service = Vertex(Kind.CONTRACT, contract_id, True), Vertex(Kind.SERVICE, entry.owner, True)
    said = Statement("offer", contract_id)
    yield Edge(source, service, Relation.OFFERED, origin=entry.origin, statement=said)
    holder = snapshot.services[entry.owner]
    yield from owned(service, holder.owner, Origin(holder.origin.file, ("owner",)))


def using_all(snapshot: Snapshot, entry: ContractEntry, source: Vertex) -> Iterator[Edge]:
    """Who uses a contract without naming places."""
    whole = (each for each in snapshot.consumptions_of(entry.id) if not each.uses)
    yield from (used(source, each, None, entry) for each in whole)


def _surroundings(snapshot: Snapshot) -> dict[str, tuple[Edge, ...]]:
    steps = _steps(snapshot)
    return {name: tuple(_beside(snapshot, entry, steps.get(name, ()))) for name, entry in snapshot.contracts.items()}


def _beside(snapshot: Snapshot, entry: ContractEntry, steps: Sequence[Edge]) -> Iterator[Edge]:
    ends = Vertex(Kind.CONTRACT, entry.id, True)
    yield from (replace(step, source=ends, confidence=Confidence.LIKELY) for step in steps)
    yield from using_all(snapshot, entry, ends)
    yield from offered(snapshot, entry.id)


def _steps(snapshot: Snapshot) -> Mapping[str, Sequence[Edge]]:
    """The steps of workflows over each contract."""
    found: dict[str, list[Edge]] = {}
    for flow in snapshot.workflows.values():
        for edge in of_workflow(flow, lambda path: entry.id if (entry := snapshot.entry_at(path)) else None):
            if edge.source.kind is Kind.CONTRACT:
                found.setdefault(edge.source.name, []).append(edge)
    return found
