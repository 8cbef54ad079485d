"""Releases: (contract id, label, closure digest, commit) along the first-parent line; DESIGN.md §1 and §4.

The cost follows what changed: one `git log` names every change, the listing is carried from commit to commit, and a
closure is read again only when a file that it reaches changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime

from catalog.errors import CatalogError
from catalog.frozen import dataclass, replace
from catalog.repository.committed import GitTree
from catalog.repository.git import Commit, Entry, PathChange, Repository, first_parent_log, parent_of, resolve
from catalog.repository.links import inside
from catalog.repository.objects import ObjectReader

DESCRIPTORS = ("catalog.", "service.", "vendor.")


@dataclass(frozen=True, slots=True)
class Declared:
    """Where a contract's document stands, and the label its descriptor lists; None lets `info.version` count."""

    path: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Closure:
    """A document and all that its references reach. `paths` are those files, missing ones included; `version` is
    the document's `info.version`."""

    digest: str
    paths: frozenset[str]
    version: str | None


@dataclass(frozen=True, slots=True)
class Release:
    """A contract as it stood from `commit` on. Several releases may have one label: `repeat` counts them from 1."""

    contract: str
    label: str
    closure: str
    commit: str
    date: datetime
    path: str
    repeat: int


ContractsAt = Callable[[GitTree], Mapping[str, Declared]]
ClosureOf = Callable[[GitTree, str], Closure]


def find_releases(
    repository: Repository, objects: ObjectReader, branch: str, contracts_at: ContractsAt, closure_of: ClosureOf
) -> tuple[Release, ...]:
    """Every release on the first-parent line of `branch`, oldest first; in a shallow clone, those it knows.

    `contracts_at` tells the declared contracts of a tree, `closure_of` reads one; where either raises CatalogError
    the commit changes nothing, as no one could read it. A contract that moves keeps its history, since its id does.
    """
    return Line(repository, objects, contracts_at, closure_of).to(branch)


