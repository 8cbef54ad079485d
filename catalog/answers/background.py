"""Work beside the requests: threads that are told to end, and waited for, before what they read is closed."""

from __future__ import annotations

import atexit
import logging
import weakref
from collections.abc import Callable
from threading import Event, Lock, Thread, current_thread

LOG = logging.getLogger("treaty.background")
PATIENCE = 5.0
"""Seconds that the end waits for all that runs."""


def _nothing() -> None:
    """What is done between steps where nobody asks for more."""


class Jobs:
    """The threads of one catalog. They end with the process at the latest: each asks `ending` between its steps, where
    `tidy` is called as well."""

    def __init__(self) -> None:
        self.tidy: Callable[[], None] = _nothing
        self._ending = Event()
        self._running: set[Thread] = set()
        self._lock = Lock()
        self.close = weakref.finalize(self, _end, self._ending, self._running)
        atexit.register(_end, self._ending, self._running)  # before any finalizer closes what the threads read

    def ending(self) -> bool:
        """Whether what runs should stop."""
        self.tidy()
        return self._ending.is_set()

    def start(self, name: str, work: Callable[[], None], failed: Callable[[Exception], None] | None = None) -> Thread:
        """Run it in a thread. What it raises is logged and given to `failed`, unless all is ending anyway."""
        thread = Thread(target=self._run, args=(name, work, failed), name=name, daemon=True)
        with self._lock:
            self._running.add(thread)
        thread.start()
        return thread

    def wait(self) -> None:
        """Return when all that runs now, and what that starts, has ended."""
        while running := tuple(self._running):
            for thread in running:
                thread.join()

    def _run(self, name: str, work: Callable[[], None], failed: Callable[[Exception], None] | None) -> None:
        try:
            if not self.ending():
                work()
        except Exception as error:  # nobody waits for this thread
            if not self.ending():
                LOG.exception("%s ended early", name)
                if failed is not None:
                    failed(error)
        finally:
            with self._lock:
                self._running.discard(current_thread())


def _end(ending: Event, running: set[Thread]) -> None:
    ending.set()
    for thread in tuple(running):
        thread.join(PATIENCE)
