"""Garbage is looked for between the steps of what runs beside requests, and what stays is not looked through again."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from threading import current_thread

import pytest

from catalog.portal import memory
from catalog.portal.pages import EXTENSION, Portal
from tests.builders.estate import estate_portal


class Ring:
    """What only a look for garbage takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is time to look, for this thread alone, since others would have the lock; afterwards memory is as it was."""
    here = current_thread()
    monkeypatch.setattr(memory, "is_due", lambda: current_thread() is here)
    was_on = gc.isenabled()
    gc.disable()
    yield
    gc.unfreeze()
    if was_on:
        gc.enable()


@pytest.mark.usefixtures("due")
def test_a_step_beside_the_requests_looks_for_garbage() -> None:
    portal: Portal = estate_portal().application.extensions[EXTENSION]
    gone = weakref.ref(Ring())
    assert gone() is not None
    assert not portal.catalog.jobs.ending()
    assert gone() is None
    assert gc.get_freeze_count() > 0


@pytest.mark.usefixtures("due")
def test_what_was_given_up_after_a_look_goes_with_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    portal: Portal = estate_portal().application.extensions[EXTENSION]
    kept = [Ring()]
    gone = weakref.ref(kept[0])
    portal.catalog.jobs.tidy()
    kept.clear()
    portal.catalog.jobs.tidy()
    assert gone() is not None
    monkeypatch.setattr(memory, "ALL_AGAIN", 1)
    portal.catalog.jobs.tidy()
    assert gone() is None
