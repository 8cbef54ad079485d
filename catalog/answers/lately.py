"""Answers that were given lately, by what they are made of: content digests, so that none is ever stale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from catalog.answers.lasting import Lasting

T = TypeVar("T")
MOST = 600
"""Answers that are kept: comparisons, findings and trees of some hundred contracts."""


class Lately:
    """The answers used last, at most `most` of them. Safe for threads; two that ask at once may both compute. What
    takes long to work out and is the same tomorrow is kept in `lasting`."""

    def __init__(self, most: int = MOST, lasting: Lasting | None = None) -> None:
        self._most = most
        self.lasting = lasting or Lasting(None, 0)
        self._known: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of this key, made where it is not known. What raises is not kept."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return made

    def known(self, key: Hashable) -> object | None:
        """The answer of this key, if it was given lately; none is made."""
        with self._lock:
            return self._known.get(key)

    def __len__(self) -> int:
        return len(self._known)
