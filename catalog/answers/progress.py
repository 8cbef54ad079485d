"""How far a long reading is, told now and then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Say: TypeAlias = Callable[[str], None]
"""Takes what is done now, in words such as `contracts: 3 of 40`."""


def silent(_words: str) -> None:
    """For work that nobody waits for."""


class Tenths:
    """Says each step once, and within `step: 3 of 40` every tenth of it."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._last = ""

    def __call__(self, words: str) -> None:
        step, _, count = words.partition(": ")
        done, _, of = count.partition(" of ")
        tenth = int(done) * 10 // max(int(of), 1) if done.isdecimal() and of.isdecimal() else 0
        if self._last != f"{step} {tenth}":
            self._last = f"{step} {tenth}"
            self._say(words)
