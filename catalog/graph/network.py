"""Routes through the graph: the surest way to everything that is reached, and the services that all ways pass."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

from catalog.graph.edges import RANKS, Confidence, Edge, Kind, Vertex

LIKELY, POSSIBLE, NEVER = 1 << 20, 1 << 40, 1 << 80
WEIGHTS = {Confidence.CERTAIN: 1, Confidence.LIKELY: 1 + LIKELY, Confidence.POSSIBLE: 1 + POSSIBLE}
"""What an edge adds to the cost of a way: edges that are only possible count before those that are only likely, these
before the number of all."""


class Route(NamedTuple):
    """The surest way to a vertex, of the equally sure ones the shortest; nothing for the start itself. `last` is its
    last edge, `before` the way up to there; `confidence` that of the weakest edge; `passed` counts the services on the
    way, the end among them, the start and those uncounted not."""

    before: Route | None = None
    last: Edge | None = None
    confidence: Confidence = Confidence.CERTAIN
    passed: int = 0

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, from the start on."""
        found, route = list[Edge](), self
        while route.last is not None and route.before is not None:
            found.append(route.last)
            route = route.before
        return tuple(reversed(found))

    def then(self, edge: Edge, passed: int | None = None) -> Route:
        """The way further on; without `passed` to what is no service."""
        weakest = self.confidence if RANKS[self.confidence] >= RANKS[edge.confidence] else edge.confidence
        return Route(self, edge, weakest, self.passed if passed is None else passed)


Step: TypeAlias = "tuple[int, int, Edge]"
"""(number of the target, what it adds to the cost, the edge)."""


class Numbers:
    """Vertices by number, so that a question asks for one by its name once; `below` are those of a whole catalog."""

    def __init__(self, below: Numbers | None = None) -> None:
        self._below: Mapping[Vertex, int] = below.own if below else {}
        self.own: dict[Vertex, int] = {}
        self.vertices: list[Vertex] = list(below.vertices) if below else []
        self.counted: bytearray = bytearray(below.counted if below else b"")
        """Whether a vertex is a service: one more that is passed."""

    def of(self, vertex: Vertex) -> int:
        """The number of a vertex, a new one where it has none."""
        known = self._below.get(vertex)
        if known is None:
            known = self.own.setdefault(vertex, len(self.vertices))
            if known == len(self.vertices):
                self.vertices.append(vertex)
                self.counted.append(vertex.kind is Kind.SERVICE)
        return known

    def steps(self, edges: Iterable[Edge]) -> list[Step]:
        """The edges as they are followed."""
        return [(self.of(edge.target), WEIGHTS[edge.confidence], edge) for edge in edges]


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
        self.numbers = Numbers()
        self.steps = {self.numbers.of(source): self.numbers.steps(edges) for source, edges in self.out.items()}


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
        instead = self._instead.get(vertex) if self._instead else None
        stated: Sequence[Edge] = self._stated.out.get(vertex, ()) if instead is None else instead
        own = self._own.get(vertex)
        return (*own, *stated) if own else stated

    def routes(
        self, start: Vertex, farthest: int | None = None, uncounted: frozenset[str] = frozenset()
    ) -> Mapping[Vertex, Route]:
        """The surest route to each vertex reached, nearest first; `farthest` is how many services a route may pass,
        its end among them, those `uncounted` not. Of two equally good edges the one added first is taken."""
        numbers = Numbers(self._stated.numbers)
        first, own, stated = numbers.of(start), self._own_steps(numbers), self._stated.steps
        counted = numbers.counted
        for name, ends in product(uncounted, (False, True)):
            counted[numbers.of(Vertex(Kind.SERVICE, name, ends))] = False
        found: dict[int, Route] = {}
        known, costs = [NEVER] * len(numbers.vertices), [0]
        known[first] = 0
        waiting: dict[int, list[tuple[int, Route | None, Edge | None, int]]] = {0: [(first, None, None, 0)]}
        while costs:  # an edge costs something: what is found on the way costs more than what it is found from
            cost = heapq.heappop(costs)
            weakest = _weakest(cost)
            for number, before, last, passed in waiting.pop(cost):
                if number in found:
                    continue
                route = found[number] = Route(before, last, weakest, passed)
                for target, weight, edge in own[number] if number in own else stated.get(number, ()):
                    further = cost + weight
                    if known[target] <= further:
                        continue
                    beyond = passed + counted[target]
                    if farthest is None or beyond <= farthest:
                        known[target] = further
                        if further not in waiting:
                            waiting[further] = []
                            heapq.heappush(costs, further)
                        waiting[further].append((target, route, edge, beyond))
        return {numbers.vertices[number]: route for number, route in found.items()}

    def _own_steps(self, numbers: Numbers) -> Mapping[int, Sequence[Step]]:
        """What leads on from each vertex where that is not what is stated."""
        changed = dict.fromkeys((*self._own, *self._instead))
        return {numbers.of(vertex): numbers.steps(self.out(vertex)) for vertex in changed}

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


def _weakest(cost: int) -> Confidence:
    if cost >= POSSIBLE:
        return Confidence.POSSIBLE
    return Confidence.LIKELY if cost >= LIKELY else Confidence.CERTAIN


def _dominators(above: Mapping[Vertex, Vertex | None], vertex: Vertex, start: Vertex) -> Iterator[Vertex]:
    """What every way from the start to the vertex passes, without either."""
    following = above[vertex]
    while following is not None and following not in (start, above.get(following)):
        yield following
        following = above[following]
