"""Routes through the graph: the surest way to everything that is reached, and the services that all ways pass."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


class Stated:
    """What a whole catalog states, by the source of each edge: made once, shared by the networks of all questions."""

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self.out: dict[Vertex, list[Edge]] = {}
        for edge in edges:
            known = self.out.get(edge.source)
            if known is None:
                self.out[edge.source] = [edge]
            else:
                known.append(edge)


NOTHING = Stated()


class Network:
    """Edges by their source: some of a question's own, before those that the catalog states. `instead` replaces what is
    stated of a vertex."""

    def __init__(self, stated: Stated = NOTHING, instead: Mapping[Vertex, tuple[Edge, ...]] | None = None) -> None:
        self._stated, self._instead = stated, instead or {}
        self._own: dict[Vertex, list[Edge]] = defaultdict(list)

    def add(self, edges: Iterable[Edge]) -> None:
        """More edges of its own."""
        for edge in edges:
            self._own[edge.source].append(edge)

    def out(self, vertex: Vertex) -> Sequence[Edge]:
        """The edges that lead on from a vertex."""
        instead = self._instead.get(vertex)
        stated: Sequence[Edge] = self._stated.out.get(vertex, ()) if instead is None else instead
        own = self._own.get(vertex)
        return (*own, *stated) if own else stated

    def routes(
        self, start: Vertex, farthest: int | None = None, uncounted: frozenset[str] = frozenset()
    ) -> Mapping[Vertex, Route]:
        """The surest route to each vertex reached, nearest first; `farthest` is how many services a route may pass,
        its end among them, those `uncounted` not. Of two equally good edges the one added first is taken."""
        found: dict[Vertex, Route] = {}
        order = count()
        waiting: list[tuple[Cost, int, int, Vertex, Route, tuple[Edge, ...]]] = [((0, 0, 0), 0, 0, start, Route(), ())]
        while waiting:
            cost, _, passed, vertex, before, last = heapq.heappop(waiting)
            if vertex in found:
                continue
            route = found[vertex] = before.then(*last) if last else before
            for edge in self.out(vertex):
                target = edge.target
                if target in found:
                    continue
                further = passed + (target.kind is Kind.SERVICE and target.name not in uncounted)
                if farthest is None or further <= farthest:
                    heapq.heappush(waiting, (_more(cost, edge), next(order), further, target, route, (edge,)))
        return found

    def passed_by_all(self, start: Vertex, reached: Iterable[Vertex]) -> Mapping[Vertex, tuple[Vertex, ...]]:
        """The services that every way to something passes: service → services that are reached through it alone."""
        import networkx

        wanted = set(reached)
        sources = dict.fromkeys((*self._own, *self._stated.out))
        graph = networkx.DiGraph((edge.source, edge.target) for vertex in sources for edge in self.out(vertex))
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
