"""Where steps lead: places of the same meaning, in an order that spelling does not change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from catalog.model.address import Section
from catalog.model.node import Node
from catalog.model.source import Pointer
from catalog.reading.addresses.facets import facets_at
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.spots import Label, Spot, SpotKey
from catalog.reading.following import MAX_HOPS

State: TypeAlias = "tuple[Spot, int]"
States: TypeAlias = "dict[tuple[SpotKey, bool], State]"


@dataclass(slots=True)
class Group:
    """References that count for nothing but what they lead to, and that: one place, written in several."""

    target: Spot
    hops: int
    sites: list[Spot] = field(default_factory=list)

    def nodes(self, graph: Graph) -> Iterator[Node]:
        """Everywhere that this place is written: references and their `$ref` members first, what they lead to last."""
        for site in self.sites:
            yield site.node
            if isinstance(site.node.value, dict) and "$ref" in site.node.value:
                yield site.node.child("$ref")
        yield self.target.node
        if graph.hop(self.target) is not None and isinstance(self.target.node.value, dict):
            yield from (self.target.node.child("$ref"),) if "$ref" in self.target.node.value else ()


def groups_at(graph: Graph, steps: Label) -> list[Group]:
    """The places that these steps lead to, directly written ones first, then by what they say."""
    groups: dict[SpotKey, Group] = {}
    for spot, hops in reach(graph, steps).values():
        target = _end(graph, spot)
        group = groups.setdefault(target.key, Group(target, hops))
        group.hops = min(group.hops, hops)
        if spot.key != target.key and all(site.key != spot.key for site in group.sites):
            group.sites.append(spot)
    return sorted(groups.values(), key=lambda group: _rank(graph, group)) if len(groups) > 1 else [*groups.values()]


def _rank(graph: Graph, group: Group) -> tuple[int, tuple[str, str], str, list[str]]:
    node = group.target.node
    return group.hops, graph.naming.rank(node), node.document.name, [str(token) for token in node.pointer]


def _end(graph: Graph, spot: Spot) -> Spot:
    for _ in range(MAX_HOPS):
        following = graph.hop(spot)
        if following is None or not _counts_for_nothing(graph, spot):
            break
        spot = following
    return spot


def _counts_for_nothing(graph: Graph, spot: Spot) -> bool:
    return spot.kind not in ("Schema", "AnySchema") or graph.is_transparent(spot)


def reach(graph: Graph, steps: Label) -> States:
    """All places that the steps lead to, with the compositions passed on the way."""
    frontier: list[States] = [{} for _ in range(len(steps) + 1)]
    _add(frontier[0], graph.root, 0)
    for position in range(len(steps) + 1):
        states = _closed(graph, frontier[position])
        if position < len(steps):
            for spot, hops in states.values():
                _advance(graph, spot, hops, steps, position, frontier)
    return frontier[-1]


def _add(states: States, spot: Spot, hops: int) -> bool:
    """Whether the state is new, or reached through fewer compositions."""
    key = (spot.key, spot.facet)
    if key in states and states[key][1] <= hops:
        return False
    states[key] = (spot, hops)
    return True


def _closed(graph: Graph, states: States) -> States:
    """Passing through references and compositions."""
    waiting = list(states.values())
    while waiting:
        spot, hops = waiting.pop()
        further = [(edge.spot, hops + edge.hops) for edge in graph.leading(spot).through]
        waiting += [state for state in further if _add(states, *state)]
    return states


def _advance(graph: Graph, spot: Spot, hops: int, steps: Label, position: int, frontier: list[States]) -> None:
    step = steps[position]
    if step.section is Section.FACET:
        for place in facets_at(graph, spot, step):
            _add(frontier[position + 1], place, hops + _penalty(graph, spot))
        return
    leading = graph.leading(spot)
    for end in (position + length for length in leading.lengths if position + length <= len(steps)):
        for edge in leading.by_label.get(steps[position:end], ()):
            _add(frontier[end], edge.spot, hops + edge.hops)


def _penalty(graph: Graph, spot: Spot) -> int:
    """What stands beside a `$ref` that hides it comes after what the reference leads to."""
    return 0 if graph.siblings_count or graph.hop(spot) is None else 1


def pointer_places(graph: Graph, group: Group) -> list[tuple[str, Pointer]]:
    """Documents and pointers of a group."""
    return [(node.document.name, node.pointer) for node in group.nodes(graph)]
