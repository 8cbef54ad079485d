"""Room for deep recursion: a stack of its own, where the usual one is too small."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

_STACK = 512 * 1024 * 1024
_FRAMES = 200_000
_Answer = TypeVar("_Answer")


def with_room(work: Callable[[], _Answer]) -> _Answer:
    """Do the work; once more, from the start and on a large stack, where it recurses too deeply.

    Raises whatever the work raises, RecursionError where even the large stack is too small.
    """
    try:
        return work()
    except RecursionError:
        return _on_large_stack(work)


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
