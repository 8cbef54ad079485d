"""What is shown of a branch while it moves: the newest commit that can be shown, read beside the requests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from catalog.answers.catalog import Catalog, Revision
from catalog.errors import CatalogError, RepositoryError, UnknownRevision, UnreadableDocument
from catalog.frozen import replace
from catalog.model.problem import Problem
from catalog.reading.descriptors.kinds import kind_at
from catalog.reading.yaml_plain import fast_way_is_ready
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import WORKTREE
from catalog.search.kept_closures import KeptClosures
from catalog.search.library import Library

PATIENCE = 1.0
"""Seconds that a request waits for a new commit to be read, before it is shown the one before."""

FIRST = 20.0
"""Seconds that a request waits where there is none before."""

RETRY = 30.0
"""Seconds after which what could not be read is tried again."""

Told = Callable[[str], None]


def silently(_words: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Behind:
    """That the newest commit of a name is not shown, and why; `broken` where it cannot be, else it is being read.
    `commit` is empty where the name is gone."""

    commit: str
    reason: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision to show for a name."""

    revision: Revision
    behind: Behind | None = None


class NotReady(RepositoryError):
    """Nothing can be shown yet: the catalog is being read."""


def _unreadable(snapshot: Snapshot) -> dict[str, Problem]:
    """The descriptors that say nothing at all, and why."""
    return {
        problem.file: problem
        for problem in snapshot.problems
        if (
            problem.rule == "document-unreadable"
            or (problem.rule == "descriptor-value-invalid" and not problem.pointer)
        )
        and kind_at(problem.file, snapshot.root)
    }


