from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from catalog.samples.values import NotJson, equality_key, exact, kind_of, spelled


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, 1.0, True),
        (True, 1, False),
        (False, 0, False),
        ("1", 1, False),
        (None, False, False),
        ([1], [1.0], True),
        ([1, 2], [2, 1], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1.0}, True),
        ({"a": [True]}, {"a": [1]}, False),
        (10**30, 1e30, True),
        (10**30 + 1, 10**30, False),
    ],
)
def test_equality_is_that_of_json(left: Any, right: Any, equal: bool) -> None:
    assert (equality_key(left) == equality_key(right)) is equal


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("-inf")], {"a": float("nan")}])
def test_what_json_does_not_have_has_no_key(value: Any) -> None:
    with pytest.raises(NotJson):
        equality_key(value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (True, "boolean"), (1, "number"), (1.5, "number"), ("", "string"), ([], "array"), ({}, "object")],
)
def test_kinds(value: Any, kind: str) -> None:
    assert kind_of(value) == kind


def test_numbers_are_what_their_text_says() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(1e308) == 10**308
    assert exact(2.0) == 2


@pytest.mark.parametrize(
    ("number", "value"),
    [(Fraction(1, 10), 0.1), (Fraction(4, 2), 2), (Fraction(1, 3), None), (10**400, 10**400)],
)
def test_only_what_prints_exactly_is_spelled(number: Any, value: Any) -> None:
    assert spelled(number) == value
