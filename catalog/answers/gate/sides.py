"""The three revisions that a gate looks at, and what differs between them."""

from __future__ import annotations

import posixpath
from pathlib import Path

from catalog.answers.catalog import Catalog, blob_id
from catalog.answers.gate.begun import BEGUN, bare, has_catalog
from catalog.answers.gate.ends import Ends, ends_of
from catalog.errors import CatalogError, UsageError
from catalog.frozen import dataclass
from catalog.repository.contents import CATALOG_FILE
from catalog.repository.git import changed_paths
from catalog.repository.index import Index
from catalog.repository.indexed import Indexed
from catalog.repository.overlaid import OverlaidTree, uncommitted_files
from catalog.repository.snapshot import Snapshot
from catalog.repository.sparse import SparseTree
from catalog.repository.tree import WORKTREE
from governance.gate.verdict import Compared


@dataclass(frozen=True, slots=True)
class Sides:
    """The merge base, the head, and the tip of the target; `changed` are the paths between base and head.

    `elsewhere` is the catalog that knows the consumers and holds the policy, where the contracts live in a repository
    of their own. `forgotten` are the commits that the target led to once, newest first: its history was rewritten.
    """

    base: Snapshot
    head: Snapshot
    tip: Snapshot
    compared: Compared
    changed: frozenset[str]
    catalog: Catalog
    elsewhere: Snapshot | None = None
    notes: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    cache: Path | None = None
    """A folder for judgements that the next run may use again."""
    rules: Snapshot | None = None
    """Whose policy counts, where that is not the base's."""

    def at(self, commit: str) -> Snapshot:
        """The catalog at another commit."""
        return self.catalog.snapshot(self.catalog.revision(commit))

    @property
    def ruling(self) -> Snapshot:
        """Whose policy, teams and layers count: never those that the pull request brings."""
        return self.elsewhere or self.rules or self.base

    @property
    def consuming(self) -> tuple[tuple[str, Snapshot], ...]:
        """Where consumers are looked for, by name: base, head, tip, and the catalog elsewhere."""
        here = (("base", self.base), ("head", self.head), ("tip", self.tip))
        return (*here, ("catalog", self.elsewhere)) if self.elsewhere else here


def open_sides(
    catalog: Catalog,
    base: str,
    head: str | None,
    elsewhere: Snapshot | None = None,
    index: Index | None = None,
    cache: Path | None = None,
    ends: Ends | None = None,
) -> Sides:
    """The sides of a pull request from `head` (by default uncommitted work, in a bare repository HEAD) into `base`.
    With an index, only what the change concerns is read. `ends` are those of base and head, where they are known.

    Raises:
        UsageError: the catalog has no Git history. UnknownRevision: no such commit.
        RepositoryError: no common ancestor, for instance in a shallow clone; the hint says what to do.
    """
    repository = catalog.source.repository
    if repository is None:
        raise UsageError("a gate compares Git revisions, and this folder has no history", hint="git init, git commit")
    wanted = head or catalog.default
    ends = ends or ends_of(repository, base, wanted)
    tip, common = ends.tip, ends.common
    begun = has_catalog(catalog, common)
    opened = _Opening(catalog, index if begun else None, ends)
    after = opened.snapshot(WORKTREE if wanted == WORKTREE else ends.head)
    before = opened.snapshot(common) if begun else bare(after, catalog, common)
    _same_catalog(before, after)
    there = tip != common and has_catalog(catalog, tip)
    return Sides(
        before,
        after,
        opened.snapshot(tip) if there else before,
        Compared(common, WORKTREE if wanted == WORKTREE else ends.head, tip, after.root),
        _changed(catalog, before, after, ends.head),
        catalog,
        elsewhere,
        tuple(note for note in (index.note if index else "", "" if begun else BEGUN) if note),
        ends.lost,
        cache,
    )


def _same_catalog(before: Snapshot, after: Snapshot) -> None:
    """UsageError where the head brings another catalog.yaml, which would hide the one that the base is read from."""
    kept, found = (posixpath.join(side.root, CATALOG_FILE) for side in (before, after))
    if kept == found:
        return
    try:
        after.tree.read(kept)
    except CatalogError:
        return  # the catalog has moved
    hint = f"remove {found}, or move all of the catalog there"
    raise UsageError(f"would hide the catalog of {kept} from the gate and the portal", place=found, hint=hint)


class _Opening:
    """Snapshots through the index, or whole ones where links would lead the index astray."""

    def __init__(self, catalog: Catalog, index: Index | None, ends: Ends) -> None:
        self._catalog, self._index, self._ends = catalog, index, ends
        self._repository, self._objects = catalog.source.repository, catalog.source.objects
        if index and self._repository and self._objects:
            index.anchored(self._repository, self._objects, ends.common, self._root(ends.common))

    def snapshot(self, commit: str) -> Snapshot:
        """The catalog at a commit."""
        if self._index and self._repository and self._objects:
            opened = self._uncommitted() if commit == WORKTREE else self._at(commit)
            if opened is not None:
                return opened
        return self._catalog.snapshot(self._catalog.revision(commit))

    def _at(self, commit: str) -> Indexed | None:
        assert self._index
        assert self._repository
        assert self._objects
        tree = SparseTree(self._repository, self._objects, commit)
        view = self._index.view(self._repository, self._objects, commit, tree.catalog_root)
        return None if view.odd else Indexed(tree, view, self._catalog.parsed)

    def _uncommitted(self) -> Indexed | None:
        assert self._repository
        known, commit = self._ends.files, self._ends.head
        files = uncommitted_files(self._repository) if known is None else known
        below = self._at(commit) if files is not None else None
        if below is None or files is None:
            return None
        assert self._objects
        tree = OverlaidTree(self._repository, self._objects, commit, files)
        if tree.catalog_root != below.root:
            return None
        return Indexed(tree, tree.seen(below.view), self._catalog.parsed)

    def _root(self, commit: str) -> str:
        assert self._repository
        assert self._objects
        return SparseTree(self._repository, self._objects, commit).catalog_root


def _changed(catalog: Catalog, before: Snapshot, after: Snapshot, head: str) -> frozenset[str]:
    """`head` is the commit below uncommitted work."""
    repository, uncommitted = catalog.source.repository, after.tree
    if repository is not None and isinstance(uncommitted, OverlaidTree) and isinstance(before.tree, SparseTree):
        commits = changed_paths(repository, before.revision, head)
        paths = {*(change.path for change in commits), *uncommitted.files}
        return frozenset(path for path in paths if before.tree.sparse.get(path) != uncommitted.sparse.get(path))
    if repository is not None and WORKTREE not in (before.revision, after.revision):
        return frozenset(change.path for change in changed_paths(repository, before.revision, after.revision))
    old, new = _blobs(before), _blobs(after)
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _blobs(snapshot: Snapshot) -> dict[str, str]:
    return {path: blob_id(snapshot, path) for path in snapshot.tree.paths()}
