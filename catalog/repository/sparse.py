"""The tree of a commit, listed folder by folder as it is asked for: for questions that concern a few of many files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from catalog.repository.committed import GitTree
from catalog.repository.contents import readable
from catalog.repository.git import KINDS, Entry, Repository, list_tree
from catalog.repository.links import inside
from catalog.repository.objects import ObjectReader

FOLDER_MODE = "40000"
Folder: TypeAlias = "tuple[dict[str, Entry], tuple[str, ...]]"
"""Files and the like by name, and the names of folders."""


class Entries(Mapping[str, Entry]):
    """The entries of a commit's tree by path. What is looked up costs its folders; all of them, a listing."""

    def __init__(self, repository: Repository, objects: ObjectReader, commit: str) -> None:
        self._repository, self._objects, self._commit = repository, objects, commit
        self._folders: dict[str, Folder] = {}
        self._everything: dict[str, Entry] | None = None

    def __getitem__(self, path: str) -> Entry:
        if self._everything is not None:
            return self._everything[path]
        folder, _, name = path.rpartition("/")
        return self._folder(folder)[0][name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def below(self, folder: str) -> Iterator[tuple[str, Entry]]:
        """Everything in a folder and its folders."""
        entries, folders = self._folder(folder)
        start = f"{folder}/" if folder else ""
        yield from ((f"{start}{name}", entry) for name, entry in entries.items())
        for name in folders:
            yield from self.below(f"{start}{name}")

    def _all(self) -> dict[str, Entry]:
        if self._everything is None:
            self._everything = list_tree(self._repository, self._commit)
        return self._everything

    def _folder(self, folder: str) -> Folder:
        """Files and the like by name, and the names of folders; nothing where there is no such folder."""
        if folder not in self._folders:
            above, _, name = folder.rpartition("/")
            there = not folder or name in self._folder(above)[1]
            self._folders[folder] = self._listed(folder) if there else ({}, ())
        return self._folders[folder]

    def _listed(self, folder: str) -> Folder:
        found = self._objects.find(f"{self._commit}:{folder}")
        if found is None or found.kind != "tree" or "\n" in folder:
            return {}, ()
        return _parsed(found.data, 20 if self._repository.object_format == "sha1" else 32)


def _parsed(data: bytes, width: int) -> Folder:
    """A tree object: `<mode> <name>\\0<id>` again and again, ids being `width` bytes."""
    entries, folders, at = {}, [], 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].decode("utf-8", "surrogateescape").partition(" ")
        object_id, at = data[end + 1 : end + 1 + width].hex(), end + 1 + width
        if mode == FOLDER_MODE:
            folders.append(name)
        else:
            entries[name] = Entry(KINDS[mode], object_id)
    return entries, tuple(folders)


class SparseTree(GitTree):
    """A `Tree` of a commit that is listed only where it is asked about."""

    def __init__(
        self, repository: Repository, objects: ObjectReader, revision: str, entries: Entries | None = None
    ) -> None:
        self.sparse = Entries(repository, objects, revision) if entries is None else entries
        super().__init__(repository, objects, revision, self.sparse)

    def paths(self, under: str = "") -> tuple[str, ...]:
        found = self.sparse.below(under) if under else self.sparse.items()
        return tuple(sorted(p for p, entry in found if readable(p, entry, self.sparse, self._target, under)))

    def has(self, path: str) -> bool:
        """Whether a file, or a link, stands at a path."""
        return inside(path, "") and path in self.sparse
