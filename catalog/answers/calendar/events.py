"""The days of vendors' releases: preview, production, deprecation, retirement, and who is pinned to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.kept import once
from catalog.model.pointer import print_pointer
from catalog.model.vendor import Vendor, VendorRelease
from catalog.repository.snapshot import Snapshot

WHAT = ("announced", "preview", "production", "deprecated", "retirement")


@dataclass(frozen=True, slots=True)
class ReleaseDay:
    """Something happens to a release on a day. `pinned_by` are the services built against it."""

    day: date
    vendor: str
    label: str
    name: str
    what: str
    pinned_by: tuple[str, ...]
    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release of a vendor with its days; `state` is as of today (`live` where our documents are of it), `serves`
    says that it answers. `documents` are contracts whose announced documents the catalog holds."""

    vendor: str
    label: str
    name: str
    state: str
    live: bool
    serves: bool
    announced: date | None
    preview: date | None
    production: date | None
    deprecated: date | None
    retirement: date | None
    days_left: int | None
    pinned_by: tuple[str, ...]
    documents: tuple[str, ...]
    notes: str
    file: str
    pointer: str


def pins(snapshot: Snapshot) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Vendor and label → the services that pin it, by a consumption or as what they are built against; sorted."""
    return once(snapshot, ("pins",), lambda: _pins(snapshot), stays=True)


def _pins(snapshot: Snapshot) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for use in snapshot.consumptions:
        entry = snapshot.contracts.get(use.contract)
        if use.pin and entry is not None and entry.owner_kind == "vendor":
            found[entry.owner, use.pin].add(use.service)
    by_product = {vendor.product: vendor.name for vendor in snapshot.vendors.values() if vendor.product}
    for service in snapshot.services.values():
        vendor = by_product.get(service.vendor.product) if service.vendor else None
        if vendor is not None and service.vendor is not None and service.vendor.label:
            found[vendor, service.vendor.label].add(service.name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def release_rows(snapshot: Snapshot, today: date) -> tuple[ReleaseRow, ...]:
    """All releases that descriptors name, by vendor and in the order written."""
    return tuple(row for vendor in snapshot.vendors.values() for row in _rows(snapshot, vendor, today))


def _rows(snapshot: Snapshot, vendor: Vendor, today: date) -> Iterator[ReleaseRow]:
    pinned = pins(snapshot)
    for position, release in enumerate(vendor.releases):
        yield ReleaseRow(
            vendor.name,
            release.label,
            release.name or "",
            vendor.state_of(release, today),
            release.label == vendor.live,
            release.label in vendor.serves,
            release.announced,
            release.preview,
            release.production,
            release.deprecated,
            release.retirement,
            (release.retirement - today).days if release.retirement else None,
            pinned.get((vendor.name, release.label), ()),
            release.documents,
            release.notes or "",
            vendor.origin.file,
            print_pointer(("releases", position)),
        )


def days_of(snapshot: Snapshot) -> tuple[ReleaseDay, ...]:
    """Every day of every release, in order."""
    found = [
        day for vendor in snapshot.vendors.values() for at, release in enumerate(vendor.releases)
        for day in _days(snapshot, vendor, release, at)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.day, each.vendor, each.label, WHAT.index(each.what))))


def _days(snapshot: Snapshot, vendor: Vendor, release: VendorRelease, position: int) -> Iterator[ReleaseDay]:
    pinned = pins(snapshot).get((vendor.name, release.label), ())
    for what in WHAT:
        day: date | None = getattr(release, what)
        if day is not None:
            pointer = print_pointer(("releases", position, what))
            yield ReleaseDay(
                day, vendor.name, release.label, release.name or "", what, pinned, vendor.origin.file, pointer
            )
