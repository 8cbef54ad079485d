"""The releases of one contract, found from the newest back: the cost follows its own history, not the catalog's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.errors import CatalogError
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.reading.descriptors.service import read_service
from catalog.reading.descriptors.vendor import read_vendor
from catalog.repository.closures import read_closure
from catalog.repository.documents import Parsed
from catalog.repository.git import Commit, changed_paths, default_branch, last_change, parent_of, resolve
from catalog.repository.indexed import FolderDocuments
from catalog.repository.releases import Release
from catalog.repository.sparse import SparseTree
from catalog.repository.tree import TreeSource

SERVICES, VENDORS = ("service.yaml", "service.yml", "service.json"), ("vendor.yaml", "vendor.yml", "vendor.json")


@dataclass(frozen=True, slots=True)
class State:
    """How the contract reads during a stretch of commits; `watched` are the files that end it when they change. Without
    `digest` it could not be read, or was not declared."""

    descriptor: str
    watched: frozenset[str]
    path: str = ""
    label: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The first-parent line that holds the releases of a catalog."""

    source: TreeSource
    parsed: Parsed

    def releases(self, contract: str, descriptor: str, branch: str | None = None) -> tuple[Release, ...]:
        """Every release of a contract, oldest first, as `find_releases` finds them among all. `descriptor` is the file
        that declares it now. Raises RepositoryError and UnknownRevision."""
        repository = self.source.repository
        if repository is None or self.source.objects is None:
            return ()
        tip = resolve(repository, default_branch(repository, branch))
        return tuple(_numbered(contract, list(self._stretches(contract, descriptor, tip))[::-1]))

    def declares(self, contract: str, descriptor: str, branch: str | None = None) -> bool:
        """Whether the file declares the contract at the end of the line."""
        repository = self.source.repository
        assert repository is not None
        return bool(self._state(contract, descriptor, resolve(repository, default_branch(repository, branch))).path)

    def _stretches(self, contract: str, descriptor: str, tip: str) -> Iterator[tuple[State, Commit]]:
        """Newest first: how the contract read, and the commit from which on."""
        repository = self.source.repository
        assert repository is not None
        position: str | None = tip
        state = self._state(contract, descriptor, tip)
        while position is not None:
            commit = last_change(repository, position, sorted(state.watched))
            if commit is None:
                return
            yield state, commit
            position = parent_of(repository, commit.id)
            if position is not None:
                state = self._before(contract, state, commit, position)

    def _before(self, contract: str, state: State, commit: Commit, parent: str) -> State:
        """How the contract read before a commit, which may have moved its descriptor."""
        found = self._state(contract, state.descriptor, parent, state.watched)
        if found.path:
            return found
        repository = self.source.repository
        assert repository is not None
        for change in changed_paths(repository, parent, commit.id):
            if change.old is not None and change.path.endswith((*SERVICES, *VENDORS)):
                moved = self._state(contract, change.path, parent)
                if moved.path:
                    return moved
        return found

    def _state(self, contract: str, descriptor: str, commit: str, before: Iterable[str] = ()) -> State:
        repository, objects = self.source.repository, self.source.objects
        assert repository is not None
        assert objects is not None
        tree = SparseTree(repository, objects, commit)
        try:
            documents = FolderDocuments(tree, self.parsed)
            entry = declared(documents, descriptor, contract)
        except CatalogError:
            entry = None
        if entry is None:
            return State(descriptor, frozenset((descriptor, *before)))
        try:
            closure = read_closure(tree, entry.path, self.parsed)
        except CatalogError:
            return State(descriptor, frozenset((descriptor, entry.path)), entry.path)
        watched = frozenset((descriptor, *closure.paths))
        return State(descriptor, watched, entry.path, entry.label or closure.version or "", closure.digest)


def declared(documents: FolderDocuments, descriptor: str, contract: str) -> ContractEntry | None:
    """The contract as a descriptor declares it; None where it does not, or has no document."""
    document = documents.readable(descriptor)
    if document is None:
        return None
    read = read_vendor if descriptor.endswith(VENDORS) else read_service
    owner: Service | Vendor = read(document.tree, descriptor, documents.below)
    return next((each for each in owner.contracts if each.id == contract and each.path), None)


def _numbered(contract: str, stretches: Iterable[tuple[State, Commit]]) -> Iterator[Release]:
    """Stretches, oldest first, as releases: those that read as the one before make none."""
    last, repeats = ("", ""), Counter[str]()
    for state, commit in stretches:
        if state.digest and (state.label, state.digest) != last:
            last = (state.label, state.digest)
            repeats[state.label] += 1
            yield Release(contract, state.label, state.digest, commit.id, commit.date, state.path, repeats[state.label])
