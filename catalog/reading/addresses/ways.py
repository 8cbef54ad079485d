"""All ways to a place: the shortest from every operation that reaches it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import count

from catalog.model.address import Section
from catalog.model.source import Pointer
from catalog.reading.addresses.claims import Claims, tier
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.spots import Edge, Label, Spot, SpotKey


class Ways:
    """The edges of a contract turned round."""

    __slots__ = ("_graph", "_incoming")

    def __init__(self, graph: Graph, claims: Claims) -> None:
        self._graph = graph
        self._incoming: dict[SpotKey, list[tuple[SpotKey, Edge]]] = {}
        for spot in claims.spots():
            for edge in graph.edges(spot):
                if not edge.alias and not spot.facet:
                    self._incoming.setdefault(edge.spot.key, []).append((spot.key, edge))

    def to(self, place: SpotKey) -> Iterator[Label]:
        """The shortest steps from every operation, webhook, callback, path and channel that reaches it, sorted."""
        found: dict[Label, Label] = {}
        for steps in self._backwards(place):
            opening = tuple(step for step in steps if step.section is Section.SUBJECT)
            is_detour = opening[0].text == "path" and len(opening) > 2
            if opening not in found and not is_detour:
                found[opening] = steps
        yield from (found[opening] for opening in sorted(found, key=lambda words: [word.text for word in words[::-1]]))

    def _backwards(self, place: SpotKey) -> Iterator[Label]:
        tie, best = count(), set[SpotKey]()
        heap: list[tuple[int, int, Label, int, SpotKey]] = [(0, 0, (), next(tie), place)]
        while heap:
            _, hops, steps, _, key = heapq.heappop(heap)
            if key in best:
                continue
            best.add(key)
            for parent, edge in self._incoming.get(key, ()):
                longer = edge.label + steps
                if parent != self._graph.root.key:
                    heapq.heappush(heap, (len(longer), hops + edge.hops, longer, next(tie), parent))
                elif tier(edge) < 2:
                    yield longer


def component_of(graph: Graph, document: str, pointer: Pointer) -> Edge | None:
    """The component that a place stands in."""
    if document != graph.root.key[0]:
        return None
    components = (edge for edge in graph.edges(graph.root) if edge.label and tier(edge) == 2)
    return next((edge for edge in components if pointer[: len(edge.spot.node.pointer)] == edge.spot.node.pointer), None)


def within(graph: Graph, component: Edge) -> dict[SpotKey, tuple[Spot, Label]]:
    """The places that meaning reaches inside a component, without following references."""
    root = component.spot.node.pointer
    found: dict[SpotKey, tuple[Spot, Label]] = {}
    tie = count()
    heap = [(0, 0, component.label, next(tie), component.spot)]
    while heap:
        _, hops, steps, _, spot = heapq.heappop(heap)
        if spot.key in found:
            continue
        found[spot.key] = (spot, steps)
        for edge in graph.edges(spot):
            if edge.spot.key[0] == spot.key[0] and edge.spot.node.pointer[: len(root)] == root and not edge.alias:
                longer = steps + edge.label
                heapq.heappush(heap, (len(longer), hops + edge.hops, longer, next(tie), edge.spot))
    return found
