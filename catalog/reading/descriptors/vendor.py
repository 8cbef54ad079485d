"""vendor.yaml → Vendor."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from types import MappingProxyType

from catalog.model.quality import Lifecycle, Origin
from catalog.model.service import ContractEntry
from catalog.model.source import Json
from catalog.model.vendor import Calendar, Vendor, VendorRelease
from catalog.reading.descriptors.entries import Holder, Listing, read_entries
from catalog.reading.descriptors.qualities import read_qualities, read_window
from catalog.reading.descriptors.shape import (
    Members,
    day,
    inside,
    items,
    members,
    number,
    team,
    text,
    text_map,
    texts,
    words,
)

NOTES = ("rate_limit", "errors", "paging", "authentication")


def read_vendor(tree: Json, file: str, listing: Listing) -> Vendor:
    """The vendor that a parsed vendor.yaml describes; its name is the folder of `file`."""
    node = members(tree)
    contracts = read_entries(node, _holder(node, file), listing)
    name = posixpath.basename(posixpath.dirname(file))
    return Vendor(
        name=name,
        origin=Origin(file),
        title=text(node, "title") or text(node, "product") or name,
        product=words(node, "product"),
        description=words(node, "description"),
        owner=team(node),
        domain=words(node, "domain"),
        system_type=text(node, "system_type"),
        live=words(node, "live"),
        serves=texts(node, "serves"),
        version_scheme=text(node, "version_scheme") or "vendor",
        label_pattern=text(node, "label_pattern"),
        calendar=_calendar(inside(node, "calendar")),
        releases=tuple(_releases(node, contracts)),
        contracts=contracts,
        notes=MappingProxyType({key: words(node, key) for key in NOTES if text(node, key)}),
        links=text_map(node, "links"),
    )


def _holder(node: Members, file: str) -> Holder:
    folder = posixpath.dirname(file)
    return Holder(
        name=posixpath.basename(folder),
        kind="vendor",
        folder=folder,
        file=file,
        lifecycle=Lifecycle("active"),
        qualities=read_qualities(node),
        label=text(node, "live"),
        serves=texts(node, "serves"),
        version_scheme=text(node, "version_scheme") or "vendor",
        path_version=text(node, "path_version"),
    )


def _calendar(node: Members) -> Calendar:
    return Calendar(
        text(node, "cadence"),
        number(node, "per_year"),
        text(node, "notice"),
        text(node, "supported_for"),
        text(node, "source"),
        read_window(node, "next_window"),
    )


def _releases(node: Members, contracts: tuple[ContractEntry, ...]) -> Iterator[VendorRelease]:
    """Listed releases in their order, then those that only an `upcoming/` folder announces."""
    documents: dict[str, tuple[str, ...]] = {}
    for contract in contracts:
        for upcoming in contract.upcoming:
            documents[upcoming.label] = (*documents.get(upcoming.label, ()), contract.id)
    for _, entry in items(node, "releases"):
        label = words(entry, "label")
        yield _release(entry, label, documents.pop(label, ()))
    for label, ids in documents.items():
        yield VendorRelease(label, documents=ids)


def _release(node: Members, label: str, documents: tuple[str, ...]) -> VendorRelease:
    return VendorRelease(
        label,
        text(node, "name"),
        day(node, "announced"),
        day(node, "preview"),
        day(node, "production"),
        day(node, "deprecated"),
        day(node, "retirement"),
        text(node, "notes"),
        text(node, "source"),
        documents,
    )
