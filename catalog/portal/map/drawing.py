"""The focus graph as lines and boxes: all positions are computed here, and drawn by the page's SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.answers.atlas.shape import FocusMap, Node
from catalog.graph.layout import HEIGHT, WIDTH, layered

LONGEST_LABEL = 24
BEND = 0.45
"""How far a line runs level before it turns, of its way from left to right."""
BULGE = 46.0


@dataclass(frozen=True, slots=True)
class Box:
    """A node by its number: left upper corner, and what is written in it; `small` says its kind in words."""

    number: int
    x: float
    y: float
    label: str
    small: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line by the number of its arrow: `path` as SVG writes it."""

    arrow: int
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Sizes are CSS pixels at natural size."""

    width: float
    height: float
    box_width: float
    box_height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def drawn(graph: FocusMap) -> Picture:
    """Upstream left of the focus, downstream right of it."""
    columns = {node.number: node.column for node in graph.nodes}
    place = layered(columns, tuple((arrow.source, arrow.target) for arrow in graph.arrows))
    boxes = tuple(Box(n.number, *place.corners[n.number], shortened(n.name), _small(n)) for n in graph.nodes)
    lines = tuple(
        Line(number, _path(place.corners, arrow.source, arrow.target)) for number, arrow in enumerate(graph.arrows)
    )
    return Picture(place.width, place.height, WIDTH, HEIGHT, boxes, lines)


def shortened(name: str) -> str:
    """A name that fits into a box: the middle is left out."""
    if len(name) <= LONGEST_LABEL:
        return name
    head = (LONGEST_LABEL - 1) * 2 // 3
    return f"{name[:head]}…{name[head + 1 - LONGEST_LABEL :]}"


def _small(node: Node) -> str:
    words = [f"{node.layer} {node.kind.value}" if node.layer and node.layer != node.kind.value else node.kind.value]
    words += [node.stage] if node.stage not in ("", "active") else []
    words += [f"+{node.more} more"] if node.more else []
    return " · ".join(words)


def _path(corners: Mapping[int, tuple[float, float]], source: int, target: int) -> str:
    """From the right side of one box to the left side of the other; within a column, around on the right."""
    (x1, y1), (x2, y2) = corners[source], corners[target]
    y1, y2 = y1 + HEIGHT / 2, y2 + HEIGHT / 2
    if abs(x2 - x1) < WIDTH:
        right = max(x1, x2) + WIDTH + BULGE
        return f"M{x1 + WIDTH:g} {y1:g}C{right:g} {y1:g} {right:g} {y2:g} {x2 + WIDTH:g} {y2:g}"
    begin, end = (x1 + WIDTH, x2) if x2 > x1 else (x1, x2 + WIDTH)
    bend = (end - begin) * BEND
    return f"M{begin:g} {y1:g}C{begin + bend:g} {y1:g} {end - bend:g} {y2:g} {end:g} {y2:g}"
