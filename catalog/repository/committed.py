"""The tree of one commit, read from Git objects without a work tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from catalog.errors import UsageError
from catalog.repository.contents import (
    Blob,
    Oddity,
    file_at,
    files_below,
    find_catalog_root,
    oddities_below,
    refuse_lfs_pointer,
)
from catalog.repository.git import Entry, EntryKind, Repository, list_tree
from catalog.repository.links import follow, inside
from catalog.repository.objects import ObjectReader
from catalog.repository.process import printable


class GitTree:
    """A `Tree` of the commit `revision`. `entries` may be given by whoever already knows the listing."""

    def __init__(
        self, repository: Repository, objects: ObjectReader, revision: str, entries: Mapping[str, Entry] | None = None
    ) -> None:
        self.repository = repository
        self.revision = revision
        self.note: str | None = None
        self._objects = objects
        self._whole = entries
        self._catalog: Mapping[str, Entry] | None = entries
        self._root: str | None = None
        self._links: dict[str, str] = {}

    def __enter__(self) -> GitTree:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the Git process; it would start again at the next question."""
        self._objects.close()

    @property
    def catalog_root(self) -> str:
        if self._root is None:
            self._root = find_catalog_root(self.repository.prefix, self._has_file)
        return self._root

    def paths(self, under: str = "") -> tuple[str, ...]:
        return files_below(self._entries(under), self._target, under)

    def oddities(self, under: str = "") -> tuple[Oddity, ...]:
        return tuple(oddities_below(self._entries(under), self._target, under))

    def way(self, path: str) -> tuple[str, ...]:
        leads = follow(path, self._entries_for(path), self._target)
        return (*leads.links, leads.path)

    def blob_id(self, path: str) -> str:
        return self._file(path).object_id

    def known_id(self, path: str) -> str:
        found = self._entries(path).get(path)
        return found.object_id if found is not None and found.kind is EntryKind.FILE else ""

    def read(self, path: str) -> Blob:
        found = self._file(path)
        return self._blob(path, found, self._objects.read(found.object_id, printable(path)))

    def read_many(self, paths: Sequence[str]) -> Iterator[Blob]:
        found = [self._file(path) for path in paths]
        wanted = [(entry.object_id, printable(path)) for path, entry in zip(paths, found, strict=True)]
        contents = self._objects.read_many(wanted)
        return map(self._blob, paths, found, contents)

    def _blob(self, path: str, entry: Entry, data: bytes) -> Blob:
        refuse_lfs_pointer(path, data)
        return Blob(path, data, entry.object_id)

    def _file(self, path: str) -> Entry:
        return file_at(path, self._entries_for(path), self._target, self.revision)

    def _entries_for(self, path: str) -> Mapping[str, Entry]:
        entries = self._entries(path)
        return entries if path in entries else self._everything()  # `..` may lead out of the catalog

    def _entries(self, under: str) -> Mapping[str, Entry]:
        if self._whole is not None:
            return self._whole
        try:
            root = self.catalog_root
        except UsageError:
            return self._everything()
        if not root or not inside(under, root):
            return self._everything()
        if self._catalog is None:
            self._catalog = list_tree(self.repository, self.revision, root)
            if any(entry.kind is EntryKind.LINK for entry in self._catalog.values()):
                self._catalog = self._everything()  # a link may lead out of the catalog, not out of the tree
        return self._catalog

    def _everything(self) -> Mapping[str, Entry]:
        if self._whole is None:
            self._whole = list_tree(self.repository, self.revision)
        return self._whole

    def _has_file(self, path: str) -> bool:
        if self._whole is not None:
            return path in self._whole
        found = self._objects.find(f"{self.revision}:{path}")
        return found is not None and found.kind == "blob"

    def _target(self, path: str) -> str:
        if path not in self._links:
            data = self._objects.read(self._entries(path)[path].object_id)
            self._links[path] = data.decode("utf-8", "surrogateescape")
        return self._links[path]
