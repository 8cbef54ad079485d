"""How much each vertex of an atlas reaches, and is reached by: counted for all at once, as sets of bits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.graph.atlas import Atlas, Ends


@dataclass(frozen=True)
class Everything:
    """For each vertex, by number, the set of those below and of those above, itself included, as bits."""

    below: list[int]
    above: list[int]


def everything(atlas: Atlas) -> Everything:
    """All that effects reach from each vertex, and all from which they reach it, however far."""
    return Everything(_reached(atlas.out), _reached(atlas.into))


def _reached(further: list[list[Ends]]) -> list[int]:
    """Circles are one: their members reach the same."""
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(further)))
    graph.add_edges_from((vertex, end) for vertex, ends in enumerate(further) for end, _ in ends)
    circles = networkx.condensation(graph)
    found = [0] * len(further)
    for circle in reversed(list(networkx.topological_sort(circles))):
        members = circles.nodes[circle]["members"]
        own = _union(1 << member for member in members)
        whole = own | _union(found[end] for member in members for end, _ in further[member])
        for member in members:
            found[member] = whole
    return found


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for each in sets:
        whole |= each
    return whole