class Line:
    """The releases of a line that moves on: what a new commit costs follows what it changed. Not safe for threads."""

    def __init__(
        self, repository: Repository, objects: ObjectReader, contracts_at: ContractsAt, closure_of: ClosureOf
    ) -> None:
        self._repository, self._objects = repository, objects
        self._contracts_at, self._closure_of = contracts_at, closure_of
        self._head = self._folder = ""
        self._walk = _Walk(contracts_at, closure_of)
        self._listing: dict[str, Entry] = {}
        self._found: tuple[Release, ...] = ()

    def to(self, branch: str) -> tuple[Release, ...]:
        """As `find_releases`."""
        head = resolve(self._repository, branch)
        if head != self._head:
            ahead = self._ahead(head)
            if ahead is None:
                self._start(head)
            else:
                self._listing = dict(self._listing)
                steps = _steps(self._repository, self._objects, [ahead], self._listing)
                self._found += self._walk.all_releases(steps)
            if self._walk.left_the_catalog:  # references lead to files whose history the limited log did not show
                self._walk = _Walk(self._contracts_at, self._closure_of)
                self._found = self._all([_stretch(self._repository, head, "")])
                self._walk.left_the_catalog = "/"
            self._head = head
        return self._found

    def _start(self, head: str) -> None:
        self._walk = _Walk(self._contracts_at, self._closure_of)
        stretches = _stretches(self._repository, self._objects, head)
        self._folder = stretches[-1].folder if stretches else ""
        self._found = self._all(stretches)

    def _all(self, stretches: Iterable[_Stretch]) -> tuple[Release, ...]:
        self._listing = {}
        return self._walk.all_releases(_steps(self._repository, self._objects, stretches, self._listing))

    def _ahead(self, head: str) -> _Stretch | None:
        """What has come after the last head; None where the line has not simply gone on."""
        if not self._head or self._walk.left_the_catalog or not self._listing:
            return None
        try:
            if GitTree(self._repository, self._objects, head).catalog_root != self._folder:
                return None
            commits = tuple(first_parent_log(self._repository, head, "", self._head))[::-1]
            if not commits or parent_of(self._repository, commits[0].id) != self._head:
                return None
        except CatalogError:
            return None
        return _Stretch(self._folder, tuple(map(self._limited, commits)))

    def _limited(self, commit: Commit) -> Commit:
        """With the changes in the catalog's folder alone, as the log of the whole line has them."""
        return replace(commit, changes=tuple(each for each in commit.changes if inside(each.path, self._folder)))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of the line, oldest commit first, during which the catalog stood in one folder."""

    folder: str
    commits: tuple[Commit, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """The tree of one commit and what the commit changed; `folder` is what the listing is limited to."""

    tree: GitTree
    commit: Commit
    folder: str


def _stretches(repository: Repository, objects: ObjectReader, head: str) -> tuple[_Stretch, ...]:
    """Where the catalog stood, oldest first: before the first commit of a folder it may have stood in another."""
    try:
        folder = GitTree(repository, objects, head).catalog_root
    except CatalogError:
        return ()
    stretch = _stretch(repository, head, folder)
    before = parent_of(repository, stretch.commits[0].id) if folder else None
    return (*(_stretches(repository, objects, before) if before else ()), stretch)


def _stretch(repository: Repository, head: str, folder: str) -> _Stretch:
    return _Stretch(folder, tuple(first_parent_log(repository, head, folder))[::-1])


def _steps(
    repository: Repository, objects: ObjectReader, stretches: Iterable[_Stretch], listing: dict[str, Entry]
) -> Iterator[_Step]:
    """`listing` is what stands before the first step, and afterwards what stands after the last."""
    for number, stretch in enumerate(stretches):
        here = {} if number else dict(listing)
        for commit in stretch.commits:
            here = _changed(here, commit.changes)
            yield _Step(GitTree(repository, objects, commit.id, here), commit, stretch.folder)
        listing.clear()
        listing.update(here)


def _changed(listing: dict[str, Entry], changes: Iterable[PathChange]) -> dict[str, Entry]:
    after = dict(listing)
    for change in changes:
        after.pop(change.path, None)
        if change.new is not None:
            after[change.path] = change.new
    return after


@dataclass(slots=True)
class _Walk:
    """What is known while the line is walked from its oldest commit: what is declared, which contracts each file
    reaches, which of them could not be read, and the state of each at its last release."""

    contracts_at: ContractsAt
    closure_of: ClosureOf
    declared: Mapping[str, Declared] = field(default_factory=dict)
    reached_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unread: set[str] = field(default_factory=set)
    last: dict[str, tuple[str, str]] = field(default_factory=dict)
    repeats: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_the_catalog: str = ""

    def all_releases(self, steps: Iterable[_Step]) -> tuple[Release, ...]:
        return tuple(release for step in steps for release in self._releases(step))

    def _releases(self, step: _Step) -> Iterator[Release]:
        """The releases that a commit makes, by contract id."""
        concerned = self.unread.union(*(self.reached_by.get(change.path, ()) for change in step.commit.changes))
        if any(map(_may_declare, step.commit.changes)):
            before, self.declared = self.declared, self._contracts(step.tree)
            concerned |= {contract for contract, where in self.declared.items() if before.get(contract) != where}
        for contract in sorted(concerned & self.declared.keys()):
            yield from self._release(step, contract, self.declared[contract])

    def _contracts(self, tree: GitTree) -> Mapping[str, Declared]:
        try:
            return self.contracts_at(tree)
        except CatalogError:
            return self.declared

    def _release(self, step: _Step, contract: str, where: Declared) -> Iterator[Release]:
        try:
            closure = self.closure_of(step.tree, where.path)
        except CatalogError:
            self.unread.add(contract)
            return
        self._remember(step, contract, closure)
        label = where.label or closure.version or ""
        if self.last.get(contract) != (label, closure.digest):
            self.last[contract] = (label, closure.digest)
            self.repeats[contract, label] += 1
            repeat = self.repeats[contract, label]
            yield Release(contract, label, closure.digest, step.commit.id, step.commit.date, where.path, repeat)

    def _remember(self, step: _Step, contract: str, closure: Closure) -> None:
        self.unread.discard(contract)
        for path in closure.paths:
            self.reached_by[path].add(contract)
        self.left_the_catalog = self.left_the_catalog or _first_outside(closure.paths, step.folder)


def _may_declare(change: PathChange) -> bool:
    """Whether a change may alter which contracts are declared where."""
    name = change.path.rpartition("/")[2]
    return change.old is None or change.new is None or name.startswith(DESCRIPTORS)


def _first_outside(paths: Iterable[str], folder: str) -> str:
    return next((path for path in sorted(paths) if not inside(path, folder)), "")
