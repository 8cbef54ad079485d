"""Canonical schemas, held to the dialect that they are written in, wherever a contract uses them or none does."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from catalog.answers.problems import unreadable
from catalog.errors import CatalogError
from catalog.model.schema import DRAFT_2020
from catalog.model.source import SourceDocument
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.validation.elsewhere import findings_elsewhere, holding


def canonical_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """What is wrong with each version of each canonical entity, and with the files that it refers to."""
    for entity in snapshot.entities.values():
        for version, file in entity.versions:
            yield from _findings(snapshot, f"{entity.name} {version}", file)


def _findings(snapshot: Snapshot, name: str, file: str) -> Iterator[Finding]:
    """A schema is judged as the one component of a contract that is made for it."""
    try:
        document = snapshot.document(file)
    except CatalogError as error:
        yield unreadable(file, error)
        return
    contract = snapshot.contract_of(_holder(name, document), name)
    len(contract.problems)  # follows the reference
    yield from findings_elsewhere(contract)


def _holder(name: str, document: SourceDocument) -> SourceDocument:
    folder, file = posixpath.split(document.name)
    tree = holding({"$ref": f"./{file}"}, DRAFT_2020)
    return SourceDocument(f"{folder}/ {name}", document.digest, b"", tree)
