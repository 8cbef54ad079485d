"""Releases: (contract id, label, closure digest, commit) along the first-parent line; DESIGN.md §1 and §4.

The cost follows what changed: one `git log` names every change, the listing is carried from commit to commit, and a
closure is read again only when a file that it reaches changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from catalog.errors import CatalogError
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
    head = resolve(repository, branch)
    walk = _Walk(contracts_at, closure_of)
    found = walk.all_releases(_steps(repository, objects, _stretches(repository, objects, head)))
    if walk.left_the_catalog:  # references lead to files whose history the limited log did not show
        walk = _Walk(contracts_at, closure_of)
        found = walk.all_releases(_steps(repository, objects, [_stretch(repository, head, "")]))
    return found


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


def _steps(repository: Repository, objects: ObjectReader, stretches: Iterable[_Stretch]) -> Iterator[_Step]:
    for stretch in stretches:
        listing: dict[str, Entry] = {}
        for commit in stretch.commits:
            gone = {change.path for change in commit.changes if change.new is None}
            there = {change.path: change.new for change in commit.changes if change.new is not None}
            listing = {path: entry for path, entry in listing.items() if path not in gone} | there
            yield _Step(GitTree(repository, objects, commit.id, listing), commit, stretch.folder)


@dataclass(slots=True)
class _Walk:
    """What is known while the line is walked from its oldest commit."""

    contracts_at: ContractsAt
    closure_of: ClosureOf
    declared: Mapping[str, Declared] = field(default_factory=dict)
    closures: dict[str, tuple[str, Closure]] = field(default_factory=dict)
    last: dict[str, tuple[str, str]] = field(default_factory=dict)
    repeats: dict[tuple[str, str], int] = field(default_factory=dict)
    left_the_catalog: str = ""

    def all_releases(self, steps: Iterable[_Step]) -> tuple[Release, ...]:
        return tuple(release for step in steps for release in self._releases(step))

    def _releases(self, step: _Step) -> Iterator[Release]:
        """The releases that a commit makes, by contract id."""
        if any(map(_may_declare, step.commit.changes)):
            self.declared = self._contracts(step.tree)
        changed = frozenset(change.path for change in step.commit.changes)
        for contract, where in sorted(self.declared.items()):
            release = self._release(step, contract, where, changed)
            if release is not None:
                yield release

    def _contracts(self, tree: GitTree) -> Mapping[str, Declared]:
        try:
            return self.contracts_at(tree)
        except CatalogError:
            return self.declared

    def _release(self, step: _Step, contract: str, where: Declared, changed: frozenset[str]) -> Release | None:
        closure = self._closure(step, contract, where.path, changed)
        if closure is None:
            return None
        label = where.label or closure.version or ""
        if self.last.get(contract) == (label, closure.digest):
            return None
        self.last[contract] = (label, closure.digest)
        repeat = self.repeats[contract, label] = self.repeats.get((contract, label), 0) + 1
        return Release(contract, label, closure.digest, step.commit.id, step.commit.date, where.path, repeat)

    def _closure(self, step: _Step, contract: str, path: str, changed: frozenset[str]) -> Closure | None:
        """The contract's closure, read again when it moved or a file of it changed; None when it cannot be read."""
        known_path, known = self.closures.get(contract, ("", None))
        if known is not None and known_path == path and changed.isdisjoint(known.paths):
            return known
        try:
            closure = self.closure_of(step.tree, path)
        except CatalogError:
            self.closures.pop(contract, None)
            return None
        self.closures[contract] = (path, closure)
        self.left_the_catalog = self.left_the_catalog or _first_outside(closure.paths, step.folder)
        return closure


def _may_declare(change: PathChange) -> bool:
    """Whether a change may alter which contracts are declared where."""
    name = change.path.rpartition("/")[2]
    return change.old is None or change.new is None or name.startswith(DESCRIPTORS)


def _first_outside(paths: Iterable[str], folder: str) -> str:
    return next((path for path in sorted(paths) if not inside(path, folder)), "")
