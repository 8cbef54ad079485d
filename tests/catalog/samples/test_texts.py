from __future__ import annotations

from typing import Any

import pytest

from catalog.samples.texts import all_readings, is_said, other_readings


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("a", [["a"]]),
        ("a,b", [["a", "b"]]),
        ("5", [["5"], 5]),
        ("-1.5e3", [["-1.5e3"], -1500.0]),
        ("007", [["007"]]),
        pytest.param("9" * 5000, [["9" * 5000]], id="more digits than Python reads"),
        ("true", [["true"], True]),
        (5, ["5", ["5"]]),
        (True, ["true", ["true"]]),
        (None, []),
        ({}, []),
        (["a", "b"], ["a,b"]),
        ([{}], []),
    ],
)
def test_other_readings_of_the_text_of_a_value(value: Any, readings: list[Any]) -> None:
    assert other_readings(value) == readings


@pytest.mark.parametrize("nothing", [None, [], {}, [{}], {"a": [None]}])
def test_what_has_no_text_is_not_said_inside_fields(nothing: Any) -> None:
    assert not is_said({"a": "text", "b": nothing}, "fields")
    assert is_said({"a": "text", "b": nothing}, "parts")
    assert is_said({}, "fields")


def test_all_readings_go_through_all_levels() -> None:
    readings = all_readings({"a": 5}, 20)
    assert readings is not None
    assert {"a": 5} in readings
    assert {"a": "5"} in readings
    assert {"a": [5]} in readings


def test_items_that_are_equal_are_read_alike() -> None:
    readings = all_readings([0] * 11, 20)
    assert readings == [[0] * 11, ["0"] * 11, ",".join(["0"] * 11)]


def test_of_many_members_one_at_a_time_is_read_otherwise_and_then_all() -> None:
    value = {str(n): n for n in range(20)}
    readings = all_readings(value, 64)
    assert readings is not None
    assert len(readings) == 1 + 20 * 3 + 3
    assert value in readings
    assert {**value, "7": "7"} in readings
    assert {str(n): str(n) for n in range(20)} in readings


def test_too_many_readings_are_none() -> None:
    assert all_readings({str(n): n for n in range(20)}, 30) is None
