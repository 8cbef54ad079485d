"""Routes through the graph: the surest way to everything that is reached, and the services that all ways pass."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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

    def complete(self) -> None:
        """Make all of it now, before anybody asks."""
        _ = self.numbers, self.ends

    @cached_property
    def numbers(self) -> dict[Vertex, int]:
        """A number for each vertex."""
        ends = (edge.target for edges in self.out.values() for edge in edges)
        return {vertex: number for number, vertex in enumerate(dict.fromkeys((*self.out, *ends)))}

    @cached_property
    def ends(self) -> list[list[int]]:
        """The numbers that edges lead to from each vertex, by its number."""
        numbers, out = self.numbers, self.out
        return [[numbers[edge.target] for edge in out.get(vertex, ())] for vertex in numbers]

    @cached_property
    def vertices(self) -> list[Vertex]:
        return list(self.numbers)


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

    def reached(self, start: Vertex) -> Iterator[Vertex]:
        """Everything that any route leads to, however far, and the start; in no order."""
        numbers, ends, seen = self._stated.numbers, self._stated.ends, set[int]()
        own = {numbers[vertex]: vertex for vertex in self._own if vertex in numbers}
        beside, waiting = set[Vertex](), [start]
        while waiting:
            vertex = waiting.pop()
            targets = [edge.target for edge in self._own.get(vertex, ())]
            beside.update((vertex,) if vertex not in numbers else ())
            waiting += [each for each in targets if each not in numbers and each not in beside]
            ahead = [numbers[each] for each in (vertex, *targets) if each in numbers]
            waiting += [own[number] for number in _walked(ends, ahead, seen) if number in own and own[number] != vertex]
        yield from beside
        yield from map(self._stated.vertices.__getitem__, seen)

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
            for edge in self.out(vertex):
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
        sources = dict.fromkeys((*self._own, *self._stated.out))
        graph = networkx.DiGraph((edge.source, edge.target) for vertex in sources for edge in self.out(vertex))
        above = networkx.immediate_dominators(graph, start) if start in graph else {}
        found: dict[Vertex, list[Vertex]] = defaultdict(list)
        for vertex in sorted(wanted & above.keys(), key=lambda each: each.name):
            for gate in _dominators(above, vertex, start):
                if gate.kind is Kind.SERVICE:
                    found[gate].append(vertex)
        return {gate: tuple(behind) for gate, behind in found.items()}


def _walked(ends: list[list[int]], ahead: list[int], seen: set[int]) -> list[int]:
    """What is reached from these and was not seen before; it is seen now."""
    new = []
    while ahead:
        number = ahead.pop()
        if number not in seen:
            seen.add(number)
            new.append(number)
            ahead += ends[number]
    return new


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
