"""What rules ask of a catalog, answered from a snapshot."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from catalog.errors import CatalogError
from catalog.model.consumption import Consumption
from catalog.model.domain import CanonicalEntity
from catalog.model.estate import Layer
from catalog.model.service import ContractEntry, Service
from catalog.model.source import SourceDocument
from catalog.model.team import Team
from catalog.model.vendor import Vendor
from catalog.reading.closure import closure
from catalog.reading.references import Resolver
from catalog.repository.closures import version_of
from catalog.repository.snapshot import Snapshot
from governance.rules.engine.codeowners import Codeowners

CODEOWNERS = ("", ".github", "docs")
"""Folders of a repository in which forges look for CODEOWNERS."""


class SnapshotSurroundings:
    """`governance.rules` `Surroundings` over a snapshot; `today` is the day that expiries are measured against."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self._snapshot = snapshot
        self.today = today

    @property
    def layers(self) -> Sequence[Layer]:
        return self._snapshot.catalog.layers

    @property
    def vendor_profile(self) -> str:
        return self._snapshot.catalog.vendor_profile

    @cached_property
    def codeowners(self) -> Codeowners | None:
        """The catalog's own file first, else the repository's."""
        root, tree = self._snapshot.root, self._snapshot.tree
        places = dict.fromkeys(((root, root), *((folder, "") for folder in CODEOWNERS)))
        for folder, base in places:
            try:
                blob = tree.read(posixpath.join(folder, "CODEOWNERS"))
            except CatalogError:
                continue
            return Codeowners(blob.data.decode("utf-8", "replace"), base)
        return None

    def service(self, name: str) -> Service | None:
        return self._snapshot.services.get(name)

    def vendor(self, name: str) -> Vendor | None:
        return self._snapshot.vendors.get(name)

    def entry(self, contract_id: str) -> ContractEntry | None:
        return self._snapshot.contracts.get(contract_id)

    def team(self, name: str) -> Team | None:
        return self._snapshot.teams.get(name.removeprefix("team/"))

    def entity(self, name: str) -> CanonicalEntity | None:
        return self._snapshot.entities.get(name)

    def consumptions_of(self, contract_id: str) -> Sequence[Consumption]:
        return self._snapshot.consumptions_of(contract_id)

    def consumptions_by(self, service: str) -> Sequence[Consumption]:
        return self._by_service.get(service, ())

    def masters_of(self, entity: str) -> Sequence[str]:
        return self._masters.get(entity, ())

    def contract_at(self, path: str) -> ContractEntry | None:
        return self._by_path.get(path)

    def reached_from(self, contract_id: str) -> Sequence[str]:
        try:
            root = self._snapshot.document(self._snapshot.document_path(contract_id))
        except CatalogError:
            return ()
        found = closure(Resolver(self._snapshot.documents.fetch, root))
        return tuple(sorted(document.name for document in found if document is not root))

    def version_of(self, contract_id: str) -> str | None:
        entry = self._snapshot.contracts.get(contract_id)
        document = self.source(entry.path) if entry is not None and entry.path else None
        return version_of(document.tree) if document is not None else None

    def source(self, file: str) -> SourceDocument | None:
        return self._snapshot.documents.readable(file)

    @cached_property
    def _by_service(self) -> Mapping[str, tuple[Consumption, ...]]:
        found: dict[str, tuple[Consumption, ...]] = {}
        for consumption in self._snapshot.consumptions:
            found[consumption.service] = (*found.get(consumption.service, ()), consumption)
        return found

    @cached_property
    def _by_path(self) -> Mapping[str, ContractEntry]:
        return {entry.path: entry for entry in reversed(self._snapshot.declared) if entry.path}

    @cached_property
    def _masters(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for service in self._snapshot.services.values():
            own = (*service.master_of, *(name for entry in service.contracts for name in entry.master_of))
            for entity in own:
                found[entity.partition("/")[0]][service.name] = None
        return {entity: tuple(names) for entity, names in found.items()}
