"""What a catalog says of the vertices of its graph, by number: asked of thousands for one answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from catalog.answers.impact.stated import stated_by
from catalog.answers.kept import once
from catalog.graph.edges import Kind, Vertex
from catalog.graph.numbers import Numbers
from catalog.model.service import ContractEntry, Service
from catalog.model.workflow import Workflow
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Grounds:
    """`owners` are the teams that answer for services and workflows; `nowhere` are services, contracts and workflows
    that are named and not there."""

    owners: Sequence[str] = ()
    nowhere: frozenset[int] = frozenset()

    def further(self, snapshot: Snapshot, numbers: Numbers) -> Grounds:
        """With the rest of the numbers."""
        if len(numbers.vertices) == len(self.owners):
            return self
        return self._with(snapshot, islice(numbers.vertices, len(self.owners), None))

    def _with(self, snapshot: Snapshot, vertices: Iterable[Vertex]) -> Grounds:
        known: Mapping[Kind, Mapping[str, Service | ContractEntry | Workflow]] = {
            Kind.SERVICE: snapshot.services, Kind.CONTRACT: snapshot.contracts, Kind.WORKFLOW: snapshot.workflows,
        }  # fmt: skip
        owners, nowhere = list(self.owners), set(self.nowhere)
        for number, vertex in enumerate(vertices, start=len(owners)):
            found = known[vertex.kind].get(vertex.name) if vertex.kind in known else None
            owners.append(found.owner if found is not None else "")
            if vertex.kind in known and found is None:
                nowhere.add(number)
        return Grounds(owners, frozenset(nowhere))


def grounds_of(snapshot: Snapshot) -> Grounds:
    """Those of all that the catalog states; found once for a snapshot."""
    stated = stated_by(snapshot).numbers
    return once(snapshot, ("grounds",), lambda: Grounds().further(snapshot, stated), stays=True)
