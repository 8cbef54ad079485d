"""What rules ask of a catalog, answered from a snapshot."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
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
from catalog.repository.closures import version_of
from catalog.repository.snapshot import Snapshot
from governance.rules.engine.calls import called_by
from governance.rules.engine.codeowners import Codeowners

CODEOWNERS = ("", ".github", "docs")
"""Folders of a repository in which forges look for CODEOWNERS."""


class SnapshotSurroundings:
    """`governance.rules` `Surroundings` over a snapshot; `today` is the day that expiries are measured against.

    `ruling` is whose layers and profiles count, by default the snapshot's own; `elsewhere` is a catalog that knows
    what this one does not, where contracts live in a repository of their own.
    """

    def __init__(
        self, snapshot: Snapshot, today: date, ruling: Snapshot | None = None, elsewhere: Snapshot | None = None
    ) -> None:
        self._snapshot, self._ruling = snapshot, ruling or snapshot
        self._all = (snapshot,) if elsewhere is None else (snapshot, elsewhere)
        self.today = today
        self._uses: dict[str, Sequence[Consumption]] = {}
        self._called: dict[str, Sequence[str]] = {}

    @property
    def layers(self) -> Sequence[Layer]:
        return self._ruling.catalog.layers

    @property
    def vendor_profile(self) -> str:
        return self._ruling.catalog.vendor_profile

    def layer_of(self, service: Service) -> str:
        ruled = self._ruling.services.get(service.name)
        return (ruled or service).layer

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
        return next((found for side in self._all if (found := side.services.get(name)) is not None), None)

    def vendor(self, name: str) -> Vendor | None:
        return next((found for side in self._all if (found := side.vendors.get(name)) is not None), None)

    def entry(self, contract_id: str) -> ContractEntry | None:
        return next((found for side in self._all if (found := side.contracts.get(contract_id)) is not None), None)

    def team(self, name: str) -> Team | None:
        plain = name.removeprefix("team/")
        return next((found for side in self._all if (found := side.teams.get(plain)) is not None), None)

    def entity(self, name: str) -> CanonicalEntity | None:
        return next((found for side in self._all if (found := side.entities.get(name)) is not None), None)

    def consumptions_of(self, contract_id: str) -> Sequence[Consumption]:
        return tuple(each for side in self._all for each in side.consumptions_of(contract_id))

    def consumptions_by(self, service: str) -> Sequence[Consumption]:
        if service not in self._uses:
            found = (side.consumptions_by(service) for side in self._all)
            self._uses[service] = next(filter(None, found), ())
        return self._uses[service]

    def called_by(self, service: str) -> Sequence[str]:
        if service not in self._called:
            self._called[service] = called_by(service, self)
        return self._called[service]

    def masters_of(self, entity: str) -> Sequence[str]:
        return tuple(dict.fromkeys(name for side in self._all for name in side.masters_of(entity)))

    def contract_at(self, path: str) -> ContractEntry | None:
        return self._snapshot.entry_at(path)

    def reached_from(self, contract_id: str) -> Sequence[str]:
        try:
            path = self._snapshot.document_path(contract_id)
            return tuple(sorted(self._snapshot.closure(path).paths - {path}))
        except CatalogError:
            return ()

    def version_of(self, contract_id: str) -> str | None:
        for side in self._all:
            entry = side.contracts.get(contract_id)
            document = side.documents.readable(entry.path) if entry is not None and entry.path else None
            if document is not None:
                return version_of(document.tree)
        return None

    def source(self, file: str) -> SourceDocument | None:
        return next((found for side in self._all if (found := side.documents.readable(file)) is not None), None)
