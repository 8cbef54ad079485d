"""The tree of a commit, listed folder by folder as it is asked for: for questions that concern a few of many files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from catalog.repository.committed import GitTree
from catalog.repository.contents import readable
from catalog.repository.git import KINDS, Entry, Repository, list_tree
from catalog.repository.links import inside
from catalog.repository.objects import ObjectReader

FOLDER_MODE = b"40000"
MODES = frozenset((FOLDER_MODE, *(mode.encode() for mode in KINDS)))
ENTRIES = {width: re.compile(rb"(\d+) ([^\0]+)\0(.{%d})" % width, re.DOTALL) for width in (20, 32)}
"""A tree object: `<mode> <name>\\0<id>` again and again, ids being so many bytes."""


class Folder:
    """What stands in a folder, by name; a name is made sense of when it is asked for. `instead`: files that are others,
    new, or gone (None); `more`: folders that are new."""

    def __init__(self, data: bytes = b"", width: int = 20) -> None:
        self._data, self._width = data, width
        self._instead: Mapping[str, Entry | None] = {}
        self._more: frozenset[str] = frozenset()

    def changed(self, instead: Mapping[str, Entry | None], more: Iterable[str]) -> Folder:
        """The folder with some files and folders that are others."""
        found = Folder(self._data, self._width)
        found._instead, found._more = instead, frozenset(more)
        return found

    def file(self, name: str) -> Entry:
        """A file or the like. Raises KeyError."""
        if name in self._instead:
            entry = self._instead[name]
        else:
            mode, object_id = self._written(name) or (FOLDER_MODE, b"")
            entry = None if mode == FOLDER_MODE else Entry(KINDS[mode.decode()], object_id.hex())
        if entry is None:
            raise KeyError(name)
        return entry

    def has_folder(self, name: str) -> bool:
        """Whether there is a folder called so."""
        if self._instead.get(name) is not None:
            return False
        found = self._written(name)
        return name in self._more or (found is not None and found[0] == FOLDER_MODE)

    def _written(self, name: str) -> tuple[bytes, bytes] | None:
        """Mode and id of one name, without a look at the others. No id looks like a whole entry by chance."""
        sought = b" " + name.encode("utf-8", "surrogateescape") + b"\0"
        at = self._data.find(sought)
        while at >= 0:
            for mode in (self._data[at - 6 : at], self._data[at - 5 : at]):
                if mode in MODES:
                    start = at + len(sought)
                    return mode, self._data[start : start + self._width]
            at = self._data.find(sought, at + 1)
        return None

    def files(self) -> Iterator[str]:
        """The names of files and the like."""
        names = dict.fromkeys((*self._names(folders=False), *self._instead))
        return (name for name in names if self._instead.get(name, self) is not None)

    def folders(self) -> Iterator[str]:
        """The names of folders."""
        return filter(self.has_folder, dict.fromkeys((*self._names(folders=True), *sorted(self._more))))

    def _names(self, *, folders: bool) -> Iterator[str]:
        found = ENTRIES[self._width].findall(self._data)
        return (name.decode("utf-8", "surrogateescape") for mode, name, _ in found if (mode == FOLDER_MODE) is folders)


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
        return self._folder(folder).file(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def below(self, folder: str) -> Iterator[tuple[str, Entry]]:
        """Everything in a folder and its folders."""
        there, start = self._folder(folder), f"{folder}/" if folder else ""
        yield from ((f"{start}{name}", there.file(name)) for name in there.files())
        for name in there.folders():
            yield from self.below(f"{start}{name}")

    def _all(self) -> dict[str, Entry]:
        if self._everything is None:
            self._everything = list_tree(self._repository, self._commit)
        return self._everything

    def _folder(self, folder: str) -> Folder:
        """What stands in a folder; nothing where there is no such folder."""
        if folder not in self._folders:
            above, _, name = folder.rpartition("/")
            there = not folder or self._folder(above).has_folder(name)
            self._folders[folder] = self._listed(folder) if there else Folder()
        return self._folders[folder]

    def _listed(self, folder: str) -> Folder:
        found = self._objects.find(f"{self._commit}:{folder}")
        if found is None or found.kind != "tree" or "\n" in folder:
            return Folder()
        return Folder(found.data, 20 if self._repository.object_format == "sha1" else 32)


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
