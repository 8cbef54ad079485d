"""Garbage is looked for beside the requests: a look through all that is known of a large catalog takes longer than a
page."""

from __future__ import annotations

import gc
from threading import Lock

from flask import Flask

from catalog.portal.pages import EXTENSION, Portal

NEVER = 1_000_000_000
SELDOM = 100
"""How often young objects are looked through before all are: each time, some seven thousand more have stayed."""
_looking = Lock()


def register(app: Flask) -> None:
    """After a request, see whether it is time to look."""
    portal: Portal = app.extensions[EXTENSION]

    @app.teardown_request
    def look(_: BaseException | None) -> None:
        if is_due() and not _looking.locked():
            portal.catalog.jobs.start("looking for garbage", _look)


def settle() -> None:
    """Look through all of memory once, here, and leave what stays out of later looks, none of which a request sets
    off."""
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def is_due() -> bool:
    """Whether enough has stayed since the last look; never in a process that did not `settle`."""
    return gc.get_threshold()[2] == NEVER and gc.get_count()[2] > SELDOM


def _look() -> None:
    with _looking:
        if is_due():
            gc.collect()
