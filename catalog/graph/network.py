"""Routes through the graph: the surest way to everything that is reached, and the services that all ways pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING

from catalog.graph.edges import Edge, Kind, Vertex
from catalog.graph.numbers import Numbers, Targets
from catalog.graph.routes import Routes
from catalog.graph.walk import ListWalk, Walk

if TYPE_CHECKING:
    from catalog.graph.waves import Waves


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
        self.steps = self.numbers.steps(self.numbers.targets(self.out))
        self.waves: Waves | None = None
        self._between: dict[Vertex, dict[Vertex, list[Edge]]] = {}

    def prepare(self) -> None:
        """Make what walks through all of it take a third of the time, for many questions; nothing without numpy."""
        if self.waves is None and find_spec("numpy") is not None:
            from catalog.graph.waves import Waves

            self.waves = Waves(self.steps)

    def between(self, source: Vertex, target: Vertex) -> Sequence[Edge]:
        """The edges from one vertex to another, in their order."""
        if source not in self._between:
            found: dict[Vertex, list[Edge]] = {}
            for edge in self.out.get(source, ()):
                found.setdefault(edge.target, []).append(edge)
            self._between[source] = found
        return self._between[source].get(target, ())


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

    def between(self, source: Vertex, target: Vertex) -> Sequence[Edge]:
        """The edges from one vertex to another, in their order."""
        if source in self._own or source in self._instead:
            return [edge for edge in self.out(source) if edge.target == target]
        return self._stated.between(source, target)

    def routes(self, start: Vertex, farthest: int | None = None, uncounted: frozenset[str] = frozenset()) -> Routes:
        """The surest route to each vertex reached, nearest first; `farthest` is how many services a route may pass,
        its end among them, those `uncounted` not. Of two equally good edges the one added first is taken."""
        numbers = Numbers(self._stated.numbers)
        first = numbers.of(start)
        changed = numbers.targets({vertex: self.out(vertex) for vertex in (*self._own, *self._instead)})
        for name, ends in product(uncounted, (False, True)):
            number = numbers.find(Vertex(Kind.SERVICE, name, ends))
            if number is not None:
                numbers.counted[number] = False
        return Routes(numbers, self._walk(numbers, first, changed, farthest), self.between)

    def _walk(self, numbers: Numbers, first: int, changed: dict[int, Targets], farthest: int | None) -> Walk:
        """Through what is stated, with the question's own instead where that is more or something else."""
        stated = self._stated
        if stated.waves is not None:
            return stated.waves.walk(numbers, first, changed, farthest)
        return ListWalk(numbers, first, numbers.steps(changed, stated.steps), farthest)

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


def _dominators(above: Mapping[Vertex, Vertex | None], vertex: Vertex, start: Vertex) -> Iterator[Vertex]:
    """What every way from the start to the vertex passes, without either."""
    following = above[vertex]
    while following is not None and following not in (start, above.get(following)):
        yield following
        following = above[following]
