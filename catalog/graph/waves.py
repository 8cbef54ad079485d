"""The walk of `walk.ListWalk`, all of a distance at once, for a catalog that many questions are asked of.

The edges lie in arrays, as rows of a matrix (compressed sparse rows); the answers are the same to the last tie.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from catalog.graph.edges import Kind
from catalog.graph.numbers import Numbers, Steps, Targets
from catalog.graph.walk import FAR, NEVER, nearness

Array: TypeAlias = NDArray[Any]


class Rows(NamedTuple):
    """Where the edges of one weight lead: of number n to `targets[first[n]:first[n + 1]]`."""

    first: Array
    targets: Array

    def instead(self, changed: Mapping[int, Sequence[int]], size: int) -> Rows:
        """With other targets of some numbers, for so many numbers."""
        known = len(self.first) - 1
        lengths = np.zeros(size, np.int64)
        lengths[:known] = np.diff(self.first)
        parts, at = [], 0
        for number in sorted(changed):
            here = self.first[[min(number, known), min(number + 1, known)]]
            parts += [self.targets[at : here[0]], np.array(changed[number], np.int64)]
            lengths[number], at = len(changed[number]), here[1]
        return Rows(_sums(lengths), np.concatenate([*parts, self.targets[at:]]))


class Waves:
    """The edges that a whole catalog states."""

    def __init__(self, steps: Steps) -> None:
        self.rows = {weight: _rows(leads) for weight, leads in steps.items()}
        self._named: dict[Kind, Array] = {}

    def named(self, kind: Kind, numbers: Numbers) -> Array:
        """The numbers of a kind in the whole catalog, by name, as those of every question tell them."""
        if kind not in self._named:
            self._named[kind] = np.array(numbers.named(kind), np.int64)
        return self._named[kind]

    def walk(self, numbers: Numbers, first: int, changed: Mapping[int, Targets], farthest: int | None) -> WaveWalk:
        """The walk from a number; `changed` are the edges of sources of which a question states others."""
        size = len(numbers.vertices)
        rows = {}
        for weight, known in self.rows.items():
            own = {number: [*targets.get(weight, ())] for number, targets in changed.items()}
            rows[weight] = known.instead(own, size)
        return WaveWalk(self, numbers, first, rows, farthest)


class WaveWalk:
    """The walk, wave by wave."""

    def __init__(
        self, waves: Waves, numbers: Numbers, first: int, rows: Mapping[float, Rows], farthest: int | None
    ) -> None:
        size = len(numbers.vertices)
        numbers.counted[first] = False
        self.first, self._waves, self._numbers = first, waves, numbers
        self._counted = np.frombuffer(bytes(numbers.counted), np.uint8).astype(np.int64)
        self._costs, self._before = np.full(size, NEVER), np.full(size, first)
        self._passed, self._ranks, self._place = np.zeros(size, np.int64), np.zeros(size), np.zeros(size, np.int64)
        self._order = self._follow(rows, NEVER if farthest is None else farthest)

    def _follow(self, rows: Mapping[float, Rows], most: float) -> Array:
        self._costs[self.first] = 0.0
        waiting, ahead, order = {0.0: [np.array([self.first])]}, [0.0], []
        ways = [(weight, row) for weight, row in rows.items() if len(row.targets)]
        while ahead:
            cost = heapq.heappop(ahead)
            now = np.concatenate(waiting.pop(cost))
            now = now[self._costs[now] == cost]
            self._arrive(now, cost)
            order.append(now)
            for weight, row in ways:
                found = self._go_on(now, row, cost + weight, most)
                if len(found):
                    if cost + weight not in waiting:
                        heapq.heappush(ahead, cost + weight)
                    waiting.setdefault(cost + weight, []).append(found)
        return np.concatenate(order)

    def _arrive(self, now: Array, cost: float) -> None:
        passed = self._passed[now]
        self._ranks[now] = nearness(cost) + passed + FAR * (passed > 1)

    def _go_on(self, now: Array, row: Rows, further: float, most: float) -> Array:
        """What is reached next at a cost, unless it is known at less: each once, from whom it is reached first."""
        begins = row.first[now]
        lengths = row.first[now + 1] - begins
        ends = lengths.cumsum()
        shift = begins - ends + lengths
        targets = row.targets[np.repeat(shift, lengths) + np.arange(ends[-1] if len(ends) else 0)]
        sources = np.repeat(now, lengths)
        passes = self._passed[sources] + self._counted[targets]
        new = self._firsts(targets, (self._costs[targets] > further) & (passes <= most))
        found: Array = targets[new]
        self._costs[found], self._before[found], self._passed[found] = further, sources[new], passes[new]
        return found

    def _firsts(self, targets: Array, wanted: Array) -> Array:
        """The places of those wanted, each target's first alone: of values set at one place the last one stays."""
        places = np.flatnonzero(wanted)
        known = targets[places]
        self._place[known[::-1]] = places[::-1]
        firsts: Array = places[self._place[known] == places]
        return firsts

    @cached_property
    def order(self) -> Sequence[int]:
        found: list[int] = self._order.tolist()
        return found

    def cost(self, number: int) -> float:
        return float(self._costs[number])

    def before(self, number: int) -> int:
        return int(self._before[number])

    def passed(self, number: int) -> int:
        return int(self._passed[number])

    def rank(self, number: int) -> float:
        return float(self._ranks[number])

    def position(self, number: int) -> int:
        return int(self._positions[number])

    @cached_property
    def _positions(self) -> Array:
        found = np.zeros(len(self._costs), np.int64)
        found[self._order] = np.arange(len(self._order))
        return found

    def reached(self, numbers: Sequence[int]) -> list[int]:
        costs, first = self._costs, self.first
        return [number for number in numbers if costs[number] != NEVER and number != first]

    def ranked(self, numbers: Sequence[int] | Array) -> list[int]:
        known = np.asarray(numbers, np.int64)
        found: list[int] = known[np.argsort(self._ranks[known], kind="stable")].tolist()
        return found

    def best(self, kind: Kind) -> list[int]:
        known = self._waves.named(kind, self._numbers)
        return self.ranked(known[(self._costs[known] != NEVER) & (known != self.first)])

    def direct(self, numbers: Sequence[int]) -> int:
        return int((self._passed[np.asarray(numbers, np.int64)] <= 1).sum())


def _rows(leads: Sequence[Sequence[int]]) -> Rows:
    lengths = np.fromiter(map(len, leads), np.int64, len(leads))
    first = _sums(lengths)
    return Rows(first, np.fromiter((target for each in leads for target in each), np.int64, first[-1]))


def _sums(lengths: Array) -> Array:
    """Where each one begins, and where the last one ends."""
    return np.concatenate([[0], lengths.cumsum()])
