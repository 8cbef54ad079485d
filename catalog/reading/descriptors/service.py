"""service.yaml → Service."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from catalog.model.quality import Origin
from catalog.model.service import EntityMapping, FieldMapping, Service, VendorPin
from catalog.model.source import Json
from catalog.reading.descriptors.entries import Holder, Listing, read_entries
from catalog.reading.descriptors.qualities import read_lifecycle, read_qualities, read_window
from catalog.reading.descriptors.shape import (
    Members,
    day,
    flag,
    inside,
    items,
    members,
    team,
    text,
    text_map,
    texts,
    words,
)


def read_service(tree: Json, file: str, listing: Listing) -> Service:
    """The service that a parsed service.yaml describes; its name is the folder of `file`."""
    node = members(tree)
    folder = posixpath.dirname(file)
    name = posixpath.basename(folder)
    lifecycle, qualities = read_lifecycle(node), read_qualities(node)
    holder = Holder(name, "service", folder, file, lifecycle, qualities)
    return Service(
        name=name,
        origin=Origin(file),
        title=text(node, "title") or _title(name),
        description=words(node, "description"),
        layer=words(node, "layer"),
        domain=words(node, "domain"),
        owner=team(node),
        lifecycle=lifecycle,
        capability=text(node, "capability"),
        master_of=texts(node, "masterOf"),
        vendor=_pin(node),
        contracts=read_entries(node, holder, listing),
        qualities=qualities,
        mapping=tuple(_mappings(node)),
        strict=flag(node, "strict", False),
        test_command=text(node, "test_command"),
        repository=text(node, "repository"),
        compensations=text_map(node, "compensations"),
        tags=texts(node, "tags"),
        links=text_map(node, "links"),
    )


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _pin(node: Members) -> VendorPin | None:
    pin = inside(node, "vendor")
    product = text(pin, "product")
    if product is None:
        return None
    return VendorPin(product, words(pin, "label"), day(pin, "retires"), read_window(pin, "next_window"))


def _mappings(node: Members) -> Iterator[EntityMapping]:
    for _, entry in items(node, "mapping"):
        yield EntityMapping(
            words(entry, "contract"),
            words(entry, "entity"),
            text(entry, "schema"),
            tuple(_field(name, target) for name, target in inside(entry, "fields").items()),
            tuple(text_map(entry, "unmapped").items()),
        )


def _field(name: str, target: Json) -> FieldMapping:
    if isinstance(target, str):
        return FieldMapping(name, target)
    details = members(target)
    return FieldMapping(name, words(details, "to"), text(details, "loss"), text(details, "transform"))
