"""A catalog's files at one revision, wherever they come from; DESIGN.md §1 (revision) and §4."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from catalog.errors import RepositoryError
from catalog.frozen import dataclass
from catalog.repository.committed import GitTree
from catalog.repository.contents import Blob, Oddity, blob_id
from catalog.repository.git import Repository, find_repository, resolve
from catalog.repository.objects import ObjectReader
from catalog.repository.process import printable
from catalog.repository.uncommitted import NO_HISTORY, WORKTREE, plain_folder, work_tree

__all__ = ["WORKTREE", "Blob", "Oddity", "Tree", "TreeSource", "blob_id", "open_source", "open_tree"]


class Tree(Protocol):
    """Paths are relative to the top of the repository (or of the folder without Git), with `/` between steps."""

    @property
    def repository(self) -> Repository | None:
        """None for a folder without Git."""

    @property
    def note(self) -> str | None:
        """What a person should know of this tree, such as that it has no history."""

    @property
    def revision(self) -> str:
        """The full commit id, or `worktree`."""

    @property
    def catalog_root(self) -> str:
        """The folder of `catalog.yaml`, "" for the top; UsageError when there is none."""

    def paths(self, under: str = "") -> tuple[str, ...]:
        """Sorted paths of the files at or below `under`, links to files included, names not UTF-8 left out."""

    def oddities(self, under: str = "") -> tuple[Oddity, ...]:
        """What at or below `under` cannot be read as a file, and why."""

    def read(self, path: str) -> Blob:
        """The file a path leads to, links followed within the tree. UnknownName when there is none,
        UnreadableDocument when it is a folder, an LFS pointer or leads out of the tree, RepositoryError when it
        stands in a submodule or the repository lacks the object."""

    def read_many(self, paths: Sequence[str]) -> Iterator[Blob]:
        """Like `read` for each path in order, in bulk."""

    def blob_id(self, path: str) -> str:
        """The id of the file's content, without reading it where Git knows it."""

    def known_id(self, path: str) -> str:
        """The id of the file's content where it takes no reading to tell; empty where it does, or there is none."""

    def way(self, path: str) -> tuple[str, ...]:
        """The symbolic links that a path leads through, and last the file or place where it ends. UnreadableDocument
        and RepositoryError as for `read`."""

    def close(self) -> None:
        """Ends what the tree holds open; a later question opens it again."""


@dataclass(frozen=True, slots=True)
class TreeSource:
    """Trees of one place at many revisions, through one Git process; for long-lived use, safe for threads."""

    location: Path
    repository: Repository | None
    objects: ObjectReader | None

    def tree(self, revision: str | None = None) -> Tree:
        """The tree at a commit-ish, or uncommitted work for `worktree`. By default uncommitted work where there is
        a work tree, else HEAD."""
        if self.repository is None or self.objects is None:
            return self._folder(revision)
        if revision == WORKTREE or (revision is None and not self.repository.bare):
            return work_tree(self.repository)
        return GitTree(self.repository, self.objects, resolve(self.repository, revision or "HEAD"))

    def close(self) -> None:
        if self.objects is not None:
            self.objects.close()

    def _folder(self, revision: str | None) -> Tree:
        if revision not in (None, WORKTREE):
            raise RepositoryError(NO_HISTORY, place=str(self.location), hint=f"ask for {WORKTREE}, or run git init")
        return plain_folder(self.location)


def open_source(location: Path) -> TreeSource:
    """The place itself, any folder of a repository (bare ones and linked work trees included), or a plain folder."""
    try:
        repository = find_repository(location)
    except RepositoryError as error:
        if error.message != "not a Git repository":
            raise
        damaged = next((above for above in _upwards(location) if os.path.lexists(above / ".git")), None)
        if damaged is not None:
            message, hint = (
                "Git cannot read the repository here",
                "git fsck; of a linked work tree: git worktree repair",
            )
            raise RepositoryError(message, place=printable(str(damaged / ".git")), hint=hint) from None
        return TreeSource(location, None, None)
    return TreeSource(location, repository, ObjectReader(repository.folder))


def _upwards(location: Path) -> Iterator[Path]:
    here = location.absolute()
    yield from (here, *here.parents)


def open_tree(location: Path, revision: str | None = None) -> Tree:
    """The tree of one place at one revision; see `TreeSource.tree`."""
    return open_source(location).tree(revision)
