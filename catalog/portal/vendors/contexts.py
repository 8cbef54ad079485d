"""What the pages of vendors show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.listing import list_vendors
from catalog.answers.rows import VendorRow
from catalog.answers.sheets import VendorSheet, show_vendor
from catalog.repository.snapshot import Snapshot

NEWEST = 10


@dataclass(frozen=True, slots=True)
class VendorList:
    """All vendors."""

    vendors: tuple[VendorRow, ...]


@dataclass(frozen=True, slots=True)
class VendorPage:
    """A vendor on a day, and the newest commits in its folder."""

    vendor: VendorSheet
    today: date
    changes: tuple[Step, ...]


def vendor_list(snapshot: Snapshot) -> VendorList:
    """The list of vendors."""
    return VendorList(list_vendors(snapshot))


def vendor_page(catalog: Catalog, revision: Revision, snapshot: Snapshot, name: str, today: date) -> VendorPage:
    """The page of a vendor; UnknownName where there is none."""
    sheet = show_vendor(snapshot, name, today)
    folder = sheet.file.rpartition("/")[0]
    return VendorPage(sheet, today, catalog.steps(folder, NEWEST, revision))
