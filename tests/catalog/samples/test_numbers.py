from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

from catalog.samples.budget import Budget, OverBudget
from catalog.samples.numbers import NumberGoal, numbers

TENTH = Fraction(1, 10)


def some(goal: NumberGoal, wanted: int = 4) -> list[Any]:
    return list(islice(numbers(goal, Budget(20_000)), wanted))


@pytest.mark.parametrize(
    "goal",
    [
        NumberGoal(lower=1, upper=0),
        NumberGoal(lower=1, upper=1, above=True),
        NumberGoal(lower=1, upper=1, below=True),
        NumberGoal(lower=TENTH, upper=Fraction(9, 10), integral=True),
        NumberGoal(multiples=(4,), not_multiples=(2,)),
        NumberGoal(integral=False, multiples=(3,)),
        NumberGoal(lower=1, upper=2, integral=True, excluded=frozenset({1, 2})),
        NumberGoal(lower=1, upper=5, multiples=(2, 3)),
        NumberGoal(lower=5, upper=5, excluded=frozenset({5})),
    ],
)
def test_empty(goal: NumberGoal) -> None:
    assert some(goal) == []


@pytest.mark.parametrize(
    ("goal", "first"),
    [
        (NumberGoal(), 0),
        (NumberGoal(lower=3), 3),
        (NumberGoal(upper=-2, below=True), -3),
        (NumberGoal(lower=0, upper=1, above=True, below=True), Fraction(1, 2)),
        (NumberGoal(integral=False), Fraction(1, 2)),
        (NumberGoal(lower=1, multiples=(2, 3)), 6),
        (NumberGoal(multiples=(2,), not_multiples=(4,)), 2),
        (NumberGoal(lower=0, above=True, multiples=(TENTH,)), 1),
        (NumberGoal(lower=-(2**63), not_multiples=(2,), integral=True), 1),
        (NumberGoal(lower=-(2**63), upper=-2, integral=True), -(2**63)),
        (NumberGoal(upper=2**63 - 1, multiples=(3,), excluded=frozenset({0})), 3),
    ],
)
def test_nicest_first(goal: NumberGoal, first: Any) -> None:
    assert some(goal)[0] == first


def test_from_zero_outwards_between_far_bounds() -> None:
    far = NumberGoal(lower=-(2**63), upper=2, integral=True)
    assert some(far, 6) == [0, 1, -1, 2, -2, -3]


def test_however_narrow() -> None:
    lower, upper = Fraction(1, 10**9), Fraction(2, 10**9)
    assert lower < some(NumberGoal(lower=lower, upper=upper, above=True, below=True))[0] < upper


def test_every_number_comes_once() -> None:
    found = some(NumberGoal(lower=0, upper=3, integral=False), 50)
    assert len(set(found)) == 50
    assert all(0 <= number <= 3 and number.denominator > 1 for number in found)
    assert some(NumberGoal(lower=0, upper=3, integral=True), 9) == [0, 1, 2, 3]


def test_work_is_bounded() -> None:
    goal = NumberGoal(lower=0, upper=10**9, integral=True, excluded=frozenset(range(10_000)))
    with pytest.raises(OverBudget):
        next(numbers(goal, Budget(100)))


def test_numbers_that_python_cannot_write_are_not_chosen() -> None:
    assert len(str(next(numbers(NumberGoal(lower=10**4299), Budget(10))))) == 4300
    with pytest.raises(OverBudget):
        next(numbers(NumberGoal(lower=10**4300), Budget(10)))
