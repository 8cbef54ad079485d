"""Where to begin: what has the most links, of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest

from catalog.answers.atlas.facts import about
from catalog.answers.atlas.ground import ground_of
from catalog.answers.kept import once
from catalog.graph.edges import Kind
from catalog.repository.snapshot import Snapshot

KINDS = (Kind.SERVICE, Kind.CONTRACT, Kind.WORKFLOW, Kind.ENTITY, Kind.VENDOR, Kind.TEAM)
MOST = 8


@dataclass(frozen=True, slots=True)
class Hub:
    """A thing and how many others it is linked to."""

    kind: Kind
    name: str
    title: str
    links: int


def hubs(snapshot: Snapshot) -> tuple[Hub, ...]:
    """The things with the most neighbours, at most MOST of each kind, most first."""
    return once(snapshot, ("hubs",), lambda: _hubs(snapshot), stays=True)


def _hubs(snapshot: Snapshot) -> tuple[Hub, ...]:
    atlas = ground_of(snapshot).atlas
    found = []
    for kind in KINDS:
        numbers = (number for number, vertex in enumerate(atlas.vertices) if vertex.kind is kind)
        pairs = ((-_neighbours(atlas.out[n], atlas.into[n]), atlas.vertices[n]) for n in numbers)
        ranked = nsmallest(MOST, pairs, key=lambda pair: (pair[0], pair[1].name))
        found += [Hub(kind, v.name, about(snapshot, v).title, -count) for count, v in ranked]
    return tuple(found)


def _neighbours(out: list[tuple[int, int]], into: list[tuple[int, int]]) -> int:
    return len({end for end, _ in out} | {end for end, _ in into})
