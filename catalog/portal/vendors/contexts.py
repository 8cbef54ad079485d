"""What the pages of vendors show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.editions.passages import Announcement, announcements
from catalog.answers.editions.past import past_of
from catalog.answers.lately import Lately
from catalog.answers.listing import list_vendors
from catalog.answers.rows import VendorRow
from catalog.answers.sheets import VendorSheet, show_vendor
from catalog.frozen import replace
from catalog.portal.contracts.contexts import steps_of
from catalog.portal.contracts.judged import ContractFindings, contract_findings
from catalog.portal.pager import Pager, pager
from catalog.repository.snapshot import Snapshot

USES = 50
"""On a page of a vendor."""


@dataclass(frozen=True, slots=True)
class VendorList:
    """All vendors."""

    vendors: tuple[VendorRow, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an announced release does to one contract: whom it hits among those who use it, and through which
    processes."""

    contract: str
    release: Announcement
    production: date | None
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VendorPage:
    """A vendor on a day, of the uses of its contracts a page; how many services are `using` it on all pages; what its
    announced releases do, what is wrong with its contracts, how many of them are still being judged, and the newest
    commits in its folder."""

    vendor: VendorSheet
    pager: Pager
    using: int
    today: date
    ahead: tuple[Ahead, ...]
    findings: tuple[ContractFindings, ...]
    judging: int
    changes: tuple[Step, ...]


def vendor_list(snapshot: Snapshot) -> VendorList:
    """The list of vendors."""
    return VendorList(list_vendors(snapshot))


def vendor_page(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> VendorPage:
    """The page of a vendor; UnknownName where there is none."""
    snapshot = catalog.snapshot(revision)
    sheet = lately.get(("vendor", revision.digest, name, today), lambda: show_vendor(snapshot, name, today))
    own = tuple(row.id for row in sheet.contracts)
    pages = pager(len(sheet.used_by), USES)
    found, judging = contract_findings(catalog, revision, own, today, lately)
    return VendorPage(
        replace(sheet, used_by=pages.of(sheet.used_by)),
        pages,
        len({use.service for use in sheet.used_by}),
        today,
        tuple(_ahead(catalog, revision, name, lately)),
        found,
        judging,
        steps_of(catalog, revision, sheet.file.rpartition("/")[0], lately),
    )


def _ahead(catalog: Catalog, revision: Revision, name: str, lately: Lately) -> Iterator[Ahead]:
    snapshot = catalog.snapshot(revision)
    vendor = snapshot.vendor(name)
    dates = {release.label: release.production for release in vendor.releases}
    for entry in vendor.contracts:
        if entry.upcoming and entry.path:
            past = past_of(catalog, revision, entry.id, lately)
            users = tuple(sorted({use.service for use in snapshot.consumptions_of(entry.id)}))
            for release in announcements(past, lately):
                yield Ahead(entry.id, release, dates.get(release.label), users)
