from __future__ import annotations

import pytest

from catalog.samples.arrays import ArrayGoal, Count, array
from catalog.samples.outcome import EMPTY, Found, Unknown
from tests.catalog.samples.toy_search import ToySearch


def solve(goal: ArrayGoal) -> object:
    outcome = array(goal, ToySearch())
    return outcome.value if isinstance(outcome, Found) else outcome


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        (ArrayGoal(), []),
        (ArrayGoal(minimum=2), [1, 1]),
        (ArrayGoal(minimum=2, unique=True), [1, 2]),
        (ArrayGoal(at={0: (3,)}, minimum=2), [3, 1]),
        (ArrayGoal(beyond=((0, 4),), minimum=2), [4, 4]),
        (ArrayGoal(beyond=((1, 4),), minimum=2), [1, 4]),
        (ArrayGoal(counts=(Count(5, 1),)), [5]),
        (ArrayGoal(counts=(Count(5, 1), Count(6, 1))), [5, 6]),
        (ArrayGoal(counts=(Count(5, 2),), maximum=2), [5, 5]),
        (ArrayGoal(counts=(Count(1, 0, 1),), minimum=3), [2, 2, 2]),
        (ArrayGoal(counts=(Count(1, 1, 1),), minimum=3), [1, 2, 2]),
        (ArrayGoal(counts=(Count(3, 1, start=2),)), [1, 1, 3]),
        (ArrayGoal(unique=False), [1, 1]),
        (ArrayGoal(at={0: (2,), 1: (-2,)}, unique=False), [2, 1, 2]),
        (ArrayGoal(at={0: (103,), 1: (103,)}, minimum=2, unique=True), [1, 2]),
    ],
)
def test_found(goal: ArrayGoal, value: list[int]) -> None:
    assert solve(goal) == value


@pytest.mark.parametrize(
    "goal",
    [
        ArrayGoal(at={0: (1, -1)}, minimum=1),
        ArrayGoal(beyond=((0, 103),), minimum=3, unique=True),
        ArrayGoal(minimum=7, unique=True),
        ArrayGoal(counts=(Count(5, 2),), maximum=1),
        ArrayGoal(counts=(Count(5, 1), Count(6, 1)), maximum=1),
        ArrayGoal(beyond=((0, 1),), counts=(Count(1, 0, 1),), minimum=2),
        ArrayGoal(beyond=((0, -5),), counts=(Count(5, 1),)),
        ArrayGoal(unique=False, maximum=1),
        ArrayGoal(at={0: (1,), 1: (2,)}, maximum=2, unique=False),
        ArrayGoal(at={0: (103,), 1: (103,), 2: (103,)}, minimum=3, unique=True),
    ],
)
def test_empty(goal: ArrayGoal) -> None:
    assert solve(goal) == EMPTY


def test_what_is_not_understood_stays_unknown() -> None:
    assert isinstance(array(ArrayGoal(at={0: (999,)}, minimum=1), ToySearch()), Unknown)


def test_long_arrays_are_short_work() -> None:
    search = ToySearch()
    outcome = array(ArrayGoal(minimum=50_000, beyond=((0, 2),)), search)
    assert isinstance(outcome, Found)
    assert len(outcome.value) == 50_000  # type: ignore[arg-type]
    assert search.steps < 10_000
