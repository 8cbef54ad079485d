"""Vertices by number, and edges as they are followed: thousands of questions go the same ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from catalog.graph.edges import Confidence, Edge, Kind, Vertex

LIKELY, POSSIBLE = 2.0**17, 2.0**34
WEIGHTS = {Confidence.CERTAIN: 1.0, Confidence.LIKELY: 1 + LIKELY, Confidence.POSSIBLE: 1 + POSSIBLE}
"""What an edge adds to the cost of a way: edges that are only possible count before those that are only likely, these
before the number of all. Sums are exact as far as a way has 100,000 edges; floats are compared twice as fast as
integers of this size."""

Steps: TypeAlias = "dict[float, list[tuple[int, ...]]]"
"""Where edges lead: what they add to the cost → by the source's number the targets in the order of the edges, every one
once."""

Targets: TypeAlias = "dict[float, dict[int, None]]"
"""Where the edges of one source lead, by what they add to the cost."""


class Numbers:
    """Vertices by number, so that a question asks for one by its name once; `below` are those of a whole catalog."""

    def __init__(self, below: Numbers | None = None) -> None:
        self._below = below
        self.own: dict[Vertex, int] = {}
        self.vertices: list[Vertex] = list(below.vertices) if below else []
        self.counted: bytearray = bytearray(below.counted if below else b"")
        """Whether a vertex is a service: one more that is passed."""

    def of(self, vertex: Vertex) -> int:
        """The number of a vertex, a new one where it has none."""
        known = self.find(vertex)
        if known is None:
            known = self.own[vertex] = len(self.vertices)
            self.vertices.append(vertex)
            self.counted.append(vertex.kind is Kind.SERVICE)
        return known

    def find(self, vertex: Vertex) -> int | None:
        """The number of a vertex, if it has one."""
        known = self._below.own.get(vertex) if self._below else None
        return self.own.get(vertex) if known is None else known

    def targets(self, edges: Mapping[Vertex, Iterable[Edge]]) -> dict[int, Targets]:
        """Where the edges of each source lead, by its number."""
        return {self.of(source): self._targets(each) for source, each in edges.items()}

    def _targets(self, edges: Iterable[Edge]) -> Targets:
        found: Targets = {}
        for edge in edges:
            found.setdefault(WEIGHTS[edge.confidence], {})[self.of(edge.target)] = None
        return found

    def steps(self, changed: Mapping[int, Targets], known: Steps | None = None) -> Steps:
        """The edges as they are followed: those of sources that `changed` instead of what is `known` of them."""
        size = len(self.vertices)
        # numbers made at once lie side by side in memory: a walk through all of them takes a third less
        near: Sequence[int] = list(range(size)) if known is None else range(size)
        steps: Steps = {}
        for weight in WEIGHTS.values():
            before = known[weight] if known else []
            leads = steps[weight] = [*before, *[()] * (size - len(before))]
            for number, targets in changed.items():
                leads[number] = tuple([near[target] for target in targets.get(weight, ())])
        return steps

    def named(self, kind: Kind) -> Sequence[int]:
        """Those of a kind in the whole catalog, by name."""
        return self._below._by_kind.get(kind, ()) if self._below else ()

    def places(self, contract: str) -> Sequence[int]:
        """The addresses of a contract in the whole catalog, by name."""
        return self._below._by_contract.get(contract, ()) if self._below else ()

    @property
    def repeats(self) -> bool:
        """Whether two of those of the whole catalog may have one name, of which one ends."""
        return self._below is not None and self._below._ends

    @cached_property
    def _ends(self) -> bool:
        return any(vertex.ends for vertex in self.own)

    @cached_property
    def _by_kind(self) -> Mapping[Kind, Sequence[int]]:
        found: dict[Kind, list[int]] = defaultdict(list)
        for vertex, number in sorted(self.own.items(), key=lambda pair: pair[0].name):
            found[vertex.kind].append(number)
        return found

    @cached_property
    def _by_contract(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number in self._by_kind.get(Kind.ADDRESS, ()):
            found[self.vertices[number].name.partition(" ")[0]].append(number)
        return found
