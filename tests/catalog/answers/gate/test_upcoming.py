"""Announced vendor releases in the verdict: who is hit, by which places, and what they are told to do."""

from __future__ import annotations

from pathlib import Path

from catalog.answers.catalog import open_catalog
from catalog.answers.gate.answer import judge
from catalog.answers.gate.sides import open_sides
from governance.findings import Finding
from governance.gate.verdict import Verdict
from tests.catalog.answers.gate.test_pull_requests import TABLE, play


def verdict_on(name: str, folder: Path) -> Verdict:
    row = next(row for row in TABLE if row["pull request"] == name)
    repository = play(row, folder / "origin")
    return judge(open_sides(open_catalog(str(repository.path), None, folder / "cache"), "main", "change"))


def removal(verdict: Verdict) -> Finding:
    return next(told.finding for told in verdict.findings if told.finding.rule == "outbound-property-removed")


def test_consumers_of_an_announced_release_are_among_the_consumers(tmp_path: Path) -> None:
    verdict = verdict_on("a vendor's release is announced", tmp_path)
    (billing,) = verdict.consumers
    assert (billing.service, billing.owner, billing.contract) == ("billing", "money", "acme/things")
    assert billing.addresses == ("acme/things GET /things/{} response.200.body code",)
    assert (billing.evidence, billing.upcoming) == (("declared",), "8")


def test_the_advice_is_for_those_whom_the_vendor_hits_and_says_until_when(tmp_path: Path) -> None:
    advice = "Have billing stop using the place, or pin another release, before 8 goes live on 2027-02-01."
    assert removal(verdict_on("a vendor's release is announced", tmp_path)).hint == advice


def test_a_recorded_release_is_not_advised_to_be_another(tmp_path: Path) -> None:
    verdict = verdict_on("a vendor's release is recorded without acknowledgement", tmp_path)
    advice = "Have billing stop using the place and pin 8, or have its owner accept the change."
    assert removal(verdict).hint == advice
    assert [(each.service, each.upcoming) for each in verdict.consumers] == [("billing", None)]


def test_the_owner_of_a_contract_of_ours_keeps_it_until_its_sunset(tmp_path: Path) -> None:
    verdict = verdict_on("a field that billing reads is removed", tmp_path)
    assert removal(verdict).hint == "Keep it until its sunset, and announce the sunset first."
