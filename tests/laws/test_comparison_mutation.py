"""Mutation law: each row of SEMANTICS §3, at places of a vendor's release, has the effect of the table there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from catalog.model.pointer import print_pointer
from catalog.model.source import SourceDocument
from governance.compatibility.comparison import compare
from governance.findings import Effect, Finding
from tests.builders.contracts import contract_in, corpus_rows, document_at, latest_corpus_files
from tests.builders.mutations import (
    OPERATION_MUTATIONS,
    SCHEMA_MUTATIONS,
    Mutation,
    Site,
    edited,
    operation_sites,
    schema_sites,
)
from tests.builders.shared import VENDORS, needs_shared

OPENAPI = {VENDORS / row["file"] for row in corpus_rows() if row["format"] == "openapi"}
SMALL = 260_000


def releases(least: int, most: int) -> list[Path]:
    """The last OpenAPI 3 release of each contract that is so many bytes long."""
    return [path for path in latest_corpus_files() if path in OPENAPI and least <= path.stat().st_size < most]


def wrong(document: SourceDocument, places: int) -> Iterator[str]:
    """What a mutation at so many random places should have said, and did not."""
    contract = contract_in(document)
    order = random.Random(document.digest)
    for sites, mutations in (
        (list(schema_sites(contract)), SCHEMA_MUTATIONS),
        (list(operation_sites(contract)), OPERATION_MUTATIONS),
    ):
        for mutation in mutations:
            yield from _wrong_at(document, mutation, _chosen(mutation, sites, order, places))


def _chosen(mutation: Mutation, sites: Sequence[Site], order: random.Random, places: int) -> list[Site]:
    fitting = [s for s in sites if s.direction is mutation.direction and mutation.edit(s.value) is not None]
    return order.sample(fitting, min(places, len(fitting)))


def _wrong_at(document: SourceDocument, mutation: Mutation, sites: Sequence[Site]) -> Iterator[str]:
    for site in sites:
        revision = edited(document, site.pointer, mutation.edit(site.value))
        found = compare(contract_in(document), contract_in(revision)).findings
        here = [finding for finding in found if _is_meant(finding, mutation, site)]
        if not here:
            told = sorted({f"{finding.rule} {finding.effect}" for finding in found})
            yield f"{mutation.rule} at {print_pointer(site.pointer)} ({site.label}): {told[:6]}"


def _is_meant(finding: Finding, mutation: Mutation, site: Site) -> bool:
    """The rule and the effect, for the operation, and inside a schema at the very place."""
    is_told = finding.rule == mutation.rule and finding.effect is Effect(mutation.effect)
    place = print_pointer(site.pointer)
    pointers = [pointer or "" for pointer in (finding.pointers.base, finding.pointers.revision)]
    is_here = site.direction is None or any(pointer.startswith(place) for pointer in pointers)
    return is_told and is_here and site.label in finding.affects


@needs_shared
@pytest.mark.parametrize("path", releases(0, SMALL), ids=lambda path: path.parent.name)
def test_at_one_place_of_small_releases(path: Path) -> None:
    assert list(wrong(document_at(path), 1)) == []


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("path", releases(0, 10**8), ids=lambda path: path.parent.name)
def test_at_twenty_places_of_every_release(path: Path) -> None:
    assert list(wrong(document_at(path), 20)) == []
