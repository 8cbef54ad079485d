"""How much each vertex of an atlas reaches, and is reached by: counted for all at once, as sets of bits."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.graph.atlas import Atlas


@dataclass(frozen=True)
class Everything:
    """For each vertex, by number, the set of those below and of those above, itself included, as bits."""

    below: list[int]
    above: list[int]


def everything(atlas: Atlas) -> Everything:
    """All that effects reach from each vertex, and all from which they reach it, however far."""
    out, into = [[[end for end, _ in ends] for ends in side] for side in (atlas.out, atlas.into)]
    found = circles(out)
    return Everything(_reached(out, found), _reached(into, found[::-1]))


def _reached(further: list[list[int]], ordered: list[list[int]]) -> list[int]:
    """The members of a circle reach the same; what a circle leads to comes before it."""
    found = [0] * len(further)
    for members in ordered:
        whole = 0
        for member in members:
            whole |= 1 << member
        for end in {end for member in members for end in further[member]}:
            whole |= found[end]
        for member in members:
            found[member] = whole
    return found


def circles(further: list[list[int]]) -> list[list[int]]:
    """The vertices in groups that reach each other (Tarjan's strongly connected components), each group after all that
    it leads to; without recursion, since ways may be long."""
    numbers, lows, finished = [0] * len(further), [0] * len(further), len(further) + 1
    done, open_, count = list[list[int]](), list[int](), 0
    for first in range(len(further)):
        walk = [] if numbers[first] else [(first, 0)]
        while walk:
            vertex, at = walk.pop()
            if not numbers[vertex]:
                count += 1
                numbers[vertex] = lows[vertex] = count
                open_.append(vertex)
            at, lows[vertex] = _until_unknown(further[vertex], at, numbers, lows, lows[vertex])
            if at < len(further[vertex]):
                walk += [(vertex, at), (further[vertex][at], 0)]
            elif lows[vertex] == numbers[vertex]:
                done.append(_closed(open_, vertex))
                for member in done[-1]:
                    lows[member] = finished
    return done


def _until_unknown(ends: list[int], at: int, numbers: list[int], lows: list[int], low: int) -> tuple[int, int]:
    """The place of the first end that was not visited yet, and the lowest that those before it lead to."""
    while at < len(ends) and numbers[ends[at]]:
        low = min(low, lows[ends[at]])
        at += 1
    return at, low


def _closed(open_: list[int], vertex: int) -> list[int]:
    """Takes the vertex, and all that was opened after it."""
    group: list[int] = []
    while not group or group[-1] != vertex:
        group.append(open_.pop())
    return group
