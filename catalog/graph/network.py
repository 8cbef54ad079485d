"""Routes through the graph: the surest way to everything that is reached, and the services that all ways pass."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from catalog.graph.edges import RANKS, Confidence, Edge, Kind, Vertex

Cost = tuple[int, int, int]
"""Edges that are only possible, edges that are only likely, all edges."""


@dataclass(frozen=True, slots=True)
class Route:
    """The surest way to a vertex, of the equally sure ones the shortest; empty for the start itself. `confidence` is
    that of the weakest edge."""

    edges: tuple[Edge, ...] = ()
    confidence: Confidence = Confidence.CERTAIN

    def then(self, *edges: Edge) -> Route:
        """The way further on."""
        weakest = max((self.confidence, *(edge.confidence for edge in edges)), key=RANKS.__getitem__)
        return Route((*self.edges, *edges), weakest)

    @property
    def services(self) -> tuple[str, ...]:
        """The services on the way, the end among them, the start not."""
        return tuple(edge.target.name for edge in self.edges if edge.target.kind is Kind.SERVICE)


@dataclass
class Network:
    """Edges by their source."""

    _out: dict[Vertex, list[Edge]] = field(default_factory=lambda: defaultdict(list))

    def add(self, edges: Iterable[Edge]) -> None:
        """More edges."""
        for edge in edges:
            self._out[edge.source].append(edge)

    def out(self, vertex: Vertex) -> tuple[Edge, ...]:
        """The edges that lead on from a vertex."""
        return tuple(self._out.get(vertex, ()))

    def routes(
        self, start: Vertex, farthest: int | None = None, uncounted: frozenset[str] = frozenset()
    ) -> Mapping[Vertex, Route]:
        """The surest route to each vertex reached, nearest first; `farthest` is how many services a route may pass,
        its end among them, those `uncounted` not. Of two equally good edges the one added first is taken."""
        found: dict[Vertex, Route] = {}
        order = count()
        waiting: list[tuple[Cost, int, Vertex, Route]] = [((0, 0, 0), 0, start, Route())]
        while waiting:
            cost, _, vertex, route = heapq.heappop(waiting)
            if vertex in found:
                continue
            found[vertex] = route
            for edge in self._out.get(vertex, ()):
                if edge.target in found:
                    continue
                further = route.then(edge)
                if farthest is None or sum(name not in uncounted for name in further.services) <= farthest:
                    heapq.heappush(waiting, (_more(cost, edge), next(order), edge.target, further))
        return found

    def passed_by_all(self, start: Vertex, reached: Iterable[Vertex]) -> Mapping[Vertex, tuple[Vertex, ...]]:
        """The services that every way to something passes: service → services that are reached through it alone."""
        import networkx

        wanted = set(reached)
        graph = networkx.DiGraph((edge.source, edge.target) for edges in self._out.values() for edge in edges)
        above = networkx.immediate_dominators(graph, start) if start in graph else {}
        found: dict[Vertex, list[Vertex]] = defaultdict(list)
        for vertex in sorted(wanted & above.keys(), key=lambda each: each.name):
            for gate in _dominators(above, vertex, start):
                if gate.kind is Kind.SERVICE:
                    found[gate].append(vertex)
        return {gate: tuple(behind) for gate, behind in found.items()}


def _more(cost: Cost, edge: Edge) -> Cost:
    possible, likely, length = cost
    possible += edge.confidence is Confidence.POSSIBLE
    likely += edge.confidence is Confidence.LIKELY
    return possible, likely, length + 1


def _dominators(above: Mapping[Vertex, Vertex | None], vertex: Vertex, start: Vertex) -> Iterator[Vertex]:
    """What every way from the start to the vertex passes, without either."""
    following = above[vertex]
    while following is not None and following not in (start, above.get(following)):
        yield following
        following = above[following]
