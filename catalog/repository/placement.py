"""Are the files of a catalog where they are looked for?"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from catalog.model.problem import Problem
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.reading.descriptors.advice import closest
from catalog.reading.descriptors.entries import DOCUMENT_NAMES, candidates
from catalog.reading.descriptors.kinds import kind_of
from catalog.reading.descriptors.places import Places

if TYPE_CHECKING:
    from catalog.repository.snapshot import Snapshot

DESCRIPTORS = {"services": "service.yaml", "vendors": "vendor.yaml"}
ANY = "*"
SHAPES = tuple(
    tuple(shape.split("/"))
    for shape in (
        "catalog.yaml",
        "teams.yaml",
        "services/*/service.yaml",
        "services/*/consumes.yaml",
        "vendors/*/vendor.yaml",
        "domains/*",
        "terms/*",
        "policy/policy.yaml",
        "policy/waivers/*",
        "policy/acceptances/*",
    )
)
"""Where descriptors stand below the catalog's root; `*` is any name."""


def documents_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A declared contract whose document is not there."""
    for entry in snapshot.declared:
        if not entry.path:
            yield document_missing(snapshot, entry)


def document_missing(snapshot: Snapshot, entry: ContractEntry) -> Problem:
    """The problem of a contract without document, where it is declared."""
    folder = posixpath.dirname(entry.origin.file)
    places = " or ".join(f"{place}/" for place in candidates(entry.id, entry.owner, folder))
    hint = f"expected openapi.yaml or asyncapi.yaml in {places}; `path` says it otherwise"
    message = f"contract {entry.id!r} has no document"
    document = snapshot.document(entry.origin.file)
    return Places(document).value("contract-document-missing", entry.origin.pointer, message, hint)


def documents_undeclared(snapshot: Snapshot) -> Iterator[Problem]:
    """A document in the folder of a service or vendor that no descriptor declares."""
    known = {entry.path for entry in snapshot.declared}
    known.update(upcoming.path for entry in snapshot.declared for upcoming in entry.upcoming)
    owners: tuple[Vendor | Service, ...] = (*snapshot.vendors.values(), *snapshot.services.values())
    folders = {posixpath.dirname(owner.origin.file) for owner in owners}
    for file, descriptor in _owned(snapshot):
        undeclared = file not in known and posixpath.basename(file) in DOCUMENT_NAMES
        if undeclared and posixpath.dirname(descriptor) in folders:
            yield document_undeclared(file, descriptor)


def document_undeclared(file: str, descriptor: str) -> Problem:
    """The problem of a document that its service or vendor does not declare."""
    hint = f"add its id to `contracts` of {descriptor}"
    return Problem("contract-undeclared", "no descriptor declares this document", file, hint=hint)


def descriptors_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A folder of a service or vendor without its descriptor."""
    described = _described(snapshot)
    for descriptor in sorted(set(map(itemgetter(1), _owned(snapshot)))):
        folder, name = posixpath.split(descriptor)
        if folder not in described:
            yield Problem("descriptor-missing", f"there is no {name} in this folder", folder, hint=f"add {descriptor}")


def files_misplaced(snapshot: Snapshot) -> Iterator[Problem]:
    """A YAML file that is no descriptor but stands almost where one would."""
    files, root = snapshot.documents.below(snapshot.root), snapshot.root
    yield from snapshot.making.of(
        ("misplaced", root), files, lambda: tuple(problem for file in files for problem in file_misplaced(root, file))
    )


@lru_cache(maxsize=1 << 16)
def file_misplaced(root: str, file: str) -> tuple[Problem, ...]:
    """The problem of a file that nothing reads, if it seems to be meant to."""
    path = posixpath.relpath(file, root or ".")
    if path.endswith((".yaml", ".yml")) and kind_of(path) is None and (meant := _meant(path)):
        place = posixpath.join(root, meant)
        return (Problem("descriptor-misplaced", "nothing reads this file", file, hint=f"did you mean {place}?"),)
    return ()


def _meant(path: str) -> str | None:
    """The path of a descriptor that differs in spelling alone."""
    parts = path.split("/")
    for shape in SHAPES:
        if len(shape) == len(parts) and all(map(_alike, parts, shape)):
            return "/".join(part if wanted == ANY else wanted for part, wanted in zip(parts, shape, strict=True))
    return None


def _alike(part: str, wanted: str) -> bool:
    return wanted == ANY or closest(part, (wanted,)) is not None


def _owned(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Files in folders of services and vendors, each with the descriptor that the folder must have."""
    files = snapshot.documents.below(snapshot.root)
    return snapshot.making.of(("owned", snapshot.root), files, lambda: tuple(_all_owned(snapshot)))


def _all_owned(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for kind, name in DESCRIPTORS.items():
        top = posixpath.join(snapshot.root, kind)
        for file in snapshot.documents.below(top):
            owner, _, rest = file.removeprefix(f"{top}/").partition("/")
            if rest:
                yield file, posixpath.join(top, owner, name)


def _described(snapshot: Snapshot) -> set[str]:
    """Folders of services and vendors that have their descriptor."""
    files = (*snapshot.files.get("service", ()), *snapshot.files.get("vendor", ()))
    return {posixpath.dirname(file) for file in files}
