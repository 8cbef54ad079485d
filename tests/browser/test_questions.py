"""The questions of `questions.py`, answered in at most three clicks: with the mouse, and the main ones by keyboard
alone, without scripts and on a narrow screen."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.browser.questions import MOST, QUESTIONS, Question
from tests.builders.browser import IS_COMPLETE, LACKING, serving, walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not IS_COMPLETE and os.environ.get("CI") != "true", reason=LACKING),
    pytest.mark.xdist_group("browser"),
]
MAIN = [question for question in QUESTIONS if question.main]
HOW = {"keyboard": {}, "without-scripts": {"javascript": False}, "narrow": {"width": 360}}


def step(question: Question, how: str, server: str) -> dict[str, Any]:
    actions = question.by_keyboard() if how == "keyboard" else [list(action) for action in question.way]
    return {"name": f"question-{question.name}{'-' + how if how else ''}", "url": f"{server}/main/", "actions": actions,
            **HOW.get(how, {})}  # fmt: skip


@pytest.fixture(scope="module")
def answered() -> dict[str, dict[str, Any]]:
    with serving() as server:
        steps = [step(question, "", server) for question in QUESTIONS]
        return walk([*steps, *(step(question, how, server) for how in HOW for question in MAIN)])


def test_there_are_twelve_questions_and_more() -> None:
    assert len(QUESTIONS) >= 12
    assert len(MAIN) >= 6


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_the_way_is_short(question: Question) -> None:
    assert 1 <= question.clicks <= MOST


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)
def test_the_answer_is_there(question: Question, answered: dict[str, dict[str, Any]]) -> None:
    assert missing(question, answered[f"question-{question.name}"]) == []


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("question", MAIN, ids=lambda each: each.name)
def test_the_answer_is_there_otherwise(question: Question, how: str, answered: dict[str, dict[str, Any]]) -> None:
    assert missing(question, answered[f"question-{question.name}-{how}"]) == []


def missing(question: Question, result: dict[str, Any]) -> list[str]:
    """Words that the page does not say."""
    text = " ".join(result["text"].split())
    return [word for word in question.words if word not in text]


def test_nothing_goes_wrong_on_the_way(answered: dict[str, dict[str, Any]]) -> None:
    """Nothing in the console, nothing from another origin, nothing wider than the screen, nothing against WCAG."""
    for trouble in ("trouble", "foreign", "overflow", "violations"):
        assert {name: result[trouble] for name, result in answered.items() if result.get(trouble)} == {}
