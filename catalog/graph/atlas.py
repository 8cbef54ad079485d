"""A whole catalog's links, by both of their ends: made once, walked in part.

A link gathers the edges from one thing to another that say the same: all uses of a contract by a service are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from catalog.graph.edges import Edge, Kind, Relation, Vertex

CARRIERS = (Kind.CONTRACT, Kind.SCHEMA)
"""What effects travel through, and no step of its own."""


@dataclass(frozen=True)
class Link:
    """`make` gives the edges that the link stands for, at least one, in the order written; they are made when first
    asked for."""

    source: Vertex
    target: Vertex
    relation: Relation
    make: Callable[[], tuple[Edge, ...]] = field(compare=False)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        return self.make()

    @property
    def patterns(self) -> tuple[str, ...]:
        """sync, event, batch: as the edges say, each once."""
        return tuple(dict.fromkeys(edge.pattern for edge in self.edges if edge.pattern))


Ends = tuple[int, int]
"""The other end of a link, and the link, by number."""


class Atlas:
    """Vertices and links by number. `out` and `into` list the links of a vertex in the order given."""

    def __init__(self, links: Iterable[Link], vertices: Iterable[Vertex] = ()) -> None:
        self.links: list[Link] = list(links)
        self.vertices: list[Vertex] = []
        self.numbers: dict[Vertex, int] = {}
        self.out: list[list[Ends]] = []
        self.into: list[list[Ends]] = []
        for vertex in vertices:
            self._number(vertex)
        for position, link in enumerate(self.links):
            source, target = self._number(link.source), self._number(link.target)
            self.out[source].append((target, position))
            self.into[target].append((source, position))
        self.carries: list[bool] = [vertex.kind in CARRIERS for vertex in self.vertices]
        self.stops: list[bool] = [vertex.kind is Kind.TEAM for vertex in self.vertices]

    def with_links(self, links: Iterable[Link]) -> Atlas:
        """The same with a few links more; what both have is shared."""
        found = Atlas(())
        found.links, found.vertices, found.numbers = [*self.links], [*self.vertices], {**self.numbers}
        found.out, found.into = [*self.out], [*self.into]
        for link in links:
            source, target = found._number(link.source), found._number(link.target)
            found.out[source] = [*found.out[source], (target, len(found.links))]
            found.into[target] = [*found.into[target], (source, len(found.links))]
            found.links.append(link)
        further = found.vertices[len(self.vertices) :]
        found.carries = [*self.carries, *(vertex.kind in CARRIERS for vertex in further)]
        found.stops = [*self.stops, *(vertex.kind is Kind.TEAM for vertex in further)]
        return found

    def number(self, vertex: Vertex) -> int | None:
        """The number of a vertex, None for what has no link and was not named."""
        return self.numbers.get(vertex)

    def between(self, chosen: Sequence[int]) -> tuple[int, ...]:
        """The links that begin and end at these vertices."""
        wanted = frozenset(chosen)
        return tuple(sorted(link for at in wanted for end, link in self.out[at] if end in wanted))

    def names(self, kind: Kind) -> tuple[str, ...]:
        """Everything of a kind."""
        return tuple(vertex.name for vertex in self.vertices if vertex.kind is kind)

    def _number(self, vertex: Vertex) -> int:
        found = self.numbers.get(vertex)
        if found is None:
            found = self.numbers[vertex] = len(self.vertices)
            self.vertices.append(vertex)
            self.out.append([])
            self.into.append([])
        return found


def gathered(edges: Iterable[Edge]) -> Iterator[Link]:
    """A link for each pair and relation among edges."""
    found: dict[tuple[Vertex, Vertex, Relation], list[Edge]] = {}
    for edge in edges:
        found.setdefault((edge.source, edge.target, edge.relation), []).append(edge)
    for (source, target, relation), alike in found.items():
        yield Link(source, target, relation, _given(tuple(alike)))


def _given(edges: tuple[Edge, ...]) -> Callable[[], tuple[Edge, ...]]:
    return lambda: edges
