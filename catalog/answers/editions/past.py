"""A contract as it reads at one point: in a release, in one that is announced, or at any revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.comparison.documents import Opened
from catalog.answers.lately import Lately
from catalog.errors import CatalogError, UnknownName
from catalog.model.service import ContractEntry
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from catalog.repository.closures import read_closure
from catalog.repository.documents import Documents
from catalog.repository.indexed import FolderDocuments
from catalog.repository.releases import Release
from catalog.repository.snapshot import Snapshot
from catalog.repository.sparse import SparseTree
from catalog.repository.tree import WORKTREE, Tree

SHORTEST_COMMIT = 7
"""Digits by which a release may be named by its commit."""


@dataclass(frozen=True, slots=True)
class Edition:
    """`name` asks for it again; `kind` is release, announced or revision; `digest` that of the document and all it
    refers to; `repeat` counts releases of one label from 1; `date` is None where nothing is committed."""

    name: str
    kind: str
    label: str
    commit: str
    date: datetime | None
    path: str
    digest: str
    repeat: int = 1

    @property
    def place(self) -> str:
        """As `treaty diff` takes it: `REV:PATH`, of uncommitted work the path alone."""
        return self.path if self.commit == WORKTREE else f"{self.commit}:{self.path}"


@dataclass(frozen=True)
class Past:
    """The editions of one contract; `snapshot` is the catalog that is looked at, at `revision`."""

    catalog: Catalog
    revision: Revision
    snapshot: Snapshot
    entry: ContractEntry
    releases: tuple[Release, ...]
    """Oldest first: those of the catalog's branch that had been made by then."""

    @classmethod
    def of(cls, catalog: Catalog, revision: Revision, contract_id: str) -> Past:
        """Raises UnknownName where the revision has no such contract."""
        snapshot = catalog.snapshot(revision)
        entry = snapshot.entry(contract_id)
        own = catalog.releases_of(contract_id, snapshot.catalog.branch)
        if own and revision.commit != WORKTREE:
            made = catalog.before(revision.commit)
            own = tuple(release for release in own if release.commit in made)
        return cls(catalog, revision, snapshot, entry, own)

    def find(self, name: str) -> Edition:
        """The edition of a label (of several the newest), of a release's commit, else at a revision.

        Raises:
            UnknownName: there is none; the hint names the nearest.
        """
        of_label = [release for release in self.releases if release.label == name]
        if of_label:
            return self.released(of_label[-1])
        if any(upcoming.label == name for upcoming in self.entry.upcoming):
            return self.announced(name)
        if name in (self.revision.name, self.entry.label):
            return self.live
        of_commit = [r for r in self.releases if len(name) >= SHORTEST_COMMIT and r.commit.startswith(name)]
        return self.released(of_commit[-1]) if of_commit else self.at(name)

    def released(self, release: Release) -> Edition:
        """A release as an edition; one whose label came again is named by its commit."""
        newest = next(each for each in reversed(self.releases) if each.label == release.label)
        name = release.label if newest == release and release.label else release.commit[:12]
        return Edition(
            name, "release", release.label, release.commit, release.date, release.path, release.closure, release.repeat
        )

    def announced(self, label: str) -> Edition:
        """A release that is not live, as it is announced now."""
        path = self.snapshot.document_path(self.entry.id, label)
        return self._edition(label, "announced", label, self.snapshot.revision, self.snapshot.tree, path)

    @cached_property
    def live(self) -> Edition:
        """The contract as the revision that is looked at has it."""
        tree, label = self.snapshot.tree, self.entry.label or ""
        path = self.snapshot.document_path(self.entry.id)
        return self._edition(self.revision.name, "revision", label, self.snapshot.revision, tree, path)

    def at(self, name: str) -> Edition:
        """The contract at a revision, where its descriptor stands as it does now."""
        try:
            revision = self.catalog.revision(name)
        except CatalogError as error:
            raise self._unknown(name, error) from None
        if revision.commit in (self.snapshot.revision, WORKTREE):
            side = self.catalog.snapshot(revision)
            entry, tree = side.entry(self.entry.id), side.tree
        else:
            tree = self._tree(revision.commit)
            entry = self._entry(tree, name)
        label = entry.label or ""
        return self._edition(name, "revision", label, revision.commit, tree, entry.path)

    def open(self, edition: Edition) -> Opened:
        """The contract of an edition, with what it refers to as it was then. Raises as reading a document does."""
        documents = self._documents(edition)
        document = documents.document(edition.path)
        resolver = Resolver(documents.fetch, document)
        contract = read_contract(document, contract_id=self.entry.id, resolver=resolver)
        return Opened(contract, edition.place, documents.fetch)

    def tree(self, edition: Edition) -> Tree:
        """The files of an edition."""
        side = self._side(edition)
        return self._tree(edition.commit) if side is None else side.tree

    def _documents(self, edition: Edition) -> Documents:
        side = self._side(edition)
        return FolderDocuments(self._tree(edition.commit), self.catalog.parsed) if side is None else side.documents

    def _side(self, edition: Edition) -> Snapshot | None:
        """The snapshot that has it, where one is open already; uncommitted work is read no other way."""
        if edition.commit == self.snapshot.revision:
            return self.snapshot
        return self.catalog.snapshot(self.catalog.revision(WORKTREE)) if edition.commit == WORKTREE else None

    def _tree(self, commit: str) -> SparseTree:
        repository, objects = self.catalog.source.repository, self.catalog.source.objects
        assert repository is not None
        assert objects is not None
        return SparseTree(repository, objects, commit)

    def _entry(self, tree: SparseTree, name: str) -> ContractEntry:
        """As the descriptor declared the contract then, else where a release of that time had it."""
        documents = FolderDocuments(tree, self.catalog.parsed)
        found = declared(documents, self.entry)
        if found is None:
            raise UnknownName(f"{self.entry.id} is not declared at {name!r}", hint="name a label or a later commit")
        return found

    def _edition(self, name: str, kind: str, label: str, commit: str, tree: Tree, path: str) -> Edition:
        closure = read_closure(tree, path, self.catalog.parsed)
        return Edition(name, kind, label or closure.version or "", commit, None, path, closure.digest)

    def _unknown(self, name: str, error: CatalogError) -> UnknownName:
        labels = [*(release.label for release in self.releases), *(each.label for each in self.entry.upcoming)]
        near = get_close_matches(name, dict.fromkeys(labels), n=3, cutoff=0.4)
        known = f"releases are {', '.join(list(dict.fromkeys(labels))[-8:])}" if labels else error.hint
        hint = f"did you mean {', '.join(near)}?" if near else known
        return UnknownName(f"{self.entry.id} has no release {name!r}, and no commit has this name", hint=hint)


def past_of(catalog: Catalog, revision: Revision, contract_id: str, lately: Lately) -> Past:
    """The editions of a contract, found once while no branch moves. Raises UnknownName where there is no contract."""
    key = ("past", revision, contract_id, catalog.named_revisions())
    return lately.get(key, lambda: Past.of(catalog, revision, contract_id))


def declared(documents: Documents, entry: ContractEntry) -> ContractEntry | None:
    """The contract as its present descriptor file declared it in another tree."""
    from catalog.model.service import Service
    from catalog.model.vendor import Vendor
    from catalog.reading.descriptors.service import read_service
    from catalog.reading.descriptors.vendor import read_vendor

    file = entry.origin.file
    document = documents.readable(file)
    if document is None:
        return None
    read = read_vendor if entry.owner_kind == "vendor" else read_service
    owner: Service | Vendor = read(document.tree, file, documents.below)
    return next((each for each in owner.contracts if each.id == entry.id and each.path), None)
