"""One catalog, asked at many revisions: what commands ask once and the portal asks all day."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from catalog.errors import CatalogError, RepositoryError, UnknownRevision
from catalog.frozen import dataclass
from catalog.repository.closures import Closures, release_line
from catalog.repository.descriptions import ancestors
from catalog.repository.documents import Parsed
from catalog.repository.git import OBJECT_ID, borders, default_branch, first_parent_log, references, resolve
from catalog.repository.joined import grouped
from catalog.repository.made import Made
from catalog.repository.recent import RecentDocuments
from catalog.repository.releases import Line, Release
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import WORKTREE, TreeSource, open_source

if TYPE_CHECKING:
    from catalog.answers.background import Jobs

MOST_SNAPSHOTS = 12
MOST_STEPS = 2000
MOST_PASTS = 8
STALE_AFTER = 1.0
"""Seconds for which a branch's commit, or what lies in the work tree, is taken as known."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as it was asked for and the commit it is (`worktree` for uncommitted work).

    `digest` changes whenever the catalog's content may have; `fixed` says that the name itself is the commit.
    """

    name: str
    commit: str
    digest: str
    fixed: bool

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit if self.commit == WORKTREE else self.commit[:10]


@dataclass(frozen=True, slots=True)
class NamedRevision:
    """A branch or tag, or the work tree."""

    name: str
    kind: str
    commit: str


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the first-parent line."""

    commit: str
    date: datetime
    author: str
    subject: str


