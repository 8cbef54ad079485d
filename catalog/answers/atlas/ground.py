"""The atlas of a snapshot with what is asked of every vertex of it again and again; made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from catalog.answers.atlas.facts import about
from catalog.answers.atlas.links import links_of
from catalog.answers.kept import once
from catalog.graph.atlas import Atlas
from catalog.graph.edges import Kind, Vertex
from catalog.graph.everything import Everything, everything
from catalog.repository.snapshot import Snapshot

USUAL = (Kind.SERVICE, Kind.CONTRACT, Kind.WORKFLOW, Kind.VENDOR)
"""What is shown unless asked otherwise."""
ORDER = {kind: place for place, kind in enumerate((*USUAL, *(kind for kind in Kind if kind not in USUAL)))}


@dataclass
class Ground:
    """By the number of each vertex: kind, layer and domain, and its place in the order of kinds and names."""

    snapshot: Snapshot
    atlas: Atlas

    @cached_property
    def kinds(self) -> list[Kind]:
        return [vertex.kind for vertex in self.atlas.vertices]

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        facts = (about(self.snapshot, vertex) for vertex in self.atlas.vertices)
        return [(each.layer, each.domain) for each in facts]

    @cached_property
    def kind_numbers(self) -> list[int]:
        """The place of each kind in ORDER, which is counted faster than the kind."""
        return [ORDER[kind] for kind in self.kinds]

    @cached_property
    def ranks(self) -> list[int]:
        vertices = self.atlas.vertices
        ordered = sorted(range(len(vertices)), key=lambda n: (ORDER[vertices[n].kind], vertices[n].name))
        ranks = [0] * len(vertices)
        for rank, number in enumerate(ordered):
            ranks[number] = rank
        return ranks

    @cached_property
    def everything(self) -> Everything:
        return everything(self.atlas)

    def complete(self) -> None:
        """Make all of it now, before anybody asks."""
        _ = self.kinds, self.kind_numbers, self.places, self.ranks, self.everything


def ground_of(snapshot: Snapshot) -> Ground:
    """The one of a snapshot, for as long as the snapshot is kept."""
    return once(
        snapshot, ("ground",), lambda: Ground(snapshot, Atlas(links_of(snapshot), _named(snapshot))), stays=True
    )


def _named(snapshot: Snapshot) -> tuple[Vertex, ...]:
    """What exists, whether or not anything is linked to it."""
    every = {
        Kind.SERVICE: snapshot.services, Kind.CONTRACT: snapshot.contracts, Kind.WORKFLOW: snapshot.workflows,
        Kind.VENDOR: snapshot.vendors, Kind.ENTITY: snapshot.entities, Kind.TEAM: snapshot.teams,
    }  # fmt: skip
    return tuple(Vertex(kind, name) for kind, names in every.items() for name in names)
