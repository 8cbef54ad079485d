"""The `contracts` of a service or a vendor, and where their documents stand."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from catalog.frozen import dataclass
from catalog.model.quality import SILENT, UNSTATED, Lifecycle, Origin, Qualities
from catalog.model.service import ContractEntry, Upcoming
from catalog.model.source import Json
from catalog.reading.descriptors.qualities import read_lifecycle, read_qualities
from catalog.reading.descriptors.shape import Members, members, text, text_map, texts

DOCUMENT_NAMES = tuple(f"{kind}.{ending}" for kind in ("openapi", "asyncapi") for ending in ("yaml", "yml", "json"))
"""File names under which a contract's document is looked for, in this order."""

Listing = Callable[[str], tuple[str, ...]]
"""Paths of the tree below a folder."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What a service or vendor says for all its contracts; `folder` is its place from the root of the tree."""

    name: str
    kind: str
    folder: str
    file: str
    lifecycle: Lifecycle = UNSTATED
    qualities: Qualities = SILENT
    label: str | None = None
    serves: tuple[str, ...] = ()
    version_scheme: str = "semver"
    path_version: str | None = None


def read_entries(node: Members, holder: Holder, listing: Listing) -> tuple[ContractEntry, ...]:
    """The declared contracts in their order; an entry without an id is left out."""
    return tuple(_entries(node.get("contracts"), holder, listing))


def _entries(entries: Json, holder: Holder, listing: Listing) -> Iterator[ContractEntry]:
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        details = {"id": entry} if isinstance(entry, str) else members(entry)
        if text(details, "id"):
            yield _entry(details, holder, listing, Origin(holder.file, ("contracts", position)))


def _entry(node: Members, holder: Holder, listing: Listing, origin: Origin) -> ContractEntry:
    contract_id = text(node, "id") or ""
    path = _document(contract_id, text(node, "path"), holder, listing)
    return ContractEntry(
        id=contract_id,
        owner=holder.name,
        owner_kind=holder.kind,
        path=path,
        origin=origin,
        label=text(node, "live") or text(node, "label") or holder.label,
        version_scheme=text(node, "version_scheme") or holder.version_scheme,
        line=text(node, "line"),
        role=text(node, "role") or "provides",
        perspective=text(node, "perspective") or "provider",
        lifecycle=read_lifecycle(node) if "lifecycle" in node else holder.lifecycle,
        capability=text(node, "capability"),
        master_of=texts(node, "masterOf"),
        path_version=text(node, "path_version") or holder.path_version,
        serves=texts(node, "serves") or holder.serves,
        qualities=read_qualities(node).over(holder.qualities),
        upcoming=_upcoming(path, listing),
        source=text(node, "source"),
        links=text_map(node, "links"),
    )


def candidates(contract_id: str, owner: str, folder: str) -> tuple[str, ...]:
    """Folders in which the document of a contract is looked for, in order."""
    short = contract_id.removeprefix(f"{owner}/")
    folders = [f"{folder}/{short}"]
    if short != contract_id:
        folders.append(f"{folder}/{contract_id}")
    if contract_id == owner:
        folders.append(folder)
    return tuple(folders)


def _document(contract_id: str, path: str | None, holder: Holder, listing: Listing) -> str:
    present = set(listing(holder.folder))
    if path is not None:
        wanted = posixpath.normpath(posixpath.join(holder.folder, path))
        return wanted if wanted in present or wanted in listing(posixpath.dirname(wanted)) else ""
    places = candidates(contract_id, holder.name, holder.folder)
    found = (f"{place}/{name}" for place in places for name in DOCUMENT_NAMES)
    return next((file for file in found if file in present), "")


def _upcoming(path: str, listing: Listing) -> tuple[Upcoming, ...]:
    folder = posixpath.join(posixpath.dirname(path), "upcoming")
    if not path:
        return ()
    below = (file.removeprefix(f"{folder}/").split("/") for file in listing(folder))
    found = {parts[0]: parts[1] for parts in below if len(parts) == 2 and parts[1] in DOCUMENT_NAMES}
    return tuple(Upcoming(label, f"{folder}/{label}/{name}") for label, name in sorted(found.items()))
