"""Uncommitted work as the commit below it and the few files that differ: read at the cost of the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from catalog.errors import CatalogError
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.contents import Blob, blob_id
from catalog.repository.file_facts import facts_of
from catalog.repository.git import Entry, EntryKind, Repository, uncommitted_paths
from catalog.repository.index import View
from catalog.repository.objects import ObjectReader
from catalog.repository.sparse import Entries, Folder, SparseTree
from catalog.repository.uncommitted import WORKTREE, DiskTree

Files = Mapping[str, bytes | None]
"""Path → content on disk; None where there is no file."""


def uncommitted_files(repository: Repository) -> Files | None:
    """What differs on disk from HEAD; None where something is no file that can be read, such as a link."""
    paths = uncommitted_paths(repository)
    disk = DiskTree(repository.folder, lambda: paths, object_format=repository.object_format, repository=repository)
    try:
        there = frozenset(disk.paths())
        if disk.oddities() or not disk.holds_files_only():
            return None
        return {path: disk.read(path).data if path in there else None for path in paths}
    except CatalogError:
        return None


class OverlaidTree(SparseTree):
    """A `Tree` of uncommitted work."""

    def __init__(self, repository: Repository, objects: ObjectReader, commit: str, files: Files) -> None:
        self.files = files
        ids = {path: blob_id(data, repository.object_format) for path, data in files.items() if data is not None}
        changed = {path: Entry(EntryKind.FILE, ids[path]) if path in ids else None for path in files}
        super().__init__(repository, objects, WORKTREE, OverlaidEntries(repository, objects, commit, changed))
        self._fresh = {ids[path]: data for path, data in files.items() if data is not None}

    def read(self, path: str) -> Blob:
        found = self._file(path)
        data = self._fresh.get(found.object_id)
        return super().read(path) if data is None else self._blob(path, found, data)

    def read_many(self, paths: Sequence[str]) -> Iterator[Blob]:
        if any(self._file(path).object_id in self._fresh for path in paths):
            return map(self.read, paths)
        return super().read_many(paths)

    def seen(self, view: View) -> View:
        """The facts of the commit, with those of the files that differ."""
        facts = {
            path: frozenset() if data is None else facts_of(path, kind_at(path, self.catalog_root), data)
            for path, data in self.files.items()
        }
        return View(view.connection, {**view.changed, **facts}, view.odd, view.anchored)


class OverlaidEntries(Entries):
    """The entries of a commit's tree, some of them others, new, or gone (None)."""

    def __init__(
        self, repository: Repository, objects: ObjectReader, commit: str, changed: Mapping[str, Entry | None]
    ) -> None:
        super().__init__(repository, objects, commit)
        self._changed = changed
        self._new = {above for path, entry in changed.items() if entry is not None for above in _above(path)}

    def _all(self) -> dict[str, Entry]:
        if self._everything is None:
            found = {**super()._all(), **self._changed}
            self._everything = {path: entry for path, entry in found.items() if entry is not None}
        return self._everything

    def _folder(self, folder: str) -> Folder:
        if folder not in self._folders:
            there, start = super()._folder(folder), f"{folder}/" if folder else ""
            here = {path.removeprefix(start): entry for path, entry in self._changed.items() if _is_in(path, start)}
            new = (name.removeprefix(start) for name in self._new if name and _is_in(name, start))
            self._folders[folder] = there.changed(here, new)
        return self._folders[folder]


def _is_in(path: str, start: str) -> bool:
    """Whether it stands right in the folder, not below."""
    return path.startswith(start) and "/" not in path[len(start) :]


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
