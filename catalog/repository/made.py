"""Values that are made of files, and made again only where a file, or what else a value depends on, has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from catalog.model.source import Json
from catalog.repository.documents import Documents

T = TypeVar("T")
Made = dict[tuple[str, str], tuple[object, Any]]
"""What and of which file → the state that its newest value was made of, and the value."""


def nothing(_file: str) -> None:
    """What a value depends on that is made of its file alone."""


class Making:
    """Makes values for one revision; `made` may be shared between revisions."""

    def __init__(self, made: Made | None = None) -> None:
        self._made: Made = {} if made is None else made

    def of(self, key: tuple[str, str], state: object, make: Callable[[], T]) -> T:
        """What was made last under this key, if it was of an equal state; else it is made."""
        known = self._made.get(key)
        if known is None or known[0] != state:
            known = self._made[key] = state, make()
        found: T = known[1]
        return found

    def each(
        self,
        documents: Documents,
        kind: str,
        files: Sequence[str],
        read: Callable[[Json, str], T],
        depends: Callable[[str], object],
    ) -> Iterator[T]:
        """The values of the files that can be read; `depends` says what else each is made of."""
        documents.prepare(files)
        for file in files:
            document = documents.readable(file)
            if document is not None:
                yield self.of((kind, file), (document.digest, depends(file)), partial(read, document.tree, file))
