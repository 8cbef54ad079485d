"""Answers that were given lately: made once, given again, the oldest forgotten first."""

from __future__ import annotations

import pytest

from catalog.answers.lately import Lately


def test_an_answer_is_made_once() -> None:
    known, made = Lately(), list[int]()
    assert [known.get("a", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]


def test_the_answer_not_asked_for_longest_goes_first() -> None:
    known = Lately(2)
    for key in ("a", "b", "a", "c"):
        known.get(key, lambda key=key: key)
    assert len(known) == 2
    assert known.get("a", lambda: "new") == "a"
    assert known.get("b", lambda: "new") == "new"


def test_what_raises_is_asked_again() -> None:
    known = Lately()
    with pytest.raises(ZeroDivisionError):
        known.get("a", lambda: 1 // 0)
    assert known.get("a", lambda: 1) == 1
