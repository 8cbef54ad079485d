"""In brief safe changes are counted, nothing is named for machines, and all else is told as ever."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from catalog.model.contract import Contract
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree
from governance.compatibility.comparison import compare
from governance.findings import Effect
from tests.builders.compared import request, response
from tests.builders.contracts import contract_of

OPEN = "{type: object, properties: {id: {type: string%s}}%s}"
ESTATE = Snapshot(open_tree(Path(__file__).parents[3], "worktree"))
ANNOUNCED = [(entry.id, upcoming.label) for entry in ESTATE.announcing() for upcoming in entry.upcoming]


def assert_only_safe_ones_are_left_out(base: Contract, revision: Contract) -> None:
    told, asked = compare(base, revision), compare(base, revision, brief=True)
    rest = (found for found in told.findings if found.effect is not Effect.SAFE or not found.decided)
    assert asked.findings == tuple(replace(found, fingerprint="", digests=None) for found in rest)
    assert asked.untold == len(told.findings) - len(asked.findings)
    assert told.untold == 0
    assert (asked.breaking, asked.required_bump) == (told.breaking, told.required_bump)


@pytest.mark.parametrize(("contract", "label"), ANNOUNCED)
def test_of_an_announced_release(contract: str, label: str) -> None:
    assert_only_safe_ones_are_left_out(ESTATE.contract(contract), ESTATE.contract(contract, label))
    assert_only_safe_ones_are_left_out(ESTATE.contract(contract, label), ESTATE.contract(contract))


@pytest.mark.parametrize("place", [request, response])
@pytest.mark.parametrize("more", ["", ", required: [id]", ", additionalProperties: false", ", description: other"])
def test_of_one_schema(place: object, more: str) -> None:
    assert callable(place)
    base, revision = contract_of(place(OPEN % ("", ""))), contract_of(place(OPEN % (", maxLength: 9", more)))
    assert_only_safe_ones_are_left_out(base, revision)
    assert_only_safe_ones_are_left_out(revision, base)
