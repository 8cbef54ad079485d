"""Short forms of services, vendors and contracts, as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.errors import CatalogError
from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry, Service
from catalog.model.summary import Summary, summary_of
from catalog.model.vendor import Vendor
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in a list. Counts are None, and `problem` says why, where its document cannot be read."""

    id: str
    owner: str
    owner_kind: str
    title: str = ""
    version: str = ""
    label: str | None = None
    specification: str = ""
    stage: str = ""
    pattern: tuple[str, ...] = ()
    path: str = ""
    operations: int | None = None
    channels: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service in a list; `uses` counts the contracts it consumes, `used_by` the services that consume its own."""

    name: str
    title: str
    description: str
    layer: str
    domain: str
    owner: str
    stage: str
    pattern: tuple[str, ...]
    contracts: tuple[str, ...]
    uses: int
    used_by: int


@dataclass(frozen=True, slots=True)
class VendorRow:
    """A vendor in a list; `announced` are labels of releases whose documents stand in `upcoming/`."""

    name: str
    title: str
    product: str
    description: str
    domain: str
    owner: str
    live: str
    contracts: tuple[str, ...]
    announced: tuple[str, ...]
    used_by: int


@dataclass(frozen=True, slots=True)
class UseRow:
    """One consumption: who uses which places of which contract."""

    service: str
    contract: str
    contract_owner: str
    contract_owner_kind: str
    pin: str | None
    purpose: str
    evidence: tuple[str, ...]
    strict: bool
    places: tuple[str, ...]


def contract_row(snapshot: Snapshot, entry: ContractEntry) -> ContractRow:
    """The row of a declared contract, readable or not; its document is read only where no index knows it."""
    summary = snapshot.summaries.get(entry.id) or _summary(snapshot, entry)
    return ContractRow(
        entry.id,
        entry.owner,
        entry.owner_kind,
        summary.title,
        summary.version,
        entry.label,
        summary.specification,
        entry.lifecycle.stage,
        entry.qualities.pattern,
        entry.path,
        summary.operations,
        summary.channels,
        summary.problem,
    )


def _summary(snapshot: Snapshot, entry: ContractEntry) -> Summary:
    try:
        return summary_of(snapshot.contract(entry.id))
    except CatalogError as error:
        return Summary(problem=str(error))


def service_row(snapshot: Snapshot, service: Service) -> ServiceRow:
    """The row of a service."""
    own = dict.fromkeys(entry.id for entry in service.contracts)
    return ServiceRow(
        service.name,
        service.title,
        service.description,
        service.layer,
        service.domain,
        service.owner,
        service.lifecycle.stage,
        _patterns(service.qualities.pattern, service.contracts),
        tuple(entry.id for entry in service.contracts),
        len({use.contract for use in snapshot.consumptions_by(service.name)}),
        len(_users(snapshot, own)),
    )


def vendor_row(snapshot: Snapshot, vendor: Vendor) -> VendorRow:
    """The row of a vendor."""
    own = dict.fromkeys(entry.id for entry in vendor.contracts)
    return VendorRow(
        vendor.name,
        vendor.title,
        vendor.product,
        vendor.description,
        vendor.domain,
        vendor.owner,
        vendor.live,
        tuple(entry.id for entry in vendor.contracts),
        tuple(dict.fromkeys(upcoming.label for entry in vendor.contracts for upcoming in entry.upcoming)),
        len(_users(snapshot, own)),
    )


def use_row(snapshot: Snapshot, consumption: Consumption) -> UseRow:
    """The row of a consumption; the owner is empty where the contract does not exist."""
    entry = snapshot.contracts.get(consumption.contract)
    return UseRow(
        consumption.service,
        consumption.contract,
        entry.owner if entry else "",
        entry.owner_kind if entry else "",
        consumption.pin,
        consumption.purpose or "",
        consumption.evidence,
        consumption.strict,
        tuple(use.address for use in consumption.uses),
    )


def use_rows(snapshot: Snapshot, contracts: Iterable[str]) -> tuple[UseRow, ...]:
    """Who uses any of these contracts, by service and in the order written."""
    uses = (use for name in dict.fromkeys(contracts) for use in snapshot.consumptions_of(name))
    ordered = sorted(uses, key=lambda use: (use.origin.file, use.origin.pointer))
    return tuple(use_row(snapshot, use) for use in ordered)


def _patterns(own: tuple[str, ...], entries: Iterable[ContractEntry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*own, *(name for entry in entries for name in entry.qualities.pattern)]))


def _users(snapshot: Snapshot, contracts: Iterable[str]) -> set[str]:
    return {consumption.service for name in contracts for consumption in snapshot.consumptions_of(name)}
