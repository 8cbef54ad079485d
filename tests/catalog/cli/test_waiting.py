"""Whoever waits at a terminal hears what is done, and nobody else."""

from __future__ import annotations

import os
import pty
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

import pytest

from catalog.cli.waiting import waiting


@contextmanager
def at_a_terminal() -> Iterator[int]:
    """The reading end of a terminal that standard error goes to."""
    end, other = pty.openpty()
    with os.fdopen(other, "w") as stream, redirect_stderr(stream):
        yield end
    os.close(end)


def test_what_takes_long_is_told() -> None:
    with at_a_terminal() as terminal:
        with waiting(patience=0) as say:
            for thread in threading.enumerate():
                if isinstance(thread, threading.Timer):
                    thread.join()
            for at in range(40):
                say(f"contracts compared: {at} of 40")
        with os.fdopen(os.dup(terminal)) as told:
            assert [next(told) for _ in range(3)] == [f"  contracts compared: {at} of 40\n" for at in (0, 4, 8)]


def test_what_is_quick_is_not() -> None:
    with at_a_terminal() as terminal:
        with waiting(patience=3600) as say:
            say("reading both sides")
        print("end", file=sys.stderr, flush=True)
        assert os.read(terminal, 4096) == b"end\r\n"


def test_without_a_terminal_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting(patience=0) as say:
        say("reading both sides")
    assert capsys.readouterr().err == ""
