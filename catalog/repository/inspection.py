"""What is wrong with a catalog's descriptors: each alone, and together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from catalog.model.problem import Problem
from catalog.model.quality import Origin
from catalog.model.source import Pointer, SourceDocument
from catalog.model.vendor import Vendor
from catalog.reading.descriptors.advice import did_you_mean
from catalog.reading.descriptors.glossary import stem
from catalog.reading.descriptors.kinds import VALIDATED, kind_at
from catalog.reading.descriptors.names import Names, unknown_names
from catalog.reading.descriptors.places import Places
from catalog.reading.descriptors.validation import validate
from catalog.repository.placement import (
    descriptors_missing,
    documents_missing,
    documents_undeclared,
    files_misplaced,
)

if TYPE_CHECKING:
    from catalog.model.consumption import Consumption
    from catalog.model.service import ContractEntry, Service
    from catalog.repository.made import Making
    from catalog.repository.snapshot import Snapshot


def inspect(snapshot: Snapshot) -> tuple[Problem, ...]:
    """All problems of the descriptors, sorted by file and position; whatever else was read before is not among them."""
    found = [problem for inspection in INSPECTIONS for problem in inspection(snapshot)]
    failed = snapshot.documents.failures()
    found.extend(problem for problem in failed if kind_at(problem.file, snapshot.root) in VALIDATED)
    return tuple(sorted(found, key=_order))


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.span.start.offset if problem.span else 0, problem.message


def _documents(snapshot: Snapshot) -> Iterator[tuple[str, SourceDocument]]:
    for kind in VALIDATED:
        files = snapshot.files.get(kind, ())
        snapshot.documents.prepare(files)
        readable = ((kind, snapshot.documents.readable(file)) for file in files)
        yield from ((kind, document) for kind, document in readable if document)


def each_alone(snapshot: Snapshot) -> Iterator[Problem]:
    """What is wrong in each descriptor: what reading it got over, what its JSON Schema says, and names of teams,
    domains, contracts, services, terms, entities … that do not exist."""
    names = names_of(snapshot)
    names = snapshot.making.of(
        ("names", snapshot.root), names, lambda: names
    )  # the same object, which compares at once
    for kind, document in _documents(snapshot):
        make = partial(_alone, snapshot.making, kind, document, names)
        yield from snapshot.making.of((f"{kind} alone", document.name), (document.digest, names), make)


def _alone(making: Making, kind: str, document: SourceDocument, names: Names) -> tuple[Problem, ...]:
    valid = making.of((f"{kind} valid", document.name), document.digest, partial(validate, document, kind))
    return (*problems_of_source(document), *valid, *unknown_names(document, kind, names))


def problems_of_source(document: SourceDocument) -> Iterator[Problem]:
    """What reading one file got over."""
    for problem in document.problems:
        yield Problem(problem.rule, problem.message, document.name, problem.pointer, problem.span)


def names_of(snapshot: Snapshot) -> Names:
    """All names that descriptors may use; what a file is called counts although it cannot be read."""
    versions = (f"{e.name}/{v}" for e in snapshot.entities.values() for v, _ in e.versions)
    known: dict[str, Iterable[str]] = {
        "domain": map(stem, snapshot.files.get("domain", ())),
        "term": map(stem, snapshot.files.get("term", ())),
        "entity": (*snapshot.entities, *versions),
        "vendor": map(_folder, snapshot.files.get("vendor", ())),
        "service": map(_folder, snapshot.files.get("service", ())),
        "team": snapshot.teams,
        "contract": snapshot.contracts,
        "layer": (layer.name for layer in snapshot.catalog.layers),
    }
    readable = (noun for noun in known if _can_be_read(snapshot, INSIDE.get(noun, ())))
    return Names({noun: frozenset(known[noun]) for noun in readable})


INSIDE = {"team": ("teams",), "contract": ("service", "vendor"), "layer": ("catalog",)}
"""Names that stand inside descriptors, and in which kinds."""


def _can_be_read(snapshot: Snapshot, kinds: Iterable[str]) -> bool:
    files = (file for kind in kinds for file in snapshot.files.get(kind, ()))
    return all(snapshot.documents.readable(file) for file in files)


def _folder(file: str) -> str:
    return posixpath.basename(posixpath.dirname(file))


def labels_unknown(snapshot: Snapshot) -> Iterator[Problem]:
    """Pins to a vendor's release that the vendor's descriptor does not know."""
    known = {name: frozenset(vendor.labels) for name, vendor in snapshot.vendors.items()}
    for origin, vendor_name, label in vendor_pins(snapshot, snapshot.services.values(), snapshot.consumptions):
        if label not in known.get(vendor_name, ()):
            yield from label_unknown(snapshot, origin, vendor_name, label)


def label_unknown(snapshot: Snapshot, origin: Origin, vendor_name: str, label: str) -> Iterator[Problem]:
    """The problem of a pin to a release that the vendor does not have."""
    vendor = snapshot.vendors.get(vendor_name)
    if vendor and label not in vendor.labels:
        advice = did_you_mean(label, vendor.labels) or "it has many others"
        stop = "" if advice.endswith("?") else "."
        hint = f"{advice}{stop} What is still in use may stand under releases in {vendor.origin.file}."
        yield _at(snapshot, origin, "descriptor-name-unknown", no_release(vendor, label), hint)


def no_release(vendor: Vendor, label: str) -> str:
    """What is said of a pin to a release that the vendor does not have."""
    return f"{vendor.title} has no release {label!r}"


def vendor_pins(
    snapshot: Snapshot, services: Iterable[Service], consumptions: Iterable[Consumption]
) -> Iterator[tuple[Origin, str, str]]:
    """Origin, vendor and label of every pin to a vendor's release."""
    for service in services:
        if service.vendor and service.vendor.label:
            yield Origin(service.origin.file, ("vendor", "label")), service.vendor.product, service.vendor.label
    for consumption in consumptions:
        entry = snapshot.contracts.get(consumption.contract)
        if entry and entry.owner_kind == "vendor" and consumption.pin:
            origin = Origin(consumption.origin.file, (*consumption.origin.pointer, "pin"))
            yield origin, entry.owner, consumption.pin


