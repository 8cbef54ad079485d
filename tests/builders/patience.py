"""An end to what runs away. No measure: what costs seconds on a slow machine passes, what costs minutes does not."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 60.0
"""Seconds of CPU time of this process."""


@contextmanager
def patience() -> Iterator[None]:
    """Raises AssertionError in what takes more."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {PATIENCE:.0f} seconds of CPU time")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
