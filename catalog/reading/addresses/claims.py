"""The first and shortest way to every place: by the first operation in sorted order, then by the fewest steps."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeAlias

from catalog.frozen import dataclass
from catalog.model.address import Section
from catalog.reading.addresses.facets import step_to
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.spots import Edge, Label, Spot, SpotKey
from catalog.reading.grammar.shapes import Form

Cost: TypeAlias = "tuple[int, int, int, int, Label]"


@dataclass(frozen=True, slots=True)
class Claim:
    """A place and the steps that lead to it; `parent` is the claim that they come through."""

    spot: Spot
    steps: Label
    hops: int
    order: int
    parent: Claim | None

    @property
    def cost(self) -> Cost:
        """Which operation, steps about a place rather than to it, steps, compositions passed, and the steps."""
        facets = sum(step.section is Section.FACET for step in self.steps)
        return self.order, facets, len(self.steps), self.hops, self.steps


FIRST = ("receive", "send", "webhook")
SECOND = ("path", "channel")


def tier(edge: Edge) -> int:
    """0: operations, webhooks and what is done at channels; 1: paths and channels; 2: components."""
    opening = edge.label[0].text
    if opening in FIRST or opening.isupper():
        return 0
    return 1 if opening in SECOND else 2


class Claims:
    """All claims of a contract."""

    __slots__ = ("_claims", "_graph")

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        root = Claim(graph.root, (), 0, 0, None)
        self._claims: dict[SpotKey, Claim] = {graph.root.key: root}
        subjects = sorted(_subjects(graph), key=lambda edge: (tier(edge), edge.label[1].text, edge.label[0].text))
        order = count(1)
        used = self._by_meaning(root, [edge for edge in subjects if tier(edge) < 2], order)
        self._by_facets([root, *used])
        unused = self._by_meaning(root, [edge for edge in subjects if tier(edge) == 2], order)
        self._by_facets(unused)

    def get(self, key: SpotKey) -> Claim | None:
        """The claim on a place, if meaning leads there."""
        return self._claims.get(key)

    def spots(self) -> Iterator[Spot]:
        """Every claimed place."""
        return (claim.spot for claim in self._claims.values())

    def _by_meaning(self, root: Claim, subjects: Sequence[Edge], order: Iterator[int]) -> list[Claim]:
        """Claim what each subject reaches, those that come first in sorted order first."""
        made: list[Claim] = []
        for edge in subjects:
            start = Claim(edge.spot, edge.label, edge.hops, next(order), root)
            made += self._spread([start])
        return made

    def _spread(self, starts: Sequence[Claim]) -> Iterator[Claim]:
        """Dijkstra over meaning, stopping at what is claimed."""
        tie = count()
        heap = [(start.cost, next(tie), start) for start in starts]
        while heap:
            _, _, claim = heapq.heappop(heap)
            if claim.spot.key in self._claims:
                continue
            self._claims[claim.spot.key] = claim
            yield claim
            for edge in self._graph.edges(claim.spot):
                if not edge.alias and edge.spot.key not in self._claims:
                    further = Claim(edge.spot, claim.steps + edge.label, claim.hops + edge.hops, claim.order, claim)
                    heapq.heappush(heap, (further.cost, next(tie), further))

    def _by_facets(self, claims: Sequence[Claim]) -> None:
        """Claim what references in the fields of claimed places reach, such as shared examples."""
        tie = count()
        heap = [(found.cost, next(tie), found) for claim in claims for found in self._referred(claim)]
        heapq.heapify(heap)
        while heap:
            _, _, claim = heapq.heappop(heap)
            if claim.spot.key in self._claims:
                continue
            self._claims[claim.spot.key] = claim
            for found in self._referred(claim):
                heapq.heappush(heap, (found.cost, next(tie), found))

    def _referred(self, claim: Claim) -> Iterator[Claim]:
        """Targets of references in what is written about a place, as far as no other place begins."""
        start = claim.spot if claim.spot.facet else _as_facet(claim.spot)
        stack: list[tuple[Spot, Label]] = [(start, ())]
        while stack:
            spot, label = stack.pop()
            target = self._graph.hop(spot)
            if target is not None and (label or claim.spot.facet) and target.key not in self._claims:
                yield Claim(target, claim.steps + label, claim.hops, claim.order, claim)
            for token, place in self._graph.below(spot):
                if place.shape.form not in LEAVES and place.key not in self._claims:
                    stack.append((place, (*label, step_to(self._graph, spot, token, place))))


LEAVES = (Form.VALUE, Form.VALUES)


def _as_facet(spot: Spot) -> Spot:
    return Spot(spot.node, spot.shape, spot.kind, facet=True)


def _subjects(graph: Graph) -> Iterator[Edge]:
    return (edge for edge in graph.edges(graph.root) if edge.label and not edge.alias)
