"""Where findings of the gate about descriptors stand: at the key that is wrong, each told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from catalog.answers.catalog import open_catalog
from catalog.answers.gate.answer import judge
from catalog.answers.gate.sides import open_sides
from catalog.repository.index import Index
from governance.findings import Finding, Status
from tests.catalog.answers.gate.test_pull_requests import TABLE, play

ROWS = {row["pull request"]: row for row in TABLE}


def findings(row: dict[str, Any], folder: Path, indexed: bool) -> list[Finding]:
    repository = play(row, folder / "r")
    catalog = open_catalog(str(repository.path), None, folder / "cache")
    index = Index(None) if indexed else None
    return [told.finding for told in judge(open_sides(catalog, "main", "change", index=index)).findings]


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(
    ("pull_request", "rule", "place"),
    [
        ("the change goes on after it was accepted", "acceptance-stale", "policy/acceptances/count.yaml:4:1"),
        ("an acceptance of nothing", "acceptance-unused", "policy/acceptances/none.yaml:2:1"),
        ("a service moves to a layer with an easier profile", "layer-changed", "services/erp/service.yaml"),
    ],
)
def test_it_stands_at_its_key(pull_request: str, rule: str, place: str, indexed: bool, tmp_path: Path) -> None:
    (found,) = (each for each in findings(ROWS[pull_request], tmp_path, indexed) if each.rule == rule)
    where = found.locations[0]
    assert str(where) == place or (where.file == place and _line(tmp_path, where.file, where.line) == "layer")


@pytest.mark.parametrize(
    ("edit", "places"),
    [
        (["approvers: {board: [", "approvers: {board: [team/money, "], ["approvers: {board: [team/money"]),
        (["consumer_owners: true", "approver: x"], []),
        (
            ["unsecured-operation: off, missing-c", "unsecured-operation: off, money-as-float: info, missing-c"],
            ["    rules:"],
        ),
        (["lower_unused: [", "lower_unused: [operation-removed, "], ["lower_unused: ["]),
        (["approver_group: board}\n", "max_days_error: 200, approver_group: board}\n"], ["waivers: {"]),
        (["rules: {outbound-bound-widened: error}", "extends: system"], ["  process: {"]),
        (["waivers: {approver_group: board}", "tolerances: {strict-readers: true}"], ["lower_unused: ["]),
    ],
)
def test_a_weaker_policy_is_told_at_its_key(edit: list[str], places: list[str], tmp_path: Path) -> None:
    found = findings({"edits": {"policy/policy.yaml": [edit]}}, tmp_path, indexed=True)
    lines = (tmp_path / "r" / "policy" / "policy.yaml").read_text().splitlines()
    told = [each.locations[0] for each in found if each.rule == "policy-weakened"]
    assert {at.file for at in told} <= {"policy/policy.yaml"}
    assert [any(lines[at.line - 1].startswith(place) for place in places) for at in told if at.line] == [True] * len(
        told
    )
    assert bool(told) is bool(places)


def _line(folder: Path, file: str, line: int | None) -> str:
    assert line
    return (folder / "r" / file).read_text().splitlines()[line - 1].partition(":")[0]


TWICE = {
    "owner": ("services/erp/service.yaml", "owner: ", "owner: team/nobody # ", "missing-owner"),
    "use": ("services/app/consumes.yaml", "contract: orders/v1", "contract: orders/v9", "dangling-contract-ref"),
}


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize("mistake", TWICE)
def test_one_mistake_is_told_once(mistake: str, indexed: bool, tmp_path: Path) -> None:
    file, old, new, rule = TWICE[mistake]
    found = findings({"edits": {file: [[old, new]]}}, tmp_path, indexed)
    brought = [each for each in found if each.status is Status.NEW and each.locations[0].file == file]
    assert [each.rule for each in brought] == [rule]
