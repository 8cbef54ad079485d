"""The services and the contracts of a revision as long lists."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.answers.faceted import Faceted
from catalog.answers.listing import list_services
from catalog.answers.rows import ContractRow, ServiceRow, contract_row
from catalog.repository.snapshot import Snapshot
from catalog.search.members import FACETS, contract_values, service_values

SERVICE_FACETS = ("layer", "domain", "vendor", "stage", "pattern", "owner")


def service_list_of(snapshot: Snapshot) -> Faceted[ServiceRow]:
    """Services by layer, then name."""

    def values(row: ServiceRow) -> Mapping[str, tuple[str, ...]]:
        found = dict(zip(FACETS, service_values(snapshot, row.name), strict=True))
        return {name: found[name] for name in SERVICE_FACETS}

    return Faceted(list_services(snapshot), _service_text, values)


def _service_text(row: ServiceRow) -> str:
    return f"{row.name} {row.title} {row.description} {' '.join(row.contracts)}"


def contract_list_of(snapshot: Snapshot) -> Faceted[ContractRow]:
    """Contracts of vendors, then of services."""
    rows = tuple(contract_row(snapshot, entry) for entry in snapshot.contracts.values())

    def values(row: ContractRow) -> Mapping[str, tuple[str, ...]]:
        known = contract_values(snapshot, row.id, row.specification)
        return dict(zip(FACETS, known, strict=True))

    return Faceted(rows, lambda row: f"{row.id} {row.title} {row.owner}", values)
