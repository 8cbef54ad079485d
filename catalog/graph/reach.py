"""How far everything lies from one place of an atlas, against and along the way that effects travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from catalog.graph.atlas import Atlas

ALL = 1 << 30


class Side(Enum):
    """Where something lies, seen from the focus."""

    FOCUS = "focus"
    UPSTREAM = "upstream"
    """The focus depends on it."""
    DOWNSTREAM = "downstream"
    """It depends on the focus."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a vertex lies. `half` counts half steps: a contract lies half a step behind the service that offers it.
    `before` is the vertex it is reached from, `link` the link; both -1 for the focus."""

    half: int
    side: Side
    before: int
    link: int


def reach(
    atlas: Atlas, start: int, sides: tuple[Side, ...], admits: Callable[[int], bool] | None = None
) -> dict[int, Spot]:
    """Every vertex that is reached, the nearest first, each on the side where it is nearer: from the focus only along
    the links, or only against them, so that nobody is reached who merely uses the same thing. `admits` says which
    links, by number, are followed."""
    found = {start: Spot(0, Side.FOCUS, -1, -1)}
    for side in sides:
        for vertex, spot in _one_way(atlas, start, side, admits).items():
            known = found.get(vertex)
            if known is None or spot.half < known.half:
                found[vertex] = spot
    return dict(sorted(found.items(), key=lambda pair: pair[1].half))


def _one_way(atlas: Atlas, start: int, side: Side, admits: Callable[[int], bool] | None) -> dict[int, Spot]:
    further = atlas.out if side is Side.DOWNSTREAM else atlas.into
    carries, stops, found = atlas.carries, atlas.stops, {start: Spot(0, side, -1, -1)}
    levels: dict[int, list[int]] = defaultdict(list, {0: [start]})
    half = 0
    while levels:
        for vertex in levels.pop(half, ()):
            if found[vertex].half != half or (stops[vertex] and vertex != start):
                continue
            for end, link in further[vertex]:
                far = half + 1 if carries[end] or half % 2 else half + 2
                known = found.get(end)
                if (known is None or far < known.half) and (admits is None or admits(link)):
                    found[end] = Spot(far, side, vertex, link)
                    levels[far].append(end)
        half += 1
    return found
