"""Numbers between bounds, on multiples, off others: exact, nicest first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import count, islice

from catalog.frozen import dataclass
from catalog.samples.budget import Budget, OverBudget
from catalog.samples.texts import MOST_DIGITS
from catalog.samples.values import Exact

_SCALES = (1, 2, 10, 20)
_PER_SCALE = 64
_FAR = 2**53
_TOO_LARGE = 10**MOST_DIGITS
"""The least integer that Python does not write as text."""


@dataclass(frozen=True, slots=True)
class NumberGoal:
    """What a number must satisfy. `integral`: must be (True), must not be (False) an integer."""

    lower: Exact | None = None
    upper: Exact | None = None
    above: bool = False
    below: bool = False
    integral: bool | None = None
    multiples: tuple[Exact, ...] = ()
    not_multiples: tuple[Exact, ...] = ()
    excluded: frozenset[Exact] = frozenset()


def numbers(goal: NumberGoal, budget: Budget) -> Iterator[Exact]:
    """Every number that satisfies the goal, each once; nothing exactly when there is none.

    Raises OverBudget, also where only numbers of more digits than can be written are left.
    """
    multiples = goal.multiples + ((1,) if goal.integral else ())
    off = goal.not_multiples + ((1,) if goal.integral is False else ())
    for number in _on(goal, multiples, budget) if multiples else _anywhere(goal, budget):
        budget.spend()
        if not -_TOO_LARGE < number < _TOO_LARGE:
            raise OverBudget
        if number not in goal.excluded and not any(_divides(step, number) for step in off):
            yield number


def _divides(step: Exact, number: Exact) -> bool:
    return (Fraction(number) / step).denominator == 1


def least_common_multiple(steps: tuple[Exact, ...]) -> Fraction:
    """The least positive number that is a multiple of every one of `steps`."""
    fractions = [Fraction(step) for step in steps]
    numerators = math.lcm(*(f.numerator for f in fractions))
    return Fraction(numerators, math.gcd(*(f.denominator for f in fractions)))


def _on(goal: NumberGoal, multiples: tuple[Exact, ...], budget: Budget) -> Iterator[Exact]:
    step = least_common_multiple(multiples)
    if any((step / off).denominator == 1 for off in map(Fraction, goal.not_multiples)):
        return
    if goal.integral is False and step.denominator == 1:
        return
    first = None if goal.lower is None else _first(goal.lower / step, goal.above)
    last = None if goal.upper is None else -_first(-goal.upper / step, goal.below)
    order = _whole_first(_between(first, last), step.denominator, budget)
    yield from (_plain(k * step) for k in order)


def _first(quotient: Exact, strictly: bool) -> int:
    return math.floor(quotient) + 1 if strictly else math.ceil(quotient)


def _plain(number: Fraction) -> Exact:
    return number.numerator if number.denominator == 1 else number


def _between(first: int | None, last: int | None) -> Iterator[int]:
    """From a bound on; from zero outwards where a bound is so far off that validators that compute in floats differ."""
    if (first is None or first <= 0) and (last is None or last >= 0) and max(-(first or 0), last or 0) > _FAR:
        return _outwards(-math.inf if first is None else first, math.inf if last is None else last)
    if first is not None:
        return iter(range(first, last + 1)) if last is not None else count(first)
    if last is not None:
        return count(last, -1)
    return (sign * k for k in count() for sign in ((1, -1) if k else (1,)))


def _outwards(first: float, last: float) -> Iterator[int]:
    distances = count() if math.inf in (-first, last) else iter(range(int(max(-first, last)) + 1))
    return (k for distance in distances for k in ((distance, -distance) if distance else (0,)) if first <= k <= last)


def _whole_first(factors: Iterator[int], denominator: int, budget: Budget) -> Iterator[int]:
    """Integers before fractions among the nearest: validators that divide floats agree on those."""
    if denominator == 1:
        yield from factors
        return
    near = list(islice(factors, min(4 * denominator, 400)))
    budget.spend(len(near) // 16)
    yield from (k for k in near if k % denominator == 0)
    yield from (k for k in near if k % denominator)
    yield from factors


def _anywhere(goal: NumberGoal, budget: Budget) -> Iterator[Exact]:
    lower, upper = goal.lower, goal.upper
    if lower is not None and upper is not None and lower >= upper:
        if lower == upper and not goal.above and not goal.below:
            yield lower
        return
    seen: set[Exact] = set()
    for scale in _scales():
        first = None if lower is None else _first(lower * scale, goal.above)
        last = None if upper is None else -_first(-upper * scale, goal.below)
        for k in islice(_between(first, last), _PER_SCALE):
            budget.spend()
            number = _plain(Fraction(k, scale))
            if number not in seen:
                seen.add(number)
                yield number


def _scales() -> Iterator[int]:
    yield from _SCALES
    yield from (10**power for power in count(2))
