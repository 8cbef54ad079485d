"""Garbage is looked for beside the requests: a look through all that is known of a large catalog takes longer than a
page."""

from __future__ import annotations

import gc
from itertools import count
from threading import Lock

from flask import Flask

from catalog.portal.pages import EXTENSION, Portal

NEVER = 1_000_000_000
SELDOM = 20
"""How often young objects are looked through before all new ones are: each time, seven thousand more have stayed."""
ALL_AGAIN = 500
"""After so many looks what stayed is looked through as well: some of it may have been given up since. Nothing else runs
during a look, and one through all that is known of thousands of contracts takes seconds."""
_looking, _looks = Lock(), count(1)


def register(app: Flask) -> None:
    """See after a request, and between the steps of what runs beside them, whether it is time to look."""
    portal: Portal = app.extensions[EXTENSION]
    portal.catalog.jobs.tidy = _look

    @app.teardown_request
    def look(_: BaseException | None) -> None:
        if is_due() and not _looking.locked():
            portal.catalog.jobs.start("looking for garbage", _look)


def settle() -> None:
    """Look through all of memory once, here, and leave what stays out of later looks, none of which a request sets
    off."""
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)
    gc.unfreeze()
    _leave_what_stays()


def _leave_what_stays() -> None:
    gc.collect()
    gc.freeze()


def is_due() -> bool:
    """Whether enough has stayed since the last look; never in a process that did not `settle`."""
    return gc.get_threshold()[2] == NEVER and gc.get_count()[2] > SELDOM


def _look() -> None:
    if is_due() and _looking.acquire(blocking=False):
        try:
            if next(_looks) % ALL_AGAIN == 0:
                gc.unfreeze()
            _leave_what_stays()
        finally:
            _looking.release()
