"""Closures of documents at a revision, and the releases of a catalog made of them; DESIGN.md §1."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from catalog.errors import CatalogError, UnresolvableReference
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.closure import references_in
from catalog.reading.reference_names import is_address, named_document
from catalog.reading.references import Resolver, Target
from catalog.repository.committed import GitTree
from catalog.repository.documents import Documents, Parsed
from catalog.repository.git import default_branch
from catalog.repository.made import Made
from catalog.repository.releases import Closure, Declared, Line, Release
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import Tree, TreeSource

MISSING = "missing"


def read_closure(tree: Tree, path: str, parsed: Parsed | None = None) -> Closure:
    """The document at `path` and every file that its references reach, directly or through others.

    The digest is made of the files' blob ids in the order in which they are reached, and not of their names, so that
    a closure that moves as a whole keeps it. Raises as `Documents.document` does for the document itself; a
    reference that leads nowhere is part of the digest.
    """
    documents = Documents(tree, parsed)
    root = documents.document(path)
    reach = _Reach(root, Resolver(documents.fetch, root))
    reach.follow()
    digest = hashlib.sha256("\n".join(reach.files.values()).encode()).hexdigest()
    return Closure(digest, frozenset(_touched(tree, reach.files)), version_of(root.tree))


class Closures(Protocol):
    """Closures that were read before."""

    def closure(self, tree: Tree, path: str) -> Closure | None:
        """The closure of the document at a path, if one was kept of the same files; None else."""

    def keep(self, tree: Tree, path: str, closure: Closure) -> None:
        """Keep one that was read."""


def closure_of(tree: Tree, path: str, parsed: Parsed | None, closures: Closures | None) -> Closure:
    """The closure of the document at a path, as `read_closure`; read and kept where none was."""
    kept = closures.closure(tree, path) if closures else None
    if kept is not None:
        return kept
    found = read_closure(tree, path, parsed)
    if closures:
        closures.keep(tree, path, found)
    return found


def catalog_releases(
    source: TreeSource, branch: str | None = None, parsed: Parsed | None = None
) -> tuple[Release, ...]:
    """Every release of every contract on the configured branch, oldest first; none without a Git repository.

    `branch` is what catalog.yaml says, or None for the default branch. Raises RepositoryError, UnknownRevision.
    """
    if source.repository is None:
        return ()
    return release_line(source, parsed).to(default_branch(source.repository, branch))


def release_line(
    source: TreeSource,
    parsed: Parsed | None = None,
    made: Made | None = None,
    closures: Closures | None = None,
    snapshot_of: Callable[[str], Snapshot | None] = lambda _commit: None,
) -> Line:
    """What `catalog_releases` asks; kept by who asks it again as the branch moves. The source has a repository.

    `snapshot_of` gives the snapshot of a commit that is at hand.
    """
    assert source.repository is not None
    assert source.objects is not None
    known: Parsed = {} if parsed is None else parsed

    def contracts_at(tree: GitTree) -> Mapping[str, Declared]:
        declared = (snapshot_of(tree.revision) or Snapshot(tree, known, made)).contracts.values()
        return {entry.id: Declared(entry.path, entry.label) for entry in declared if entry.path}

    def closure_at(tree: GitTree, path: str) -> Closure:
        return closure_of(tree, path, known, closures)

    return Line(source.repository, source.objects, contracts_at, closure_at)


def _touched(tree: Tree, files: Iterable[str]) -> Iterator[str]:
    """The files and the symbolic links that lead to them: a change of any of these may change the closure."""
    for file in files:
        if is_address(file):
            continue
        yield file
        try:
            yield from tree.way(file)
        except CatalogError:
            continue  # leads out of the tree: nothing of it is read


@dataclass(slots=True)
class _Reach:
    """Files in the order they are reached, by path, each with its blob id; and the places gone through."""

    root: SourceDocument
    resolver: Resolver
    files: dict[str, str] = field(default_factory=dict)
    places: set[tuple[str, Pointer]] = field(default_factory=set)

    def follow(self) -> None:
        """Goes through the root and then, breadth first, through what is referred to, each place once."""
        self.files[self.root.name] = self.root.digest
        ahead = [Target(self.root, (), self.root.tree)]
        for place in ahead:
            for pointer, reference in references_in(place.node):
                if place.document is not self.root or not reference.startswith("#"):  # all of the root is gone through
                    ahead.extend(self._targets(place.document, (*place.pointer, *pointer), reference))

    def _targets(self, document: SourceDocument, at: Pointer, reference: str) -> Iterator[Target]:
        try:
            target = self.resolver.resolve(document.name, reference, at=at)
        except UnresolvableReference:
            with suppress(UnresolvableReference):
                self.files.setdefault(named_document(document.name, reference.partition("#")[0], ""), MISSING)
            return
        for read in self.resolver.documents:  # those on the way to the target among them
            self.files.setdefault(read.name, read.digest)
        if target.document is not self.root and (target.document.name, target.pointer) not in self.places:
            self.places.add((target.document.name, target.pointer))
            yield target


def version_of(tree: Json) -> str | None:
    """`info.version` of a document; None where it says none."""
    info = tree.get("info") if isinstance(tree, dict) else None
    version = info.get("version") if isinstance(info, dict) else None
    return None if version is None or isinstance(version, dict | list) else str(version)
