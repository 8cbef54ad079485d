"""Room for deep recursion: a stack of its own, where the usual one is too small."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from catalog.samples.budget import OverBudget

_STACK = 512 * 1024 * 1024
_FRAMES = 200_000
_USUAL_STEPS = 40_000
"""What nearly all work takes: more is only allowed on the large stack, lest it be spent before the usual one ends."""
_Answer = TypeVar("_Answer")


def with_room(work: Callable[[int], _Answer], steps: int) -> _Answer:
    """Do the work with some of the steps; with all of them, from the start and on a large stack, where that fails.

    Raises whatever the work raises, RecursionError where even the large stack is too small.
    """
    try:
        return work(min(steps, _USUAL_STEPS))
    except RecursionError:
        pass
    except OverBudget:
        if steps <= _USUAL_STEPS:
            raise
    return _on_large_stack(lambda: work(steps))


def _on_large_stack(work: Callable[[], _Answer]) -> _Answer:
    answers: list[_Answer] = []
    problems: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as problem:
            problems.append(problem)

    size, frames = threading.stack_size(_STACK), sys.getrecursionlimit()
    try:
        thread = threading.Thread(target=run)
        sys.setrecursionlimit(max(frames, _FRAMES))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(frames)
        threading.stack_size(size)
    if problems:
        raise problems[0]
    return answers[0]
