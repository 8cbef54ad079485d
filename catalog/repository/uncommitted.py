"""Files on disk as a tree: uncommitted work of a repository, or a folder without Git."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from catalog.errors import RepositoryError, UnreadableDocument
from catalog.reading.limits import DEFAULT, over
from catalog.repository.contents import (
    Blob,
    Oddity,
    blob_id,
    file_at,
    files_below,
    find_catalog_root,
    oddities_below,
    refuse_lfs_pointer,
)
from catalog.repository.git import Entry, EntryKind, Repository, list_worktree
from catalog.repository.links import follow
from catalog.repository.process import printable

WORKTREE = "worktree"
"""The pseudo-revision of work that is not committed."""

NO_HISTORY = "not a Git repository: there are no revisions, releases or authors"


class DiskTree:
    """A `Tree` over the files below `top` that `listed` names; nothing else is ever opened."""

    revision = WORKTREE

    def __init__(
        self,
        top: Path,
        listed: Callable[[], Sequence[str]],
        *,
        prefix: str = "",
        object_format: str = "sha1",
        note: str | None = None,
        repository: Repository | None = None,
    ) -> None:
        self.repository = repository
        self.note = note
        self._top = top
        self._listed = listed
        self._prefix = prefix
        self._format = object_format
        self._known: Mapping[str, Entry] | None = None
        self._folders: dict[str, bool] = {"": True}

    def __enter__(self) -> DiskTree:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open."""

    @property
    def catalog_root(self) -> str:
        return find_catalog_root(self._prefix, lambda path: self._kind(path) is EntryKind.FILE)

    def paths(self, under: str = "") -> tuple[str, ...]:
        return files_below(self._entries(), self._target, under)

    def oddities(self, under: str = "") -> tuple[Oddity, ...]:
        return tuple(oddities_below(self._entries(), self._target, under))

    def holds_files_only(self) -> bool:
        """Whether there are no links and no other repositories among the listed paths."""
        return all(entry.kind is EntryKind.FILE for entry in self._entries().values())

    def way(self, path: str) -> tuple[str, ...]:
        leads = follow(path, self._entries(), self._target)
        return (*leads.links, leads.path)

    def blob_id(self, path: str) -> str:
        return self.read(path).blob_id

    def known_id(self, path: str) -> str:  # noqa: ARG002
        return ""

    def read(self, path: str) -> Blob:
        file_at(path, self._entries(), self._target, self.revision)
        data = self._content(path, self.way(path)[-1])
        refuse_lfs_pointer(path, data)
        return Blob(path, data, blob_id(data, self._format))

    def read_many(self, paths: Sequence[str]) -> Iterator[Blob]:
        return map(self.read, paths)

    def _content(self, path: str, actual: str) -> bytes:
        try:
            with os.fdopen(os.open(self._top / actual, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise UnreadableDocument("is not a regular file", place=printable(path), hint="remove it")
                if status.st_size > DEFAULT.bytes:
                    raise over("bytes", DEFAULT.bytes, place=printable(path))
                return file.read()
        except OSError as error:
            reason = error.strerror or "unreadable"
            raise RepositoryError(reason, place=printable(path), hint="check its permissions") from None

    def _entries(self) -> Mapping[str, Entry]:
        if self._known is None:
            kinds = ((path, self._kind(path)) for path in self._listed())
            self._known = {path: Entry(kind, "") for path, kind in kinds if kind is not None}
        return self._known

    def _kind(self, path: str) -> EntryKind | None:
        """What stands at a listed path on disk, None when it is gone or only reached through a link."""
        if path.endswith("/"):
            return None  # an untracked repository within this one
        if not self._is_folder(os.path.dirname(path)):
            return None
        try:
            mode = os.lstat(self._top / path).st_mode
        except OSError:
            return None
        if stat.S_ISDIR(mode):
            return EntryKind.SUBMODULE
        if stat.S_ISLNK(mode):
            return EntryKind.LINK
        return EntryKind.FILE if stat.S_ISREG(mode) else None

    def _is_folder(self, folder: str) -> bool:
        """Whether every step down to `folder` is a real folder: one replaced by a link would lead elsewhere."""
        if folder not in self._folders:
            above = self._is_folder(os.path.dirname(folder))
            where = self._top / folder
            self._folders[folder] = above and where.is_dir() and not where.is_symlink()
        return self._folders[folder]

    def _target(self, path: str) -> str:
        return os.readlink(self._top / path)


def work_tree(repository: Repository) -> DiskTree:
    """Uncommitted work: what Git tracks, and new files that it does not ignore."""
    if repository.bare:
        raise RepositoryError(
            "a bare repository has no uncommitted work",
            place=str(repository.folder),
            hint="name a revision, such as HEAD",
        )
    return DiskTree(
        repository.folder,
        lambda: list_worktree(repository),
        prefix=repository.prefix,
        object_format=repository.object_format,
        repository=repository,
    )


def plain_folder(folder: Path) -> DiskTree:
    """A folder that belongs to no repository: all its files but hidden ones."""
    return DiskTree(folder.resolve(), lambda: _walk(folder.resolve()), note=NO_HISTORY)


def _walk(top: Path) -> list[str]:
    found = []
    for folder, below, files in os.walk(top):
        links = [name for name in below if os.path.islink(os.path.join(folder, name))]
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in links)
        found += [
            os.path.relpath(os.path.join(folder, name), top) for name in (*files, *links) if not name.startswith(".")
        ]
    return found