class Standings:
    """Follows branches: each new commit is read whole, by one thread, before it is shown. Safe for threads.

    Commits named by their id, other names that Git understands, and the work tree are shown as they are.
    """

    def __init__(self, catalog: Catalog, library: Library) -> None:
        fast_way_is_ready()
        self._catalog = catalog
        self._library = library
        self._closures = KeptClosures(library.store)
        catalog.closures = self._closures
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._shown: dict[str, Revision] = {}
        self._failed: dict[str, CatalogError] = {}
        self._tried: dict[str, float] = {}
        self._jobs: dict[str, threading.Thread] = {}
        self.progress = ""
        self._told: Told = silently
        self.then: Callable[[Revision], None] | None = None
        """What is done beside the requests for each commit of a branch once it is shown."""

    def shows(self, revision: Revision) -> bool:
        """Whether this is the commit shown of a branch."""
        return any(shown.digest == revision.digest for shown in tuple(self._shown.values()))

    def of(self, name: str | None = None) -> Standing:
        """What to show for a name.

        Raises:
            UnknownRevision: it names no commit.
            NotReady: its first commit is still being read.
            CatalogError: its commit cannot be shown, and there is none before.
        """
        try:
            wanted = self._catalog.revision(name)
        except (UnknownRevision, RepositoryError) as gone:
            return self._without(name or self._catalog.default, gone)
        if wanted.fixed or wanted.commit == WORKTREE or not self._follows(wanted.name):
            return Standing(wanted)
        if not self._is_settled(wanted):
            self._wait(wanted)
        return self._settled(wanted)

    def _without(self, name: str, gone: CatalogError) -> Standing:
        """What was shown of the branch that is served; of others, which come and go, nothing."""
        shown = self._shown.get(name)
        if shown is None or name != self._catalog.default:
            raise gone
        return Standing(shown, Behind("", gone.message, True))

    def read_default(self, told: Told) -> None:
        """Read what is shown when no revision is named, and tell how far that is; the pages tell what is wrong."""
        self._told = told
        with suppress(CatalogError):
            revision = self._catalog.revision()
            if revision.commit == WORKTREE:
                self.prepare(revision, self._note)
            else:
                self.of()
        self._told = silently

    def prepare(self, revision: Revision, told: Told = silently) -> Snapshot:
        """Read a revision whole: descriptors, what is wrong with them, and the index.

        Raises:
            CatalogError: it cannot be shown.
        """
        with self._reading:
            return self._prepared(revision, told)

    def _follows(self, name: str) -> bool:
        """Branches move; other names are asked for once."""
        if name in self._shown or name == "HEAD" or name == self._catalog.default:
            return True
        return any(known.name == name and known.kind == "branch" for known in self._catalog.named_revisions())

    def _is_settled(self, wanted: Revision) -> bool:
        shown = self._shown.get(wanted.name)
        if shown is not None and shown.digest == wanted.digest:
            return True
        tried = self._tried.get(wanted.digest)
        return tried is not None and time.monotonic() - tried < RETRY

    def _wait(self, wanted: Revision) -> None:
        with self._lock:
            job = self._jobs.get(wanted.digest)
            if job is None:
                job = threading.Thread(target=self._read, args=(wanted,), daemon=True)
                self._jobs[wanted.digest] = job
                job.start()
        job.join(PATIENCE if wanted.name in self._shown else FIRST)

    def _settled(self, wanted: Revision) -> Standing:
        shown, failed = self._shown.get(wanted.name), self._failed.get(wanted.digest)
        if shown is not None and shown.digest == wanted.digest:
            return Standing(shown)
        if shown is not None:
            reason = str(failed) if failed else "it is being read"
            return Standing(shown, Behind(wanted.commit, reason, failed is not None))
        if failed is not None:
            raise failed
        raise NotReady("the catalog is being read", hint=self.progress or "ask again in a moment")

    def _read(self, wanted: Revision) -> None:
        try:
            self._see_that_nothing_is_lost(wanted, self.prepare(wanted, self._note))
            with self._lock:
                self._shown[wanted.name] = wanted
                self._failed.pop(wanted.digest, None)
            self._library.remember(wanted.name, wanted.digest)
            if self.then is not None:
                self._catalog.jobs.start(f"preparing the pages of {wanted.short}", partial(self.then, wanted))
        except CatalogError as error:
            self._fail(wanted, error)
        except Exception as error:
            self._fail(wanted, RepositoryError(f"it cannot be read: {type(error).__name__}: {error}"))
        finally:
            self.progress = ""
            with self._lock:
                self._jobs.pop(wanted.digest, None)

    def _see_that_nothing_is_lost(self, wanted: Revision, snapshot: Snapshot) -> None:
        """Raises UnreadableDocument for a descriptor that cannot be read any more: what it says would be missing from
        every page. Where nothing better was ever shown, it is left to the pages to say so."""
        unread = _unreadable(snapshot)
        if unread and wanted.name not in self._shown:
            self._take_up(wanted)
        before = self._shown.get(wanted.name)
        if unread and before is not None:
            known = _unreadable(self._catalog.snapshot(before))
            for file, problem in unread.items():
                if file not in known:
                    raise UnreadableDocument(problem.message, place=problem.place, hint="treaty check says more")

    def _fail(self, wanted: Revision, error: CatalogError) -> None:
        with self._lock:
            if len(self._failed) > 100:
                self._failed.clear()
                self._tried.clear()
            self._failed[wanted.digest], self._tried[wanted.digest] = error, time.monotonic()
            known = wanted.name in self._shown
        if not known:
            self._take_up(wanted)

    def _take_up(self, wanted: Revision) -> None:
        """After a start at a broken commit: what was shown before, if it is still there."""
        digest = self._library.remembered(wanted.name)
        if digest is None:
            return
        try:
            before = replace(self._catalog.revision(digest), name=wanted.name, fixed=False)
            self.prepare(before, self._note)
        except CatalogError:
            return
        with self._lock:
            self._shown.setdefault(wanted.name, before)

    def _note(self, words: str) -> None:
        self.progress = words
        self._told(words)

    def _prepared(self, revision: Revision, told: Told) -> Snapshot:
        snapshot = self._catalog.snapshot(revision)
        told("reading descriptors")
        for file in snapshot.files.get("catalog", ()):
            if snapshot.documents.readable(file) is None:
                raise UnreadableDocument("catalog.yaml cannot be read", place=file, hint="treaty check says where")
        members = self._library.members(
            revision.digest, lambda: snapshot, lambda done, of: told(f"reading contracts: {done} of {of}")
        )
        snapshot.summaries = snapshot.summaries or self._library.summaries(members, snapshot)
        told("reading releases")
        self._catalog.releases(snapshot.catalog.branch)
        self._closures.flush()
        told("looking for problems")
        len(snapshot.problems)
        len(snapshot.joined.by_contract)
        return snapshot
