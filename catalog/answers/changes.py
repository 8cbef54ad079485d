"""Which commits of the first-parent line changed what, read once for a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.kept import known, once
from catalog.errors import CatalogError
from catalog.repository.git import Commit, first_parent_log
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import WORKTREE

Version = tuple[Commit, str | None]
"""A commit that changed a file, and the blob that it left."""
KEY = ("changes",)


@dataclass
class Changes:
    """Newest first: the versions of each file, and the commits that changed something at or below each path."""

    versions: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    commits: dict[str, list[Commit]] = field(default_factory=lambda: defaultdict(list))

    def add(self, commit: Commit) -> None:
        """The next older commit."""
        for change in commit.changes:
            self.versions[change.path].append((commit, change.new.object_id if change.new else None))
        for path in dict.fromkeys(each for change in commit.changes for each in _upwards(change.path)):
            self.commits[path].append(commit)


def changes_of(catalog: Catalog, snapshot: Snapshot) -> Mapping[str, Sequence[Version]]:
    """The commits that changed each file, newest first, with the blob that they left; none without a history. Found
    once for a snapshot."""
    return once(snapshot, KEY, lambda: _changes(catalog, snapshot), stays=True).versions


def steps_at(catalog: Catalog, revision: Revision, path: str, limit: int) -> tuple[Step, ...]:
    """As `Catalog.steps`, without asking Git where the changes of the revision are known."""
    found = known(catalog.snapshot(revision), KEY)
    if not isinstance(found, Changes) or revision.commit == WORKTREE:
        return catalog.steps(path, limit, revision)
    told = (each for each in found.commits.get(path, ()) if each.id not in catalog.borders)
    return tuple(Step(each.id, each.date, each.author, each.subject) for each in islice(told, limit))


def _changes(catalog: Catalog, snapshot: Snapshot) -> Changes:
    repository, found = catalog.source.repository, Changes()
    if repository is None:
        return found
    revision = "HEAD" if snapshot.revision == WORKTREE else snapshot.revision
    try:
        for commit in first_parent_log(repository, revision, snapshot.root):
            found.add(commit)
    except CatalogError:
        return Changes()
    return found


def _upwards(path: str) -> Iterator[str]:
    """The path and every folder above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""
