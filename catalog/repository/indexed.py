"""A snapshot that answers from an index, reading only the files that a question is about."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.documents import Documents, Parsed
from catalog.repository.file_facts import ANNOUNCES, DECLARES, MASTERS, REFERS, STANDS_AT, UNREAD, USES
from catalog.repository.index import View
from catalog.repository.snapshot import Snapshot
from catalog.repository.sparse import SparseTree

if TYPE_CHECKING:
    from catalog.model.consumption import Consumption
    from catalog.model.problem import Problem
    from catalog.model.service import ContractEntry, Service
    from catalog.model.vendor import Vendor
    from catalog.model.workflow import Workflow

T = TypeVar("T")
FOLDERS = {
    "service": "services",
    "consumes": "services",
    "vendor": "vendors",
    "domain": "domains",
    "term": "terms",
    "workflow": "workflows",
    "entity": "schemas",
    "waiver": "policy/waivers",
    "acceptance": "policy/acceptances",
}
ALONE = {"catalog": "catalog", "teams": "teams", "policy": "policy/policy"}
ENDINGS = ("yaml", "yml")
OWNERS = (("vendors", "vendor"), ("services", "service"))


class OnDemand(Mapping[str, T]):
    """A mapping whose values are made when looked up; going through it asks `everything`."""

    def __init__(self, one: Callable[[str], T | None], everything: Callable[[], Mapping[str, T]]) -> None:
        self._one, self._everything = one, everything
        self._known: dict[str, T | None] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._known:
            self._known[name] = self._one(name)
        found = self._known[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._everything())

    def __len__(self) -> int:
        return len(self._everything())


class FilesOnDemand(Mapping[str, tuple[str, ...]]):
    """Kind of descriptor → its files, found in the folder where such descriptors stand."""

    def __init__(self, tree: SparseTree, root: str) -> None:
        self._tree, self._root = tree, root

    def __getitem__(self, kind: str) -> tuple[str, ...]:
        found = tuple(self._files(kind))
        if not found:
            raise KeyError(kind)
        return found

    def __iter__(self) -> Iterator[str]:
        return (kind for kind in (*ALONE, *FOLDERS) if kind in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _files(self, kind: str) -> Iterator[str]:
        if kind in ALONE:
            names = (posixpath.join(self._root, f"{ALONE[kind]}.{ending}") for ending in ENDINGS)
            yield from (name for name in names if self._tree.has(name))
        elif kind in FOLDERS:
            for path in self._tree.paths(posixpath.join(self._root, FOLDERS[kind])):
                if kind_at(path, self._root) == kind:
                    yield path


class FolderDocuments(Documents):
    """Parsed files of a tree that is listed folder by folder."""

    def below(self, folder: str) -> tuple[str, ...]:
        return self._tree.paths(folder)


class Indexed(Snapshot):
    """A `Snapshot` with the same answers, at the cost of what is asked."""

    def __init__(self, tree: SparseTree, view: View, parsed: Parsed | None = None) -> None:
        super().__init__(tree, parsed)
        self.documents = FolderDocuments(tree, self.parsed)
        self._sparse, self.view = tree, view

    @cached_property
    def files(self) -> Mapping[str, tuple[str, ...]]:
        return FilesOnDemand(self._sparse, self.root)

    @cached_property
    def services(self) -> Mapping[str, Service]:
        return OnDemand(self._service, lambda: Snapshot.services.func(self))  # type: ignore[attr-defined]

    @cached_property
    def vendors(self) -> Mapping[str, Vendor]:
        return OnDemand(self._vendor, lambda: Snapshot.vendors.func(self))  # type: ignore[attr-defined]

    @cached_property
    def contracts(self) -> Mapping[str, ContractEntry]:
        return OnDemand(self._entry, lambda: Snapshot.contracts.func(self))  # type: ignore[attr-defined]

    def consumptions_of(self, contract_id: str) -> tuple[Consumption, ...]:
        files = sorted(self.view.paths(USES, contract_id))
        self.documents.prepare(files)
        found = (each for file in files for each in self.consumptions_in(file))
        return tuple(consumption for consumption in found if consumption.contract == contract_id)

    @cached_property
    def unread_consumptions(self) -> tuple[str, ...]:
        return tuple(sorted(self.view.paths(UNREAD, "consumes")))

    def unread_owners(self, kind: str) -> tuple[str, ...]:
        found = sorted(self.view.paths(UNREAD, kind))
        return tuple(file for file in found if self.documents.readable(file) is None)

    def consumptions_by(self, service: str) -> tuple[Consumption, ...]:
        file = self._descriptor("services", service, "consumes")
        return self.consumptions_in(file) if file else ()

    def masters_of(self, entity: str) -> tuple[str, ...]:
        found = (self.owner_of(path) for path in self.view.paths(MASTERS, entity))
        return tuple(sorted(owner.name for owner in found if owner is not None))

    def entry_at(self, path: str) -> ContractEntry | None:
        files = (path, *sorted(self.view.paths(STANDS_AT, path), key=self._rank))
        found = [owner for file in files if (owner := self.owner_of(file)) is not None]
        owners = sorted(found, key=lambda owner: self._rank(owner.origin.file))
        return next((entry for owner in owners for entry in owner.contracts if entry.path == path), None)

    def workflows_over(self, documents: frozenset[str]) -> tuple[Workflow, ...]:
        from catalog.reading.descriptors.workflow import read_workflows

        files = sorted({path for document in documents for path in self.view.paths(REFERS, document)})
        found: dict[str, Workflow] = {}
        for file in files:
            document = self.documents.readable(file) if self._kind(file) == "workflow" else None
            for workflow in read_workflows(document.tree, file) if document else ():
                if workflow.id and any(source.path in documents for source in workflow.sources):
                    found.setdefault(workflow.id, workflow)
        return tuple(found[name] for name in sorted(found))

    def announcing(self) -> tuple[ContractEntry, ...]:
        folders = self.view.targets(ANNOUNCES)
        owners = (self.owner_of(f"{folder}/openapi.yaml") for folder in sorted(folders))
        entries = {entry.id: entry for owner in owners if owner for entry in owner.contracts if entry.upcoming}
        return tuple(entries[name] for name in sorted(entries))

    def touched_by(self, paths: frozenset[str]) -> frozenset[str]:
        """Those whose document is among the files or leads to one, and those whose descriptor is among them."""
        reached = self.view.reaching(REFERS, paths)
        declaring = {file for path in reached for file in self.view.paths(STANDS_AT, path)}
        owners = {owner.origin.file: owner for path in reached | declaring if (owner := self.owner_of(path))}
        return frozenset(
            entry.id
            for file, owner in owners.items()
            for entry in owner.contracts
            if entry.path in reached or file in paths or any(path.startswith(_folder(entry)) for path in paths)
        )

    def problems_in(self, paths: frozenset[str]) -> tuple[Problem, ...]:
        from catalog.repository.partial import problems_in

        return problems_in(self, paths)

    def declaring(self, contract_id: str) -> tuple[Service | Vendor, ...]:
        """Everybody who declares a contract of this id."""
        files = sorted(self.view.paths(DECLARES, contract_id))
        return tuple(owner for file in files if (owner := self.owner_of(file)))

    def consumptions_in(self, file: str) -> tuple[Consumption, ...]:
        """What one consumes.yaml says."""
        document = self.documents.readable(file)
        return self._consumes(document.tree, file) if document else ()

    def stands_elsewhere(self, path: str) -> bool:
        """Whether some descriptor names the path as that of a contract's document."""
        return bool(self.view.paths(STANDS_AT, path))

    def has(self, path: str) -> bool:
        """Whether a file stands at a path."""
        return self._sparse.has(path)

    def _service(self, name: str) -> Service | None:
        from catalog.reading.descriptors.service import read_service

        file = self._descriptor("services", name, "service")
        document = self.documents.readable(file) if file else None
        return read_service(document.tree, file, self.documents.below) if document else None

    def _vendor(self, name: str) -> Vendor | None:
        from catalog.reading.descriptors.vendor import read_vendor

        file = self._descriptor("vendors", name, "vendor")
        document = self.documents.readable(file) if file else None
        return read_vendor(document.tree, file, self.documents.below) if document else None

    def _entry(self, contract_id: str) -> ContractEntry | None:
        files = sorted(self.view.paths(DECLARES, contract_id), key=self._rank)
        owners = (owner for file in files if (owner := self.owner_of(file)))
        return next((entry for owner in owners for entry in owner.contracts if entry.id == contract_id), None)

    def owner_of(self, path: str) -> Service | Vendor | None:
        """The service or vendor in whose folder a path stands."""
        parts = posixpath.relpath(path, self.root or ".").split("/")
        if len(parts) < 3:
            return None
        known: Mapping[str, Service] | Mapping[str, Vendor] = self.vendors if parts[0] == "vendors" else self.services
        return known.get(parts[1]) if parts[0] in ("vendors", "services") else None

    def _descriptor(self, folder: str, name: str, kind: str) -> str:
        names = (posixpath.join(self.root, folder, name, f"{kind}.{ending}") for ending in ENDINGS)
        return next((file for file in names if self._sparse.has(file)), "")

    def _rank(self, path: str) -> tuple[bool, str]:
        """Descriptors of vendors come before those of services, as in `declared`."""
        return self._kind(path) != "vendor", path

    def _kind(self, path: str) -> str | None:
        return kind_at(path, self.root)


def _folder(entry: ContractEntry) -> str:
    """Where the documents of announced releases stand."""
    return posixpath.join(posixpath.dirname(entry.path), "upcoming/") if entry.path else "//"
