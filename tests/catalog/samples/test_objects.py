from __future__ import annotations

import pytest

from catalog.samples.objects import Family, ObjectGoal, object_
from catalog.samples.outcome import EMPTY, Found
from tests.catalog.samples.toy_search import ALWAYS, ToySearch

STARS = 51
MENTIONED = 52
NAMES = {STARS: ("a", "s1", "s2"), MENTIONED: ("a", "b")}
EVERY = Family(ALWAYS, ALWAYS, 3)
STARRED = Family(STARS, STARS, 4)


def solve(goal: ObjectGoal) -> object:
    outcome = object_(goal, ToySearch(NAMES), ALWAYS)
    return outcome.value if isinstance(outcome, Found) else outcome


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        (ObjectGoal(), {}),
        (ObjectGoal(required={"a": ()}, mentioned=("a",)), {"a": 1}),
        (ObjectGoal(at={"a": (2,)}, required={"a": ()}, mentioned=("a",)), {"a": 2}),
        (ObjectGoal(at={"a": (2,)}, required={"b": (-1,)}, mentioned=("a", "b")), {"b": 2}),
        (ObjectGoal(everywhere=(EVERY,), required={"b": ()}, mentioned=("b",)), {"b": 3}),
        (ObjectGoal(everywhere=(STARRED,), required={"a": (), "b": ()}, mentioned=("a", "b")), {"a": 4, "b": 1}),
        (ObjectGoal(somewhere=(STARRED,), mentioned=("a", "b")), {"a": 4}),
        (ObjectGoal(somewhere=(STARRED,), at={"a": (1,)}, mentioned=("a",), unmentioned=-MENTIONED), {"s1": 4}),
        (ObjectGoal(minimum=1, at={"a": (5,)}, mentioned=("a",)), {"a": 5}),
        (ObjectGoal(minimum=2, at={"a": (1, -1)}, mentioned=("a",), unmentioned=-MENTIONED), {"k0": 1, "k1": 1}),
    ],
)
def test_found(goal: ObjectGoal, value: dict[str, int]) -> None:
    assert solve(goal) == value


@pytest.mark.parametrize(
    "goal",
    [
        ObjectGoal(required={"a": ()}, maximum=0),
        ObjectGoal(minimum=2, maximum=1),
        ObjectGoal(at={"a": (1,)}, required={"a": (2,)}, mentioned=("a",)),
        ObjectGoal(everywhere=(EVERY,), required={"a": (4,)}, mentioned=("a",)),
        ObjectGoal(everywhere=(Family(ALWAYS, ALWAYS, -ALWAYS),), minimum=1, unmentioned=-MENTIONED),
        ObjectGoal(somewhere=(STARRED,), everywhere=(EVERY,), mentioned=("a",), unmentioned=-MENTIONED),
        ObjectGoal(somewhere=(STARRED,), required={"b": ()}, mentioned=("b",), unmentioned=-MENTIONED, maximum=1),
    ],
)
def test_empty(goal: ObjectGoal) -> None:
    assert solve(goal) == EMPTY
