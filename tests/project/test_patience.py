"""The guard ends what runs away, and leaves the rest alone."""

from __future__ import annotations

import signal

import pytest

from tests.builders import patience as guard


def run_away() -> None:
    with guard.patience():
        while True:
            pass


def test_what_runs_away_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.05)
    with pytest.raises(AssertionError, match="not done"):
        run_away()


def test_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with guard.patience():
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert signal.getsignal(signal.SIGVTALRM) is before
