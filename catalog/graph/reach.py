"""How far everything lies from one place of an atlas, against and along the way that effects travel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from catalog.graph.atlas import Atlas, Ends

MOST = 600
"""Things on a side beyond which no further step is made: nobody looks at all of them."""


class Side(Enum):
    """Where something lies, seen from the focus."""

    FOCUS = "focus"
    UPSTREAM = "upstream"
    """The focus depends on it."""
    DOWNSTREAM = "downstream"
    """It depends on the focus."""


@dataclass
class Reach:
    """What was reached, by number. `half` counts half steps: a contract lies half a step behind the service that offers
    it. `before` is the vertex that another is reached from, `link` the link on the way; the start has neither."""

    start: int
    half: dict[int, int] = field(default_factory=dict)
    upstream: set[int] = field(default_factory=set)
    before: dict[int, int] = field(default_factory=dict)
    link: dict[int, int] = field(default_factory=dict)
    half_steps: int = 0
    """How far all of it was followed, on both sides."""

    def side(self, vertex: int) -> Side:
        if vertex == self.start:
            return Side.FOCUS
        return Side.UPSTREAM if vertex in self.upstream else Side.DOWNSTREAM


def reach(
    atlas: Atlas,
    start: int,
    sides: tuple[Side, ...],
    farthest: int,
    admits: Callable[[int], bool] | None = None,
    most: int = MOST,
) -> Reach:
    """Everything at most `farthest` half steps away, each on the side where it is nearer: from the focus only along the
    links, or only against them, so that nobody is reached who merely uses the same thing. `admits` says which links,
    by number, are followed. Beyond `most` on a side no further step is made."""
    found = Reach(start, {start: 0}, half_steps=farthest)
    for side in sides:
        further = atlas.out if side is Side.DOWNSTREAM else atlas.into
        one = _one_way(atlas, start, further, farthest, admits, most)
        if len(found.half) == 1:
            found = one
            found.upstream = set(one.before) if side is Side.UPSTREAM else set()
        else:
            _join(found, one)
    return found


def _join(found: Reach, further: Reach) -> None:
    """Downstream after upstream: what is nearer there moves there."""
    found.half_steps = min(found.half_steps, further.half_steps)
    for vertex, half in further.half.items():
        known = found.half.get(vertex)
        if known is None or half < known:
            found.half[vertex] = half
            found.before[vertex], found.link[vertex] = further.before[vertex], further.link[vertex]
            found.upstream.discard(vertex)


def _one_way(
    atlas: Atlas, start: int, further: list[list[Ends]], farthest: int, admits: Callable[[int], bool] | None, most: int
) -> Reach:
    carries, stops = atlas.carries, atlas.stops
    found = Reach(start, {start: 0}, half_steps=farthest)
    half, before, link_to = found.half, found.before, found.link
    levels: list[list[int]] = [[] for _ in range(farthest + 3)]
    levels[0].append(start)
    for at in range(farthest):
        if not at % 2 and at > 1 and len(half) > most:
            return _cut(found, at)
        to_carrier, to_other = levels[at + 1], levels[at + (1 if at % 2 else 2)]
        far_other = at + (1 if at % 2 else 2)
        for vertex in levels[at]:
            if half[vertex] != at or (stops[vertex] and vertex != start):
                continue
            for end, link in further[vertex]:
                far = at + 1 if carries[end] else far_other
                known = half.get(end)
                if far > farthest or (known is not None and known <= far) or (admits and not admits(link)):
                    continue
                half[end], before[end], link_to[end] = far, vertex, link
                (to_carrier if carries[end] else to_other).append(end)
    return found


def _cut(found: Reach, farthest: int) -> Reach:
    """What lies within so many half steps."""
    within = {vertex: half for vertex, half in found.half.items() if half <= farthest}
    before = {vertex: found.before[vertex] for vertex in within if vertex != found.start}
    link = {vertex: found.link[vertex] for vertex in before}
    return Reach(found.start, within, set(), before, link, farthest)
