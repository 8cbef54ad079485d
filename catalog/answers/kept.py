"""What was found of a snapshot, kept for as long as the snapshot is: one commit always gives the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TypeVar, cast

from catalog.repository.snapshot import Snapshot

T = TypeVar("T")
MOST = 256
"""Answers kept of one snapshot, beside those that stay; those asked for last."""

Keys = tuple[object, ...]
_lock = Lock()


@dataclass
class Kept:
    """Stands on the snapshot itself, since answers refer to it: both go together."""

    known: OrderedDict[Keys, object] = field(default_factory=OrderedDict)
    staying: set[Keys] = field(default_factory=set)
    finding: dict[Keys, RLock] = field(default_factory=dict)


def once(snapshot: Snapshot, key: Keys, find: Callable[[], T], *, stays: bool = False) -> T:
    """What `find` gives for the key. Safe for threads: of those that ask at once, one looks and the others wait. What
    `stays` is about the whole catalog, and kept for as long as the snapshot is."""
    with _lock:
        kept: Kept = vars(snapshot).setdefault("kept_answers", Kept())
        if key in kept.known:
            kept.known.move_to_end(key)
            return cast(T, kept.known[key])
        kept.staying |= {key} if stays else set()
        mine = kept.finding.setdefault(key, RLock())
    with mine:
        return _found(kept, key, find)


def known(snapshot: Snapshot, key: Keys) -> object | None:
    """What was found for the key, if it was; nothing is looked for."""
    with _lock:
        kept: Kept | None = vars(snapshot).get("kept_answers")
        return kept.known.get(key) if kept is not None else None


def _found(kept: Kept, key: Keys, find: Callable[[], T]) -> T:
    with _lock:
        if key in kept.known:
            return cast(T, kept.known[key])
    try:
        found = find()
        with _lock:
            kept.known[key] = found
            if len(kept.known) - len(kept.staying) > MOST:
                del kept.known[next(each for each in kept.known if each not in kept.staying)]
        return found
    finally:
        with _lock:
            kept.finding.pop(key, None)
