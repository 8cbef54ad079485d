"""Routes from one vertex to all that it reaches: found by number, told when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from catalog.graph.edges import RANKS, Confidence, Edge, Kind, Vertex
from catalog.graph.numbers import WEIGHTS, Numbers
from catalog.graph.walk import NEVER, Walk, weakest


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

    def __init__(self, numbers: Numbers, walk: Walk, between: Callable[[Vertex, Vertex], Sequence[Edge]]) -> None:
        self.numbers, self.walk, self._between = numbers, walk, between
        self._told: dict[int, Route] = {walk.first: Route()}

    def __getitem__(self, vertex: Vertex) -> Route:
        number = self.numbers.find(vertex)
        if number is None or self.walk.cost(number) == NEVER:
            raise KeyError(vertex)
        return self.route(number)

    def __contains__(self, vertex: object) -> bool:
        number = self.numbers.find(vertex) if isinstance(vertex, Vertex) else None
        return number is not None and self.walk.cost(number) != NEVER

    def __iter__(self) -> Iterator[Vertex]:
        return map(self.numbers.vertices.__getitem__, self.walk.order)

    def __len__(self) -> int:
        return len(self.walk.order)

    def route(self, number: int) -> Route:
        """The route to what is reached and has this number."""
        untold, walk = [], self.walk
        while number not in self._told:
            untold.append(number)
            number = walk.before(number)
        for each in reversed(untold):
            route = Route(self._told[number], self._last(each), weakest(walk.cost(each)), walk.passed(each))
            self._told[each], number = route, each
        return self._told[number]

    def _last(self, number: int) -> Edge:
        walk, before = self.walk, self.walk.before(number)
        source, target = self.numbers.vertices[before], self.numbers.vertices[number]
        weight = walk.cost(number) - walk.cost(before)
        return next(edge for edge in self._between(source, target) if WEIGHTS[edge.confidence] == weight)

    def confidence(self, number: int) -> Confidence:
        """How sure the route to a number is."""
        return weakest(self.walk.cost(number))

    def position(self, vertex: Vertex) -> int:
        """How many vertices are nearer than one that is reached."""
        return self.walk.position(self.numbers.of(vertex))

    def best(self, kind: Kind) -> list[int]:
        """What is reached of a kind, by rank and name, whether or not anything travels on from there; not the start."""
        walk, own = self.walk, self._own(lambda vertex: vertex.kind is kind)
        if own or self.numbers.repeats:
            return walk.ranked(self._once([*walk.reached(self.numbers.named(kind)), *own]))
        return walk.best(kind)

    def places(self, contract: str) -> list[int]:
        """The addresses of a contract that are reached, by name."""
        first, found = f"{contract} ", self.walk.reached(self.numbers.places(contract))
        own = self._own(lambda vertex: vertex.kind is Kind.ADDRESS and vertex.name.startswith(first))
        return self._once([*found, *own]) if own or self.numbers.repeats else found

    def _own(self, is_wanted: Callable[[Vertex], bool]) -> list[int]:
        """Those of the question's own that are reached and wanted."""
        return self.walk.reached([n for vertex, n in self.numbers.own.items() if is_wanted(vertex)])

    def _once(self, numbers: Iterable[int]) -> list[int]:
        """In order of their names; of those with one name the best, of equally good ones the nearest."""
        wanted, held, rank = set(numbers), dict[str, int](), self.walk.rank
        for number in self.walk.order:
            if number in wanted:
                name = self.numbers.vertices[number].name
                if name not in held or rank(number) < rank(held[name]):
                    held[name] = number
        return [held[name] for name in sorted(held)]
