"""The parsed files of one tree, each read once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import MutableMapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from catalog.errors import CatalogError, UnknownName, UnresolvableReference
from catalog.model.problem import Problem
from catalog.model.source import Mark, SourceDocument, Span
from catalog.reading.descriptors.kinds import VALIDATED, kind_at
from catalog.reading.limits import DEFAULT, DESCRIPTOR, Limits
from catalog.reading.read import read_source
from catalog.repository.recent import is_contract

if TYPE_CHECKING:
    from catalog.repository.tree import Blob, Tree

Parsed = MutableMapping[tuple[str, str], SourceDocument]
"""(path, blob id) → parsed document; may be shared between revisions, since both fix the content. One that is no dict
may forget what can be read again."""


class Documents:
    """Parsed files of a tree by path. `parsed` is shared by whoever reads several revisions."""

    def __init__(self, tree: Tree, parsed: Parsed | None = None) -> None:
        self._tree = tree
        self._root = tree.catalog_root
        self._parsed: Parsed = {} if parsed is None else parsed
        self._forgets = not isinstance(self._parsed, dict)
        self._read: dict[str, SourceDocument | CatalogError] = {}
        self._failed: dict[str, CatalogError] = {}

    def document(self, path: str) -> SourceDocument:
        """The parsed file; UnreadableDocument, UnknownName or RepositoryError as reading it ends."""
        found = self._read.get(path) or self._remember(path)
        if isinstance(found, CatalogError):
            raise found
        return found

    def readable(self, path: str) -> SourceDocument | None:
        """The parsed file, None where it cannot be read; `failures` then says why."""
        found = self._read.get(path) or self._remember(path)
        return found if isinstance(found, SourceDocument) else None

    def fetch(self, name: str) -> SourceDocument:
        """Like `document`, for references: UnresolvableReference where there is no such file."""
        try:
            return self.document(name)
        except CatalogError as error:
            raise UnresolvableReference(error.message, place=error.place or name, hint=error.hint) from error

    def prepare(self, paths: Sequence[str]) -> None:
        """Reads many files in one go, for the questions that follow."""
        wanted = [path for path in paths if path not in self._read and not self._known(path)]
        try:
            for blob in self._tree.read_many(wanted):
                self._hold(blob.path, self._parse(blob))
        except CatalogError:
            for path in wanted:
                self.readable(path)

    def forget(self, paths: Sequence[str]) -> None:
        """Frees what was parsed of files that nobody will ask for soon; they are read again when somebody does."""
        for path in paths:
            found = self._read.pop(path, None)
            self._failed.pop(path, None)
            digest = found.digest if isinstance(found, SourceDocument) else self._tree.known_id(path)
            self._parsed.pop((path, digest), None)

    def failures(self) -> tuple[Problem, ...]:
        """A problem for each file that was asked for and could not be read; who asked for one that is not there says so
        himself."""
        failed = (pair for pair in tuple(self._failed.items()) if not isinstance(pair[1], UnknownName))
        return tuple(unreadable(path, error) for path, error in sorted(failed, key=lambda pair: pair[0]))

    def below(self, folder: str) -> tuple[str, ...]:
        """Sorted paths of the files below a folder."""
        paths = self._paths if f"{folder}/".startswith(f"{self._root}/") or not self._root else self._everything
        prefix = f"{folder}/" if folder else ""
        start = bisect_left(paths, prefix)
        end = bisect_left(paths, f"{folder}0") if folder else len(paths)
        return paths[start:end]

    def beside(self, file: str) -> tuple[str, ...]:
        """Sorted paths of the files in a file's folder and below it."""
        return self.below(file.rpartition("/")[0])

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return self._tree.paths(self._root)

    @cached_property
    def _everything(self) -> tuple[str, ...]:
        return self._tree.paths()

    def _known(self, path: str) -> SourceDocument | None:
        """What was parsed for another revision, where the tree knows the content without reading it."""
        found = self._parsed.get((path, self._tree.known_id(path)))
        if found is not None:
            self._hold(path, found)
        return found

    def _hold(self, path: str, found: SourceDocument | CatalogError) -> None:
        if isinstance(found, CatalogError):
            self._failed[path] = found
        if not (self._forgets and isinstance(found, SourceDocument) and is_contract(found)):
            self._read[path] = found

    def _remember(self, path: str) -> SourceDocument | CatalogError:
        known = self._known(path)
        if known is not None:
            return known
        try:
            found: SourceDocument | CatalogError = self._parse(self._tree.read(path))
        except CatalogError as error:
            found = error
        self._hold(path, found)
        return found

    def _parse(self, blob: Blob) -> SourceDocument | CatalogError:
        key = (blob.path, blob.blob_id)
        known = self._parsed.get(key)
        if known is not None:
            return known
        try:
            found = read_source(blob.data, blob.path, digest=blob.blob_id, limits=self._limits(blob))
        except CatalogError as error:
            return error
        self._parsed[key] = found
        return found

    def _limits(self, blob: Blob) -> Limits:
        return DESCRIPTOR if kind_at(blob.path, self._root) in VALIDATED else DEFAULT


def unreadable(path: str, error: CatalogError) -> Problem:
    """The problem of a file that cannot be read, with the position that the error names."""
    return Problem("document-unreadable", error.message, path, (), _span(error.place or ""), error.hint)


def _span(place: str) -> Span | None:
    """The span of length nothing at `name:line:column`; its offset is not known and counts as 0."""
    found = re.search(r":(\d+):(\d+)$", place)
    if found is None:
        return None
    mark = Mark(int(found[1]), int(found[2]), 0)
    return Span(mark, mark)
