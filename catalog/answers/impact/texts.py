"""Which files refer to which, by their text: where a catalog is too large to read every document for a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from catalog.answers.kept import once
from catalog.errors import CatalogError
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.file_facts import REFERS, facts_of, first_reference
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import Blob

MOST_READ = 200
"""Documents that are read for one question, and asked for the addresses of what they refer to: that takes a
walk through all of each. Where more refer to a file, their text has to do."""


def texts_of(snapshot: Snapshot) -> Texts:
    """Those of all documents that are declared; found once for a snapshot."""
    return once(snapshot, ("texts",), lambda: Texts(snapshot, documents_of(snapshot)), stays=True)


def documents_of(snapshot: Snapshot) -> frozenset[str]:
    """The documents that are declared, announced ones among them, by their paths."""
    return once(snapshot, ("documents",), lambda: frozenset(e.path for e in snapshot.declared if e.path), stays=True)


@dataclass
class Texts:
    """The references of documents and of the files that they lead to. No reference is missed; one that only looks like
    one, in a comment, is taken for one."""

    snapshot: Snapshot
    documents: Collection[str]
    unread: dict[str, str] = field(default_factory=dict)
    """Files that cannot be read, with why."""
    _referring: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        read, ahead = set[str](), set(self.documents)
        while ahead:
            read |= ahead
            ahead = {target for blob in self._read(ahead) for target in self._noted(blob)} - read

    def _noted(self, blob: Blob) -> Iterator[str]:
        """What a file refers to."""
        for what, target in facts_of(blob.path, kind_at(blob.path, self.snapshot.root), blob.data):
            if what == REFERS:
                self._referring[target].add(blob.path)
                yield target

    def _read(self, paths: Collection[str]) -> Iterator[Blob]:
        """Those that can be read."""
        tree = self.snapshot.tree
        there = [path for path in sorted(paths) if path in self._files]
        try:
            yield from tree.read_many(there)
            return
        except CatalogError:
            pass  # one of many: each by itself
        for path in there:
            try:
                yield tree.read(path)
            except CatalogError as error:
                self.unread[path] = error.message

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(self.snapshot.tree.paths())

    def leading_to(self, files: Iterable[str]) -> frozenset[str]:
        """The files, and every one that leads to them, directly or through others."""
        found, waiting = set(files), list(files)
        while waiting:
            new = self._referring.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    def referred(self) -> frozenset[str]:
        """The files that others refer to."""
        return self._files & self._referring.keys()

    def referring(self, file: str) -> Collection[str]:
        """The files that refer to one themselves."""
        return self._referring.get(file, ())

    def direct(self, files: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """File → those of the files that it refers to itself."""
        found: dict[str, list[str]] = defaultdict(list)
        for target in sorted(files):
            for path in self.referring(target):
                found[path].append(target)
        return {path: tuple(targets) for path, targets in sorted(found.items())}

    def lines(self, pairs: Mapping[str, tuple[str, ...]]) -> Mapping[tuple[str, str], int]:
        """(file, file that it refers to) → the line of the first such reference, 1 where the text does not show it."""
        return {
            (blob.path, target): first_reference(blob.path, blob.data, target)
            for blob in self._read(pairs)
            for target in pairs[blob.path]
        }
