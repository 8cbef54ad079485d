"""What is wrong with some files of a catalog, asked without looking at the others: `inspection`, file by file.

Names that go away with a change are another question: whoever takes one away must ask for all problems.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from catalog.errors import CatalogError
from catalog.model.problem import Problem
from catalog.reading.descriptors.entries import DOCUMENT_NAMES
from catalog.reading.descriptors.glossary import stem
from catalog.reading.descriptors.kinds import VALIDATED, kind_at
from catalog.reading.descriptors.names import Names, unknown_names
from catalog.reading.descriptors.validation import validate
from catalog.repository.documents import unreadable
from catalog.repository.inspection import id_duplicate, label_unknown, problems_of_source, vendor_pins
from catalog.repository.placement import DESCRIPTORS, document_missing, document_undeclared, file_misplaced

if TYPE_CHECKING:
    from catalog.model.service import Service
    from catalog.model.vendor import Vendor
    from catalog.repository.indexed import Indexed


def problems_in(whole: Indexed, paths: frozenset[str]) -> tuple[Problem, ...]:
    """The problems of these files and of the declarations in them, sorted by file and position."""
    here = [path for path in sorted(paths) if whole.has(path)]
    gone = [path for path in sorted(paths) if kind_at(path, whole.root) is None and not whole.has(path)]
    found = [
        *(problem for path in here for problem in _of_file(whole, path)),
        *(problem for path in gone for problem in _of_lost_documents(whole, whole.owner_of(path))),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.file, p.span.start.offset if p.span else 0, p.message)))


def _of_file(whole: Indexed, path: str) -> Iterator[Problem]:
    kind = kind_at(path, whole.root)
    if kind in VALIDATED:
        yield from _of_descriptor(whole, path, kind)
    elif kind is None:
        yield from file_misplaced(whole.root, path)
        yield from _of_document(whole, path)


def _of_descriptor(whole: Indexed, path: str, kind: str) -> Iterator[Problem]:
    try:
        document = whole.document(path)
    except CatalogError as error:
        yield unreadable(path, error)
        return
    yield from problems_of_source(document)
    yield from validate(document, kind)
    yield from unknown_names(document, kind, names_of(whole))
    owner = whole.owner_of(path)
    if kind in ("service", "vendor") and owner is not None:
        yield from _of_owner(whole, owner)
    if kind == "consumes":
        yield from _of_pins(whole, path)


def _of_lost_documents(whole: Indexed, owner: Service | Vendor | None) -> Iterator[Problem]:
    yield from (document_missing(whole, entry) for entry in (owner.contracts if owner else ()) if not entry.path)


def _of_owner(whole: Indexed, owner: Service | Vendor) -> Iterator[Problem]:
    yield from _of_lost_documents(whole, owner)
    for path in whole.documents.below(posixpath.dirname(owner.origin.file)):
        if kind_at(path, whole.root) is None:
            yield from _of_document(whole, path)
    for entry in owner.contracts:
        for other in whole.declaring(entry.id):
            yield from (p for each in other.contracts if each.id == entry.id for p in id_duplicate(whole, each))


def _of_pins(whole: Indexed, path: str) -> Iterator[Problem]:
    consumptions = whole.consumptions_in(path)
    for origin, vendor, label in vendor_pins(whole, (), consumptions):
        yield from label_unknown(whole, origin, vendor, label)


def _of_document(whole: Indexed, path: str) -> Iterator[Problem]:
    """A document that no descriptor declares, or that stands in a folder without one."""
    top, owner_name, *rest = posixpath.relpath(path, whole.root or ".").split("/") + [""] * 2
    if top not in DESCRIPTORS or not any(rest):
        return
    owner, folder = whole.owner_of(path), posixpath.join(whole.root, top, owner_name)
    descriptor = posixpath.join(folder, DESCRIPTORS[top])
    if owner is None:
        if not whole.has(descriptor) and not whole.has(descriptor.replace(".yaml", ".yml")):
            message = f"there is no {DESCRIPTORS[top]} in this folder"
            yield Problem("descriptor-missing", message, folder, hint=f"add {descriptor}")
        return
    known = {entry.path for entry in owner.contracts}
    known.update(upcoming.path for entry in owner.contracts for upcoming in entry.upcoming)
    if posixpath.basename(path) in DOCUMENT_NAMES and path not in known and not whole.stands_elsewhere(path):
        yield document_undeclared(path, owner.origin.file)


def names_of(whole: Indexed) -> Names:
    """The names of the whole catalog, looked up one by one."""
    versions = tuple(f"{e.name}/{v}" for e in whole.entities.values() for v, _ in e.versions)
    known: dict[str, Collection[str]] = {
        "domain": tuple(map(stem, whole.files.get("domain", ()))),
        "term": tuple(map(stem, whole.files.get("term", ()))),
        "entity": (*whole.entities, *versions),
        "vendor": whole.vendors,
        "service": whole.services,
        "team": whole.teams,
        "contract": whole.contracts,
        "layer": tuple(layer.name for layer in whole.catalog.layers),
    }
    return Names(known)
