"""Mutation law: each row of SEMANTICS §3, at places of a vendor's release, has the effect of the table there."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from catalog.model.contract import Contract
from catalog.model.pointer import print_pointer
from catalog.model.source import SourceDocument
from governance.compatibility.comparison import compare
from governance.findings import Effect, Finding
from tests.builders.contracts import contract_in, document_at, latest_corpus_files, specification_files
from tests.builders.mutations import GROUPS
from tests.builders.mutations.change import Edit, Mutation, Site, apart, is_below, put
from tests.builders.mutations.sites import sites
from tests.builders.shared import needs_shared

SMALL = 260_000
EFFECTS = ("none", *(effect.value for effect in (Effect.SAFE, Effect.MAY_BREAK, Effect.BREAKS)))


def releases(least: int, most: int) -> list[Path]:
    """The last release of each contract that is so many bytes long."""
    return [path for path in latest_corpus_files() if least <= path.stat().st_size < most]


Chosen = tuple[Site, Edit]


def wrong(document: SourceDocument, mutations: Sequence[Mutation], places: int) -> Iterator[str]:
    """What a mutation at so many random places should have said, and did not.

    Edits of one row that do not touch each other are made in one revision; what is not told there is looked at alone.
    """
    contract = contract_in(document)
    order = random.Random(document.digest)
    by_kind = defaultdict(list)
    for site in sites(contract):
        by_kind[site.kind].append(site)
    for mutation in mutations:
        chosen = list(_chosen(mutation, by_kind[mutation.kind], order, places))
        for batch in apart(edit for _, edit in chosen):
            together = [(site, edit) for site, edit in chosen if any(edit is each for each in batch)]
            doubtful = [each for each, told in _told(contract, mutation, together) if told]
            for each in doubtful:
                yield from (told for _, told in _told(contract, mutation, [each]) if told)


def _chosen(mutation: Mutation, known: Sequence[Site], order: random.Random, places: int) -> Iterator[Chosen]:
    fitting = [site for site in known if mutation.direction in (None, site.direction)]
    found = 0
    for site in order.sample(fitting, len(fitting)):
        edit = mutation.edit(site) if found < places else None
        if edit is not None:
            found += 1
            yield site, edit


def _told(contract: Contract, mutation: Mutation, chosen: Sequence[Chosen]) -> Iterator[tuple[Chosen, str]]:
    """Each place with what is wrong there; an empty text where the row was told, and nothing worse was anywhere."""
    document = contract.document
    both = [each for _, edit in chosen for each in (*edit.both, *edit.base)]
    base = contract_in(put(document, both, "base")) if both else contract
    revised = [each for _, edit in chosen for each in (*edit.both, *edit.revision)]
    revision = contract_in(put(document, revised, "revision"))
    found = [finding for finding in compare(base, revision).findings if _goes_there(finding, mutation)]
    worst = max((EFFECTS.index(f.effect.value) for f in found if f.effect), default=0)
    told = sorted({f"{f.rule} {f.effect and f.effect.value} {f.address} {f.pointers}" for f in found})
    for site, edit in chosen:
        is_told = not mutation.rule or any(_is_meant(finding, mutation, site, edit) for finding in found)
        is_right = is_told and worst <= EFFECTS.index(mutation.effect)
        place = f"{mutation.rule} at {print_pointer(site.pointer)} ({site.label})"
        yield (site, edit), "" if is_right else f"{mutation.row}: {place}: {told[:4]}"


def _goes_there(finding: Finding, mutation: Mutation) -> bool:
    """What is shared is told for either direction; a reply is told at what it answers."""
    return (
        None in (finding.direction, mutation.direction) or (finding.direction is mutation.direction) != mutation.reply
    )


def _is_meant(finding: Finding, mutation: Mutation, site: Site, edit: Edit) -> bool:
    """The rule and the effect, for the operation, at the very place, with the message where one can show it."""
    is_told = finding.rule == mutation.rule and finding.effect is Effect(mutation.effect)
    place = site.pointer if edit.at is None else edit.at
    is_here = any(is_below(pointer, place) for pointer in (finding.pointers.base, finding.pointers.revision))
    is_known = finding.decided is mutation.decided and (finding.witness is not None or not mutation.shown)
    label = edit.label or site.label
    is_for = label in finding.affects or any(each.startswith(label) for each in finding.affects)
    return is_told and is_here and is_known and is_for


@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
@pytest.mark.parametrize("group", GROUPS)
def test_at_a_place_of_documents_that_use_every_field(path: Path, group: str) -> None:
    assert list(wrong(document_at(path), GROUPS[group], 1)) == []


@needs_shared
@pytest.mark.parametrize("path", releases(0, SMALL), ids=lambda path: path.parent.name)
def test_at_one_place_of_small_releases(path: Path) -> None:
    rows = [mutation for group in GROUPS.values() for mutation in group]
    assert list(wrong(document_at(path), random.Random(path.name).sample(rows, 12), 1)) == []


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("path", releases(0, 10**8), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("group", GROUPS)
def test_at_twenty_places_of_every_release(path: Path, group: str) -> None:
    assert list(wrong(document_at(path), GROUPS[group], 20)) == []
