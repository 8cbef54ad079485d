"""Work beside the requests ends when its catalog is closed, and says nothing then."""

from __future__ import annotations

import logging
import subprocess
import sys
from threading import Event

import pytest

from catalog.answers.background import Jobs


def test_closing_waits_for_what_runs(caplog: pytest.LogCaptureFixture) -> None:
    jobs, begun, ended = Jobs(), Event(), Event()

    def work() -> None:
        begun.set()
        while not jobs.ending():
            ended.wait(0.01)
        ended.set()
        raise OSError("what it read is closed")

    jobs.start("a look", work)
    begun.wait(5)
    jobs.close()
    assert ended.is_set()
    assert not caplog.records


def test_what_fails_before_is_logged_and_told(caplog: pytest.LogCaptureFixture) -> None:
    told = list[Exception]()
    with caplog.at_level(logging.ERROR):
        Jobs().start("a look", lambda: 1 // 0, told.append).join(5)
    assert [type(each) for each in told] == [ZeroDivisionError]
    assert "a look ended early" in caplog.text


def test_after_the_end_nothing_begins() -> None:
    jobs, ran = Jobs(), Event()
    jobs.close()
    jobs.start("late", ran.set).join(5)
    assert not ran.is_set()


def test_a_process_that_ends_writes_no_traceback() -> None:
    script = (
        "import time\nfrom catalog.answers.background import Jobs\njobs = Jobs()\n"
        "def work():\n    while not jobs.ending(): time.sleep(0.01)\n    raise OSError('closed')\n"
        "jobs.start('a look', work)\n"
    )
    ended = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
