"""Releases of one contract in its history: what a version meant before, and what is gone from the history."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from catalog.answers.gate.sides import Sides
from catalog.answers.gate.touched import Reading
from catalog.errors import CatalogError
from catalog.frozen import dataclass, replace
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from catalog.repository.closures import read_closure
from catalog.repository.documents import Documents
from catalog.repository.git import first_parent_log
from catalog.repository.indexed import FolderDocuments
from catalog.repository.rewritten import forgotten_commits
from catalog.repository.sparse import SparseTree


@dataclass(frozen=True, slots=True)
class Past:
    """A contract as it read at a commit."""

    reading: Reading
    commit: str


def release_of(sides: Sides, entry: ContractEntry, version: str, at: str) -> Past | None:
    """The newest commit on the first-parent line of `at` where the contract had this version; a shallow clone knows
    those it has. Costs one reading for each change of the contract's file."""
    repository = sides.base.tree.repository
    if repository is None or not entry.path:
        return None
    commits = (commit.id for commit in first_parent_log(repository, at, _under(entry)))
    return next((past for past in _pasts(sides, entry, commits) if past.reading.version == version), None)


def lost_releases(sides: Sides, entry: ContractEntry) -> Iterator[Past]:
    """Of each version that a contract had in what the target's history has lost, the newest reading."""
    repository, tip = sides.base.tree.repository, sides.compared.tip
    if repository is None or not entry.path:
        return
    versions: set[str] = set()
    for former in sides.forgotten:
        for past in _pasts(sides, entry, iter(forgotten_commits(repository, former, tip, _under(entry)))):
            if past.reading.version not in versions:
                versions.add(past.reading.version)
                yield past


def _under(entry: ContractEntry) -> str:
    """What to look at for changes: the document, and the descriptor where that says the version."""
    return entry.path if entry.label is None else posixpath.dirname(entry.origin.file)


def _pasts(sides: Sides, entry: ContractEntry, commits: Iterator[str]) -> Iterator[Past]:
    """The readings at these commits; one that cannot be read was no release."""
    repository, objects = sides.base.tree.repository, sides.catalog.source.objects
    assert repository is not None
    assert objects is not None
    for commit in commits:
        tree = SparseTree(repository, objects, commit)
        documents = FolderDocuments(tree, sides.base.parsed)
        try:
            then = _entry(documents, entry)
            document = documents.document(then.path)
            contract = read_contract(document, contract_id=entry.id, resolver=Resolver(documents.fetch, document))
            yield Past(Reading(then, contract, digest=read_closure(tree, then.path, sides.base.parsed).digest), commit)
        except CatalogError:
            continue


def _entry(documents: Documents, entry: ContractEntry) -> ContractEntry:
    """As its descriptor declared it then; as now where it cannot be read, without the label of today."""
    from catalog.reading.descriptors.service import read_service
    from catalog.reading.descriptors.vendor import read_vendor

    file = entry.origin.file
    document = documents.readable(file)
    owner: Service | Vendor | None = None
    if document is not None:
        read = read_vendor if entry.owner_kind == "vendor" else read_service
        owner = read(document.tree, file, documents.below)
    found = next((each for each in owner.contracts if each.id == entry.id and each.path), None) if owner else None
    return found or replace(entry, label=None)
