"""Where the nodes of a graph are drawn: columns from left to right as effects travel, no two nodes on one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 170.0, 42.0
"""Of a node."""
GAP_X, GAP_Y, MARGIN = 56.0, 14.0, 12.0
LANE_GAP = 18.0
"""Between the lanes of one column."""
TALLEST = 16
"""Nodes above each other; more stand in further lanes of their column."""
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """Left upper corners of nodes, by their number, and the size of the whole."""

    corners: Mapping[int, tuple[float, float]]
    width: float
    height: float


def layered(columns: Mapping[int, int], pairs: Sequence[tuple[int, int]]) -> Drawn:
    """Nodes, numbered, in the columns given (any integers; gaps are closed), linked in `pairs`. The same input gives
    the same drawing; nodes come near to those they are linked to, and otherwise in the order of their numbers."""
    lanes = {column: _lanes(nodes, outward=column < 0) for column, nodes in _ordered(columns, pairs).items()}
    tallest = max((len(lane) for each in lanes.values() for lane in each), default=0)
    height = tallest * (HEIGHT + GAP_Y) - GAP_Y
    corners: dict[int, tuple[float, float]] = {}
    x = MARGIN
    for column in sorted(lanes):
        for lane in lanes[column]:
            top = MARGIN + (height - (len(lane) * (HEIGHT + GAP_Y) - GAP_Y)) / 2
            corners |= {node: (x, top + place * (HEIGHT + GAP_Y)) for place, node in enumerate(lane)}
            x += WIDTH + LANE_GAP
        x += GAP_X - LANE_GAP
    return Drawn(corners, x - GAP_X + MARGIN, height + 2 * MARGIN)


def _lanes(nodes: Sequence[int], *, outward: bool) -> list[Sequence[int]]:
    """A column cut into lanes of nearly equal length; those nearest to the focus first, seen from it."""
    count = -(-len(nodes) // TALLEST) or 1
    size = -(-len(nodes) // count)
    lanes = [nodes[at : at + size] for at in range(0, len(nodes), size)]
    return lanes[::-1] if outward else lanes


def _ordered(columns: Mapping[int, int], pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Each column's nodes from top to bottom, after sweeps that pull each node to the middle of its neighbours."""
    near: dict[int, list[int]] = defaultdict(list)
    for source, target in pairs:
        if columns[source] != columns[target]:
            near[source].append(target)
            near[target].append(source)
    order: dict[int, list[int]] = defaultdict(list)
    for node in sorted(columns):
        order[columns[node]].append(node)
    for sweep in range(SWEEPS):
        heights = _heights(order)
        for column in sorted(order, reverse=bool(sweep % 2)):
            middle = {node: _middle(node, near[node], heights) for node in order[column]}
            order[column].sort(key=lambda node: (middle[node], node))
            heights |= _heights({column: order[column]})
    return dict(order)


def _heights(order: Mapping[int, Sequence[int]]) -> dict[int, float]:
    """How far up or down of the middle of its column each node stands."""
    return {node: at - (len(nodes) - 1) / 2 for nodes in order.values() for at, node in enumerate(nodes)}


def _middle(node: int, near: Sequence[int], heights: Mapping[int, float]) -> float:
    return sum(heights[each] for each in near) / len(near) if near else heights[node]
