"""What a command is at, told to whoever waits for it at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.answers.progress import Say

PATIENCE = 2.0
"""Seconds after which people want to know."""


@contextmanager
def waiting(patience: float = PATIENCE) -> Iterator[Say]:
    """Takes what is done now in words such as `contracts: 3 of 40`, and says it on standard error once that took long;
    nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _words: None
        return
    told = _Told()
    timer = Timer(patience, told.begin)
    timer.daemon = True
    timer.start()
    try:
        yield told.now
    finally:
        timer.cancel()


class _Told:
    """The newest words, and what says them."""

    def __init__(self) -> None:
        from catalog.answers.progress import Tenths

        self._words, self._begun, self._say = "", False, Tenths(_tell)

    def begin(self) -> None:
        """From now on everything is said."""
        self._begun = True
        if self._words:
            self._say(self._words)

    def now(self, words: str) -> None:
        """What is done now."""
        self._words = words
        if self._begun:
            self._say(words)


def _tell(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)
