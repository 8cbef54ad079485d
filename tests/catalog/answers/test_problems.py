"""One mistake that the check of descriptors and a rule both see is told once, by the rule, with the better advice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from catalog.answers.check import check_catalog, check_names
from catalog.answers.listing import list_catalog
from catalog.answers.rule_book import RuleBook
from catalog.repository.snapshot import Snapshot
from tests.builders.catalog import SOUND, snapshot

DAY = date(2026, 11, 25)
SERVICE, USES = "services/orders/service.yaml", "services/orders/consumes.yaml"
WAIVER = "policy/waivers/w.yaml"
WAIVED = (
    "rule: missing-slo\naddress: orders/v1\nreason: The measurements begin in spring.\nticket: T-1\n"
    "requested_by: ann\napproved_by: ben\ncreated: 2026-11-01\nexpires: 2026-12-01\n"
)
FLOW = (
    "arazzo: 1.0.1\ninfo: {title: Flow, version: 1.0.0}\nx-owner: blu\n"
    "sourceDescriptions: [{name: orders, url: ../services/orders/v1/openapi.yaml, type: openapi}]\n"
    'workflows:\n  - {workflowId: flow, steps: [{stepId: one, operationPath: "#/paths"}]}\n'
)
MISTAKES = {
    "owner": (SERVICE, SOUND[SERVICE].replace("blue", "blu"), "missing-owner", "did you mean 'blue'?"),
    "no owner": (SERVICE, SOUND[SERVICE].replace("owner: team/blue\n", ""), "missing-owner", None),
    "layer": (SERVICE, SOUND[SERVICE].replace("process", "proces"), "missing-layer", "did you mean 'process'?"),
    "stage": (SERVICE, SOUND[SERVICE].replace("active", "activ"), "missing-lifecycle", None),
    "contract": (
        USES,
        SOUND[USES].replace("things", "thing", 1),
        "dangling-contract-ref",
        "did you mean 'acme/things'?",
    ),
    "reason": (WAIVER, WAIVED.replace("The measurements begin in spring.", "Later."), "waiver-no-reason", None),
    "no reason": (WAIVER, WAIVED.replace("reason: The measurements begin in spring.\n", ""), "waiver-no-reason", None),
    "no approver": (WAIVER, WAIVED.replace("approved_by: ben\n", ""), "waiver-self-approved", None),
    "workflow": ("workflows/flow.arazzo.yaml", FLOW, "missing-owner", "did you mean 'blue'?"),
}


def told(catalog: Snapshot, file: str) -> list[tuple[str, str | None]]:
    found = check_catalog(catalog, book=RuleBook(catalog, DAY)).findings
    ours = [each for each in found if each.locations[0].file == file]
    return [(each.rule, each.hint) for each in ours if each.rule in RULES or each.rule.startswith("descriptor-")]


RULES = {rule for _, _, rule, _ in MISTAKES.values()}


def test_they_do_not_depend_on_what_was_read_before(tmp_path: Path) -> None:
    """A document of a contract that cannot be read is no problem of a descriptor, whoever looked into it."""
    broken = {"services/orders/v1/openapi.yaml": "openapi: [\n", "terms/odd.yaml": "term: [\n"}
    catalog = snapshot(tmp_path / "a", broken)
    untouched = catalog.problems
    assert [each.rule for each in untouched if each.file in broken] == ["document-unreadable"]
    read = snapshot(tmp_path / "b", broken)
    assert list_catalog(read).problems == len(untouched)
    assert read.problems == untouched
    found = check_catalog(read, book=RuleBook(read, DAY)).findings
    assert {each.locations[0].file for each in found if each.rule == "document-unreadable"} == set(broken)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_told_once(mistake: str, tmp_path: Path) -> None:
    file, text, rule, hint = MISTAKES[mistake]
    found = told(snapshot(tmp_path, {file: text}), file)
    assert [each for each, _ in found] == [rule]
    assert hint is None or found[0][1] == hint


def test_where_the_rule_is_off_the_descriptor_is_still_checked(tmp_path: Path) -> None:
    file, text, rule, hint = MISTAKES["layer"]
    catalog = snapshot(tmp_path, {file: text, "policy/policy.yaml": f"rules: {{{rule}: off}}\n"})
    assert told(catalog, file) == [("descriptor-name-unknown", hint)]


def test_two_mistakes_are_told_both(tmp_path: Path) -> None:
    text = SOUND[SERVICE].replace("blue", "blu").replace("domain: order", "domain: ordr")
    found = told(snapshot(tmp_path, {SERVICE: text}), SERVICE)
    assert sorted(rule for rule, _ in found) == ["descriptor-name-unknown", "missing-owner"]


def test_so_is_what_is_asked_of_one_service(tmp_path: Path) -> None:
    catalog = snapshot(tmp_path, {SERVICE: MISTAKES["owner"][1]})
    found = check_names(catalog, ["orders"], book=RuleBook(catalog, DAY)).findings
    assert [each.rule for each in found if "blu'" in each.message] == ["missing-owner"]
