"""Everything about one service or one vendor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.rows import ContractRow, UseRow, contract_row, use_row, use_rows
from catalog.model.quality import Lifecycle, Qualities
from catalog.model.service import EntityMapping, VendorPin
from catalog.model.team import Team
from catalog.model.vendor import Calendar, VendorRelease
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """A service: who answers for it, what it offers and uses, who uses it, and what it promises."""

    name: str
    title: str
    description: str
    layer: str
    domain: str
    owner: str
    team: Team | None
    lifecycle: Lifecycle
    capability: str | None
    master_of: tuple[str, ...]
    vendor: VendorPin | None
    qualities: Qualities
    contracts: tuple[ContractRow, ...]
    uses: tuple[UseRow, ...]
    used_by: tuple[UseRow, ...]
    mapping: tuple[EntityMapping, ...]
    repository: str | None
    test_command: str | None
    links: Mapping[str, str]
    file: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A vendor's release and where it stands on the catalog's day; `live` where documents in place are of it."""

    release: VendorRelease
    state: str
    is_live: bool
    pinned_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VendorSheet:
    """A vendor: its contracts, its releases, and who depends on them."""

    name: str
    title: str
    product: str
    description: str
    domain: str
    owner: str
    team: Team | None
    system_type: str | None
    live: str
    serves: tuple[str, ...]
    version_scheme: str
    calendar: Calendar
    releases: tuple[ReleaseRow, ...]
    contracts: tuple[ContractRow, ...]
    used_by: tuple[UseRow, ...]
    notes: Mapping[str, str]
    links: Mapping[str, str]
    file: str


def show_service(snapshot: Snapshot, name: str) -> ServiceSheet:
    """The sheet of a service.

    Raises:
        UnknownName: no such service; the hint names the nearest.
    """
    service = snapshot.service(name)
    return ServiceSheet(
        service.name,
        service.title,
        service.description,
        service.layer,
        service.domain,
        service.owner,
        snapshot.teams.get(service.owner),
        service.lifecycle,
        service.capability,
        service.master_of,
        service.vendor,
        service.qualities,
        tuple(contract_row(snapshot, entry) for entry in service.contracts),
        tuple(use_row(snapshot, use) for use in snapshot.consumptions_by(service.name)),
        use_rows(snapshot, (entry.id for entry in service.contracts)),
        service.mapping,
        service.repository,
        service.test_command,
        service.links,
        service.origin.file,
    )


def show_vendor(snapshot: Snapshot, name: str, today: date) -> VendorSheet:
    """The sheet of a vendor, its releases as they stand on a day.

    Raises:
        UnknownName: no such vendor; the hint names the nearest.
    """
    vendor = snapshot.vendor(name)
    used_by = use_rows(snapshot, (entry.id for entry in vendor.contracts))
    return VendorSheet(
        vendor.name,
        vendor.title,
        vendor.product,
        vendor.description,
        vendor.domain,
        vendor.owner,
        snapshot.teams.get(vendor.owner),
        vendor.system_type,
        vendor.live,
        vendor.serves,
        vendor.version_scheme,
        vendor.calendar,
        tuple(
            ReleaseRow(release, vendor.state_of(release, today), release.label == vendor.live, _pins(used_by, release))
            for release in vendor.releases
        ),
        tuple(contract_row(snapshot, entry) for entry in vendor.contracts),
        used_by,
        vendor.notes,
        vendor.links,
        vendor.origin.file,
    )


def _pins(used_by: tuple[UseRow, ...], release: VendorRelease) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.service for use in used_by if use.pin == release.label))
