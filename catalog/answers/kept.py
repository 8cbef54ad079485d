"""What was found of a snapshot, kept for as long as the snapshot is: one commit always gives the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, RLock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from catalog.repository.snapshot import Snapshot

T = TypeVar("T")
MOST = 256
"""Answers kept of one snapshot; those asked for last."""

_kept: WeakKeyDictionary[Snapshot, OrderedDict[tuple[object, ...], object]] = WeakKeyDictionary()
_finding: WeakKeyDictionary[Snapshot, dict[tuple[object, ...], RLock]] = WeakKeyDictionary()
_lock = Lock()


def once(snapshot: Snapshot, key: tuple[object, ...], find: Callable[[], T]) -> T:
    """What `find` gives for the key. Safe for threads: of those that ask at once, one looks and the others wait."""
    with _lock:
        known, finding = _kept.setdefault(snapshot, OrderedDict()), _finding.setdefault(snapshot, {})
        if key in known:
            known.move_to_end(key)
            return cast(T, known[key])
        mine = finding.setdefault(key, RLock())
    with mine:
        return _found(known, finding, key, find)


def _found(
    known: OrderedDict[tuple[object, ...], object],
    finding: dict[tuple[object, ...], RLock],
    key: tuple[object, ...],
    find: Callable[[], T],
) -> T:
    with _lock:
        if key in known:
            return cast(T, known[key])
    try:
        found = find()
        with _lock:
            known[key] = found
            while len(known) > MOST:
                known.popitem(last=False)
        return found
    finally:
        with _lock:
            finding.pop(key, None)
