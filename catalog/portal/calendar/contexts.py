"""What the calendar of vendors' releases shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from catalog.answers.calendar.ahead import AheadRow, ahead
from catalog.answers.calendar.events import ReleaseDay, ReleaseRow, days_of, release_rows
from catalog.answers.catalog import Catalog
from catalog.errors import UsageError
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Month:
    """A month with the days on which something happens."""

    year: int
    month: int
    first: date
    days: tuple[ReleaseDay, ...]


@dataclass(frozen=True, slots=True)
class VendorReleases:
    """A vendor's releases, in the order written."""

    name: str
    title: str
    cadence: str
    releases: tuple[ReleaseRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """`retiring` are releases that services are pinned to and that have retired or will, soonest first; `past` says
    whether months before today's are shown, of which `earlier` days there are."""

    today: date
    vendor: str
    retiring: tuple[ReleaseRow, ...]
    ahead: tuple[AheadRow, ...]
    months: tuple[Month, ...]
    past: bool
    earlier: int
    vendors: tuple[VendorReleases, ...]


def calendar_page(catalog: Catalog, snapshot: Snapshot, args: Mapping[str, str], today: date) -> CalendarPage:
    """The page; `?vendor=` shows one vendor alone (UnknownName), `?past=1` what has been."""
    wanted, past = args.get("vendor", ""), args.get("past", "")
    if past not in ("", "0", "1"):
        raise UsageError(f"past cannot be {past!r}", place="past", hint="0 or 1")
    names = (snapshot.vendor(wanted).name,) if wanted else tuple(snapshot.vendors)
    rows = tuple(row for row in release_rows(snapshot, today) if row.vendor in names)
    days = tuple(each for each in days_of(snapshot) if each.vendor in names)
    first = today.replace(day=1)
    shown = tuple(each for each in days if past == "1" or each.day >= first)
    retiring = sorted(
        (row for row in rows if row.pinned_by and row.retirement), key=lambda row: row.retirement or today
    )
    return CalendarPage(
        today,
        wanted,
        tuple(retiring),
        tuple(each for each in ahead(catalog, snapshot) if each.vendor in names),
        tuple(_months(shown)),
        past == "1",
        sum(each.day < first for each in days),
        tuple(_vendor(snapshot, name, rows) for name in names),
    )


def _months(days: tuple[ReleaseDay, ...]) -> list[Month]:
    found = groupby(days, key=lambda each: (each.day.year, each.day.month))
    return [Month(year, month, date(year, month, 1), tuple(group)) for (year, month), group in found]


def _vendor(snapshot: Snapshot, name: str, rows: tuple[ReleaseRow, ...]) -> VendorReleases:
    vendor = snapshot.vendors[name]
    own = tuple(row for row in rows if row.vendor == name)
    return VendorReleases(name, vendor.title, vendor.calendar.cadence or "", own)
