"""A walk through the graph, by number: what is reached from one vertex, how it is reached best, what is nearest."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol

from catalog.graph.edges import RANKS, Confidence, Kind
from catalog.graph.numbers import LIKELY, POSSIBLE, Numbers, Steps

NEVER = inf
FAR, LESS_SURE = 2.0**40, 2.0**20
"""What a rank counts before the services passed: whether others stand between, then how sure it is."""


class Walk(Protocol):
    """What was reached from `first`; `order` are the numbers of it, nearest first."""

    first: int

    @property
    def order(self) -> Sequence[int]:
        """The numbers of what is reached, nearest first."""

    def cost(self, number: int) -> float:
        """What the way to a number costs, as edges are weighed; NEVER where there is none."""

    def before(self, number: int) -> int:
        """The number that one is reached from."""

    def passed(self, number: int) -> int:
        """How many services are passed on the way, the end among them."""

    def rank(self, number: int) -> float:
        """Less for what no other service stands before, then for what is surer, then for what is nearer."""

    def position(self, number: int) -> int:
        """How many are nearer than one that is reached."""

    def reached(self, numbers: Sequence[int]) -> list[int]:
        """Those of the numbers that are reached, without the first, in their order."""

    def ranked(self, numbers: Sequence[int]) -> list[int]:
        """Numbers that are reached, by rank; those of one rank in their order."""

    def best(self, kind: Kind) -> list[int]:
        """What is reached of a kind of the whole catalog, by rank and name, without the first."""

    def direct(self, numbers: Sequence[int]) -> int:
        """How many of the numbers pass no more than one service."""


class ListWalk:
    """The walk, number by number: for small catalogs, or one question."""

    def __init__(self, numbers: Numbers, first: int, steps: Steps, farthest: int | None) -> None:
        """`farthest` is how many services a route may pass, its end among them; the first counts as none."""
        size = len(numbers.vertices)
        numbers.counted[first] = False
        self.first, self.order = first, list[int]()
        self._numbers, self._passed, self._ranks, self._before = numbers, [0] * size, [0.0] * size, [first] * size
        self._costs = [NEVER] * size
        self._follow(steps, NEVER if farthest is None else farthest)

    def _follow(self, steps: Steps, most: float) -> None:
        costs = self._costs
        costs[self.first] = 0.0
        waiting, ahead = {0.0: [self.first]}, [0.0]
        ways = [(weight, leads) for weight, leads in steps.items() if any(leads)]
        while ahead:  # an edge costs something: what is found on the way costs more than what it is found from
            cost = heapq.heappop(ahead)
            now = [number for number in waiting.pop(cost) if costs[number] == cost]
            self._arrive(now, cost)
            for weight, leads in ways:
                further = cost + weight
                found = waiting.get(further, [])
                self._go_on(now, leads, further, most, found)
                if found and further not in waiting:
                    waiting[further] = found
                    heapq.heappush(ahead, further)

    def _arrive(self, now: Sequence[int], cost: float) -> None:
        """Note the rank of all that is reached at a cost."""
        passed, ranks, near = self._passed, self._ranks, nearness(cost)
        behind_others = near + FAR
        for number in now:
            far = passed[number]
            ranks[number] = behind_others + far if far > 1 else near + far
        self.order += now

    def _go_on(
        self, now: Sequence[int], leads: Sequence[Sequence[int]], further: float, most: float, found: list[int]
    ) -> None:
        """Add to those `found` what is reached next at a cost, unless it is known at less."""
        costs, before, passed, counted = self._costs, self._before, self._passed, self._numbers.counted
        for number in now:
            targets = leads[number]
            if targets:
                far = passed[number]
                for target in targets:
                    if costs[target] > further and (passes := far + counted[target]) <= most:
                        costs[target] = further
                        before[target] = number
                        passed[target] = passes
                        found.append(target)

    def cost(self, number: int) -> float:
        return self._costs[number]

    def before(self, number: int) -> int:
        return self._before[number]

    def passed(self, number: int) -> int:
        return self._passed[number]

    def rank(self, number: int) -> float:
        return self._ranks[number]

    def position(self, number: int) -> int:
        costs = self._costs
        return self.order.index(number, bisect_left(self.order, costs[number], key=costs.__getitem__))

    def reached(self, numbers: Iterable[int]) -> list[int]:
        costs, first = self._costs, self.first
        return [number for number in numbers if costs[number] != NEVER and number != first]

    def ranked(self, numbers: Iterable[int]) -> list[int]:
        ranks, found = self._ranks, defaultdict[float, list[int]](list)
        for number in numbers:
            found[ranks[number]].append(number)
        return [number for rank in sorted(found) for number in found[rank]]

    def best(self, kind: Kind) -> list[int]:
        return self.ranked(self.reached(self._numbers.named(kind)))

    def direct(self, numbers: Iterable[int]) -> int:
        passed = self._passed
        return sum(passed[number] <= 1 for number in numbers)


def nearness(cost: float) -> float:
    """The part of a rank that the cost decides."""
    return RANKS[weakest(cost)] * LESS_SURE


def weakest(cost: float) -> Confidence:
    """The confidence of the weakest edge of a way that costs so much."""
    if cost >= POSSIBLE:
        return Confidence.POSSIBLE
    return Confidence.LIKELY if cost >= LIKELY else Confidence.CERTAIN
