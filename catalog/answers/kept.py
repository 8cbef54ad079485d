"""What was found of a snapshot, kept for as long as the snapshot is: one commit always gives the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from catalog.repository.snapshot import Snapshot

T = TypeVar("T")
MOST = 256
"""Answers kept of one snapshot; those asked for last."""

_kept: WeakKeyDictionary[Snapshot, OrderedDict[tuple[object, ...], object]] = WeakKeyDictionary()
_lock = Lock()


def once(snapshot: Snapshot, key: tuple[object, ...], find: Callable[[], T]) -> T:
    """What `find` gives for the key. Safe for threads; two that ask at once may both look."""
    with _lock:
        known = _kept.setdefault(snapshot, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return cast(T, known[key])
    found = find()
    with _lock:
        known[key] = found
        while len(known) > MOST:
            known.popitem(last=False)
    return found
