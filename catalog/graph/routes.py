"""Routes from one vertex to all that it reaches: found by number, told when they are asked for."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from catalog.graph.edges import RANKS, Confidence, Edge, Kind, Vertex
from catalog.graph.numbers import LIKELY, POSSIBLE, WEIGHTS, Numbers, Steps

NEVER = inf
FAR, LESS_SURE = 2.0**40, 2.0**20
"""What a rank counts before the services passed: whether others stand between, then how sure it is."""


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


class Routes(Mapping[Vertex, Route]):
    """The surest route to each vertex reached, nearest first; of two equally good edges the one added first is taken.

    `between` tells the edges from one vertex to another.
    """

    def __init__(self, numbers: Numbers, start: Vertex, between: Callable[[Vertex, Vertex], Sequence[Edge]]) -> None:
        self.numbers, self._between, self._first = numbers, between, numbers.of(start)
        size = len(numbers.vertices)
        numbers.counted[self._first] = False
        self.order: list[int] = []
        """The numbers of what is reached, nearest first."""
        self.passed, self._ranks, self._before = [0] * size, [0.0] * size, [self._first] * size
        self._costs = [NEVER] * size
        self._told: dict[int, Route] = {self._first: Route()}

    def follow(self, steps: Steps, farthest: int | None) -> None:
        """Find all of it; `farthest` is how many services a route may pass, its end among them."""
        costs, most = self._costs, NEVER if farthest is None else farthest
        costs[self._first] = 0.0
        waiting, ahead = {0.0: [self._first]}, [0.0]
        ways = [(weight, leads) for weight, leads in steps.items() if any(leads)]
        while ahead:  # an edge costs something: what is found on the way costs more than what it is found from
            cost = heapq.heappop(ahead)
            now = [number for number in waiting.pop(cost) if costs[number] == cost]
            self._arrive(now, cost)
            for weight, leads in ways:
                further = cost + weight
                found = waiting.get(further, [])
                self._go_on(now, leads, further, most, found)
                if found and further not in waiting:
                    waiting[further] = found
                    heapq.heappush(ahead, further)

    def _arrive(self, now: Sequence[int], cost: float) -> None:
        """Note the rank of all that is reached at a cost."""
        passed, ranks = self.passed, self._ranks
        near = RANKS[_weakest(cost)] * LESS_SURE
        behind_others = near + FAR
        for number in now:
            far = passed[number]
            ranks[number] = behind_others + far if far > 1 else near + far
        self.order += now

    def _go_on(
        self, now: Sequence[int], leads: Sequence[Sequence[int]], further: float, most: float, found: list[int]
    ) -> None:
        """Add to those `found` what is reached next at a cost, unless it is known at less."""
        costs, before, passed, counted = self._costs, self._before, self.passed, self.numbers.counted
        for number in now:
            targets = leads[number]
            if targets:
                far = passed[number]
                for target in targets:
                    if costs[target] > further and (passes := far + counted[target]) <= most:
                        costs[target] = further
                        before[target] = number
                        passed[target] = passes
                        found.append(target)

    def __getitem__(self, vertex: Vertex) -> Route:
        number = self.numbers.find(vertex)
        if number is None or self._costs[number] == NEVER:
            raise KeyError(vertex)
        return self.route(number)

    def __contains__(self, vertex: object) -> bool:
        number = self.numbers.find(vertex) if isinstance(vertex, Vertex) else None
        return number is not None and self._costs[number] != NEVER

    def __iter__(self) -> Iterator[Vertex]:
        return map(self.numbers.vertices.__getitem__, self.order)

    def __len__(self) -> int:
        return len(self.order)

    def route(self, number: int) -> Route:
        """The route to what is reached and has this number."""
        untold = []
        while number not in self._told:
            untold.append(number)
            number = self._before[number]
        for each in reversed(untold):
            route = Route(self._told[number], self._last(each), _weakest(self._costs[each]), self.passed[each])
            self._told[each], number = route, each
        return self._told[number]

    def _last(self, number: int) -> Edge:
        source, target = self.numbers.vertices[self._before[number]], self.numbers.vertices[number]
        weight = self._costs[number] - self._costs[self._before[number]]
        return next(edge for edge in self._between(source, target) if WEIGHTS[edge.confidence] == weight)

    def rank(self, number: int) -> float:
        """Less for what no other service stands before, then for what is surer, then for what is nearer."""
        return self._ranks[number]

    def confidence(self, number: int) -> Confidence:
        """How sure the route to a number is."""
        return _weakest(self._costs[number])

    def position(self, vertex: Vertex) -> int:
        """How many vertices are nearer than one that is reached."""
        number, costs = self.numbers.of(vertex), self._costs
        return self.order.index(number, bisect_left(self.order, costs[number], key=costs.__getitem__))

    def best(self, kind: Kind) -> list[int]:
        """What is reached of a kind, by rank and name, whether or not anything travels on from there; not the start."""
        ranks, found = self._ranks, defaultdict[float, list[int]](list)
        for number in self._reached(self.numbers.named(kind), lambda vertex: vertex.kind is kind):
            found[ranks[number]].append(number)
        return [number for rank in sorted(found) for number in found[rank]]

    def places(self, contract: str) -> list[int]:
        """The addresses of a contract that are reached, by name."""
        first = f"{contract} "
        return self._reached(
            self.numbers.places(contract), lambda vertex: vertex.kind is Kind.ADDRESS and vertex.name.startswith(first)
        )

    def _reached(self, known: Iterable[int], is_wanted: Callable[[Vertex], bool]) -> list[int]:
        """Those `known`, in order of their names, and those of the question's own that are wanted."""
        costs = self._costs
        found = [number for number in known if costs[number] != NEVER]
        own = [n for vertex, n in self.numbers.own.items() if costs[n] != NEVER and is_wanted(vertex)]
        found = self._once(found + own) if own or self.numbers.repeats else found
        return [number for number in found if number != self._first]

    def _once(self, numbers: Iterable[int]) -> list[int]:
        """In order of their names; of those with one name the best, of equally good ones the nearest."""
        wanted, held = set(numbers), dict[str, int]()
        for number in self.order:
            if number in wanted:
                name = self.numbers.vertices[number].name
                if name not in held or self._ranks[number] < self._ranks[held[name]]:
                    held[name] = number
        return [held[name] for name in sorted(held)]


def _weakest(cost: float) -> Confidence:
    if cost >= POSSIBLE:
        return Confidence.POSSIBLE
    return Confidence.LIKELY if cost >= LIKELY else Confidence.CERTAIN
