from __future__ import annotations

import pytest

from catalog.samples.budget import Budget, OverBudget
from catalog.samples.languages.algebra import Languages
from catalog.samples.languages.patterns import pattern_language
from catalog.samples.strings import StringGoal, some
from tests.builders.patience import patience


def texts(pattern: str, wanted: int = 4, steps: int = 200_000, **goal: object) -> list[str]:
    languages = Languages(Budget(steps))
    return some(languages, StringGoal(pattern_language(languages, pattern), **goal), wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "goal", "expected"),
    [
        ("^[ab]$", {}, ["a", "b"]),
        ("^[ab]$", {"excluded": frozenset({"a"})}, ["b"]),
        ("^[ab]$", {"excluded": frozenset({"a", "b"})}, []),
        ("^[ab]{1,2}$", {"minimum": 2}, ["aa", "ab", "ba", "bb"]),
        ("^(aa)*$", {"minimum": 3, "maximum": 3}, []),
        ("^(aa)*$", {"minimum": 3, "maximum": 5}, ["aaaa"]),
        ("^a*$", {"minimum": 2, "maximum": 1}, []),
        ("^(ab|cd){10,20}$", {"minimum": 41}, []),
        ("^.{5}$", {"maximum": 4}, []),
        ("", {"maximum": 0}, [""]),
    ],
)
def test_all_texts_in_order(pattern: str, goal: dict[str, object], expected: list[str]) -> None:
    assert texts(pattern, **goal) == expected


def test_one_line_goes_before_several() -> None:
    """`$` at the end of a line divides validators: a text of one line is offered where there is one."""
    languages = Languages(Budget(10_000))
    short = languages.complement(pattern_language(languages, "^.{2,3}$"))
    fitting = languages.both((pattern_language(languages, "^x-"), short))
    assert some(languages, StringGoal(fitting), 1) == ["x-aa"]
    assert texts(r"^\n$", 2) == ["\n"]


def test_long_counts_cost_little() -> None:
    assert len(texts("^[^\n]{60000}", 1, steps=300_000)[0]) == 60_000


def test_long_bounds_cost_little() -> None:
    with patience():
        assert len(texts("^(ab)+$", 1, minimum=99_999, maximum=100_000)[0]) == 100_000
        assert texts("^(ab)+$", 1, minimum=99_999, maximum=99_999) == []


def test_a_huge_automaton_is_given_up() -> None:
    with pytest.raises(OverBudget):
        texts("(a|b)*a(a|b){18}$", 1, excluded=frozenset({"a" * 19}), steps=50_000)


def test_code_points_are_characters() -> None:
    assert [len(text) for text in texts(r"^\p{So}+$", 1, minimum=2)] == [2]