def ids_duplicate(snapshot: Snapshot) -> Iterator[Problem]:
    """A contract id that is declared twice."""
    for entry in snapshot.declared:
        yield from id_duplicate(snapshot, entry)


def id_duplicate(snapshot: Snapshot, entry: ContractEntry) -> Iterator[Problem]:
    """The problem of an entry that is not the first with its id."""
    first = snapshot.contracts[entry.id]
    if first.origin != entry.origin:
        message = f"contract id {entry.id!r} is declared in {first.origin.file} as well"
        yield _at(snapshot, entry.origin, "contract-id-duplicate", message, "ids are unique in the catalog")


def workflow_sources(snapshot: Snapshot) -> Iterator[Problem]:
    """Source descriptions of workflows that lead to no contract of the catalog, and files without workflows."""
    paths = {entry.path for entry in snapshot.declared}
    files = set(snapshot.files.get("workflow", ()))
    for file, pointer, path in _workflow_sources(snapshot):
        if path not in paths and path not in files:
            message = "this source is no contract of the catalog"
            hint = did_you_mean(path, paths)
            yield _at(snapshot, Origin(file, pointer), "descriptor-name-unknown", message, hint)


def _workflow_sources(snapshot: Snapshot) -> Iterator[tuple[str, Pointer, str]]:
    seen: set[str] = set()
    for workflow in snapshot.workflows.values():
        if workflow.origin.file not in seen:
            seen.add(workflow.origin.file)
            for position, source in enumerate(workflow.sources):
                yield workflow.origin.file, ("sourceDescriptions", position, "url"), source.path


def oddities(snapshot: Snapshot) -> Iterator[Problem]:
    """Links, submodules and names that cannot be read as files."""
    for oddity in snapshot.tree.oddities(snapshot.root):
        yield Problem(oddity.rule, oddity.message, oddity.path, hint=oddity.hint)


INSPECTIONS = (
    each_alone,
    labels_unknown,
    ids_duplicate,
    documents_missing,
    documents_undeclared,
    descriptors_missing,
    files_misplaced,
    workflow_sources,
    oddities,
)


def _at(snapshot: Snapshot, origin: Origin, rule: str, message: str, hint: str | None) -> Problem:
    document = snapshot.document(origin.file)
    return Places(document).value(rule, origin.pointer, message, hint)
