"""Parsed files that are wanted again soon: all descriptors, and of contracts' documents those asked for last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from threading import Lock

from catalog.model.source import SourceDocument

MOST_BYTES = 96_000_000
"""Of text; parsed trees take several times that."""

HEADS = ("openapi", "asyncapi", "swagger")
Key = tuple[str, str]


class RecentDocuments(MutableMapping[Key, SourceDocument]):
    """As a dict of parsed files, which forgets. Safe for threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._lock = Lock()
        self._kept: dict[Key, SourceDocument] = {}
        self._recent: OrderedDict[Key, SourceDocument] = OrderedDict()
        self._bytes = 0

    def __getitem__(self, key: Key) -> SourceDocument:
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
            return self._kept[key]

    def __setitem__(self, key: Key, document: SourceDocument) -> None:
        with self._lock:
            if not is_contract(document):
                self._kept[key] = document
                return
            self._drop(key)
            self._recent[key] = document
            self._bytes += len(document.data)
            while self._bytes > self._most and len(self._recent) > 1:
                self._drop(next(iter(self._recent)))

    def __delitem__(self, key: Key) -> None:
        with self._lock:
            if key in self._recent:
                self._drop(key)
            else:
                del self._kept[key]

    def __iter__(self) -> Iterator[Key]:
        with self._lock:
            return iter((*self._kept, *self._recent))

    def __len__(self) -> int:
        return len(self._kept) + len(self._recent)

    def _drop(self, key: Key) -> None:
        found = self._recent.pop(key, None)
        self._bytes -= len(found.data) if found is not None else 0


def is_contract(document: SourceDocument) -> bool:
    """Whether a file is an OpenAPI or AsyncAPI document, of which there are many and large ones."""
    return isinstance(document.tree, dict) and any(head in document.tree for head in HEADS)