class Catalog:
    """A catalog in a folder or repository. Safe for threads; snapshots of commits are kept, the newest used last."""

    def __init__(self, source: TreeSource, default: str | None = None) -> None:
        self.source = source
        self._default = default
        self._lock = Lock()
        self.parsed: Parsed = RecentDocuments()
        self.made: Made = {}
        self._snapshots: OrderedDict[str, Snapshot] = OrderedDict()
        self._resolved: dict[str, tuple[float, Revision]] = {}
        self.closures: Closures | None = None
        self._lines: dict[str, Line] = {}
        self._before: dict[str, frozenset[str]] = {}
        self._steps: dict[tuple[str, str, int], tuple[Step, ...]] = {}
        self._walking = Lock()
        self._by_contract: tuple[tuple[Release, ...], Mapping[str, tuple[Release, ...]]] = ((), {})
        self._named: tuple[float, tuple[NamedRevision, ...]] = (0.0, ())
        self._released: dict[str | None, tuple[tuple[NamedRevision, ...], tuple[Release, ...]]] = {}

    @cached_property
    def jobs(self) -> Jobs:
        """What runs beside the questions."""
        from catalog.answers.background import Jobs  # commands run nothing beside themselves

        return Jobs()

    @property
    def default(self) -> str:
        """The revision that is meant when none is named: the given one, else `worktree`, in a bare repository HEAD."""
        if self._default:
            return self._default
        repository = self.source.repository
        return "HEAD" if repository is not None and repository.bare else WORKTREE

    def revision(self, name: str | None = None) -> Revision:
        """The commit that a name means now, at most STALE_AFTER seconds old.

        Raises:
            UnknownRevision: the name is no commit; RepositoryError where Git cannot tell.
        """
        wanted = name or self.default
        known = self._resolved.get(wanted)
        if known is not None and (known[1].fixed or time.monotonic() - known[0] < STALE_AFTER):
            return known[1]
        found = self._worktree() if wanted == WORKTREE else self._commit(wanted)
        with self._lock:
            if len(self._resolved) > 1000:
                self._resolved.clear()
            self._resolved[wanted] = (time.monotonic(), found)
            if known is None or known[1].digest != found.digest:
                self._named = (0.0, ())  # what is known of branches is older than this
        return found

    def snapshot(self, revision: Revision) -> Snapshot:
        """The catalog at a revision.

        Raises:
            UsageError: there is no catalog.yaml at this revision.
        """
        with self._lock:
            known = self._snapshots.get(revision.digest)
            if known is not None:
                self._snapshots.move_to_end(revision.digest)
                return known
        return self._keep(revision.digest, Snapshot(self.source.tree(revision.commit), self.parsed, self.made))

    def named_revisions(self) -> tuple[NamedRevision, ...]:
        """The work tree, branches and tags, at most STALE_AFTER seconds old; while Git cannot tell, as they were."""
        asked, known = self._named
        if not known or time.monotonic() - asked >= STALE_AFTER:
            with suppress(RepositoryError):
                known = self._list_revisions()
            self._named = (time.monotonic(), known)
        return known

    def _list_revisions(self) -> tuple[NamedRevision, ...]:
        repository = self.source.repository
        if repository is None:
            return (NamedRevision(WORKTREE, WORKTREE, WORKTREE),)
        named = tuple(
            NamedRevision(found.name, "tag" if found.full_name.startswith("refs/tags/") else "branch", found.commit)
            for found in references(repository)
        )
        return named if repository.bare else (NamedRevision(WORKTREE, WORKTREE, WORKTREE), *named)

    def steps(self, path: str, limit: int = 20, revision: Revision | None = None) -> tuple[Step, ...]:
        """The newest commits of the first-parent line that are known to have changed a file or folder; of the default
        branch, or up to a revision."""
        repository = self.source.repository
        if repository is None:
            return ()
        try:
            known = revision.commit if revision and revision.commit != WORKTREE else ""
            key = known or resolve(repository, default_branch(repository)), path, limit
            if key not in self._steps:
                if len(self._steps) > MOST_STEPS:
                    self._steps.clear()
                log = (step for step in first_parent_log(repository, key[0], path) if step.id not in self.borders)
                self._steps[key] = tuple(
                    Step(each.id, each.date, each.author, each.subject) for each in islice(log, limit)
                )
            return self._steps[key]
        except CatalogError:
            return ()

    @cached_property
    def borders(self) -> frozenset[str]:
        """The commits at which the history ends because the clone is shallow; nothing is known to be theirs."""
        repository = self.source.repository
        return frozenset() if repository is None else borders(repository)

    def releases(self, branch: str | None = None) -> tuple[Release, ...]:
        """Every release of every contract on the configured branch, oldest first; none where Git cannot tell. They are
        kept until the branch moves, also where it is gone or has lost its catalog."""
        repository = self.source.repository
        if repository is None:
            return ()
        named = self.named_revisions()
        asked, known = self._released.get(branch, ((), ()))
        if asked is named:  # Git was asked less than STALE_AFTER ago
            return known
        found = self._read_releases(branch, known)
        self._released[branch] = named, found
        return found

    def _read_releases(self, branch: str | None, known: tuple[Release, ...]) -> tuple[Release, ...]:
        repository = self.source.repository
        assert repository is not None
        try:
            name = default_branch(repository, branch)
            if known:
                _ = self.source.tree(name).catalog_root  # raises where the branch has lost its catalog
            with self._walking:
                line = self._lines.get(name)
                if line is None:
                    line = self._lines[name] = release_line(
                        self.source, self.parsed, self.made, self.closures, self._snapshots.get
                    )
                return line.to(name)
        except CatalogError:
            return known

    def releases_of(self, contract_id: str, branch: str | None = None) -> tuple[Release, ...]:
        """The releases of one contract, as `releases`."""
        found = self.releases(branch)
        asked, known = self._by_contract
        if asked is not found:
            known = grouped((release.contract, release) for release in found)
            self._by_contract = found, known
        return known.get(contract_id, ())

    def before(self, commit: str) -> frozenset[str]:
        """A commit and all that it came from."""
        if commit not in self._before and self.source.repository is not None:
            if len(self._before) >= MOST_PASTS:
                self._before.clear()
            self._before[commit] = ancestors(self.source.repository, commit)
        return self._before.get(commit, frozenset())

    def close(self) -> None:
        """End what runs beside, and the Git process behind it."""
        self.jobs.close()
        self.source.close()

    def _commit(self, name: str) -> Revision:
        repository = self.source.repository
        if repository is None:
            raise UnknownRevision(
                f"{name!r} names no commit: the folder has no Git history",
                place=str(self.source.location),
                hint=f"ask for {WORKTREE}, or run git init",
            )
        commit = resolve(repository, name)
        return Revision(name, commit, commit, fixed=OBJECT_ID.fullmatch(name) is not None and name == commit)

    def _worktree(self) -> Revision:
        snapshot = Snapshot(self.source.tree(WORKTREE), self.parsed, self.made)
        content = hashlib.sha256()
        for path in snapshot.documents.below(snapshot.root):
            content.update(f"{path}\0{blob_id(snapshot, path)}\0".encode())
        digest = f"{WORKTREE}-{content.hexdigest()[:40]}"
        with self._lock:
            fresh = digest not in self._snapshots
        if fresh:
            self._keep(digest, snapshot)
        return Revision(WORKTREE, WORKTREE, digest, fixed=False)

    def _keep(self, digest: str, snapshot: Snapshot) -> Snapshot:
        with self._lock:
            snapshot.closures = self.closures
            kept = self._snapshots.setdefault(digest, snapshot)
            while len(self._snapshots) > MOST_SNAPSHOTS:
                self._snapshots.popitem(last=False)
            return kept


def open_catalog(where: str, revision: str | None, cache: Path) -> Catalog:
    """The catalog at `<folder or git url>[@rev]`; a URL is mirrored in the folder `cache`.

    Raises:
        UsageError: no such folder, or an address that a catalog cannot have.
        RepositoryError: the remote does not answer.
    """
    from catalog.repository.elsewhere import cached_clone, parse_location

    location = parse_location(where)
    folder = cached_clone(location.url, cache) if location.url else location.folder or Path()
    return Catalog(open_source(folder), revision or location.revision)


def today_of(snapshot: Snapshot, today: date | None) -> date:
    """The day that answers are for: the one asked for, else `as_of` of catalog.yaml, else the clock's."""
    return today or snapshot.catalog.as_of or date.today()


def blob_id(snapshot: Snapshot, path: str) -> str:
    """The id of what stands at a path, or why it cannot be read."""
    try:
        return snapshot.tree.blob_id(path)
    except CatalogError as problem:
        return str(problem)
