"""Findings about versions, from a succession and the release that had the head's version."""

from __future__ import annotations

from typing import Any

import pytest

from governance.findings import Severity
from governance.lifecycle.advice import set_version
from governance.lifecycle.releases import Earlier, lost, version_findings
from governance.lifecycle.succession import Edition, Succession


def succession(before: str, after: str, bump: str = "none", **changes: Any) -> Succession:
    return Succession("orders", Edition(before, "a"), Edition(after, "b"), bump, **changes)


def told(subject: Succession, earlier: Earlier | None = None) -> dict[str, str]:
    return {found.rule: found.severity.value for found in version_findings(subject, earlier)}


def same(subject: Succession) -> Earlier:
    return Earlier(subject.before, "", subject.bump, subject.decided)


def test_a_break_under_the_old_version_is_told_with_what_to_do() -> None:
    subject = succession("1.2.0", "1.2.0", "major")
    found = list(version_findings(subject, same(subject)))
    assert [each.rule for each in found] == ["breaking-without-major", "released-version-mutated"]
    assert {each.hint for each in found} == {"Set the version of orders to 2.0.0."} == {set_version("orders", "2.0.0")}
    assert found[0].message == "a breaking change after 1.2.0 needs 2.0.0; the version is still 1.2.0"


def test_what_could_not_be_decided_is_said_so() -> None:
    (found,) = version_findings(succession("1.2.0", "1.3.0", "major", decided=False))
    assert (found.rule, found.decided) == ("breaking-without-major", False)
    assert "could not be decided" in found.message


def test_a_compatible_change() -> None:
    assert told(succession("1.2.0", "1.2.1", "minor")) == {"changed-without-bump": "error"}
    assert told(succession("1.2.0", "1.3.0", "minor")) == {}


def test_words_ask_for_nothing() -> None:
    subject = succession("1.2.0", "1.2.0", "patch")
    assert told(subject, same(subject)) == {"released-version-mutated": "info"}


def test_dates_break_without_a_major() -> None:
    assert told(succession("2026-03", "2026-03", "major", declared="date")) == {"changed-without-bump": "error"}


@pytest.mark.parametrize("bump", ["none", "minor"])
def test_going_back_is_told_once(bump: str) -> None:
    assert told(succession("1.2.0", "1.1.0", bump)) == {"version-went-back": "error"}


def test_an_older_release_that_comes_back() -> None:
    earlier = Earlier(Edition("1.1.0", "z"), "c" * 40, "minor")
    found = {each.rule: each for each in version_findings(succession("1.2.0", "1.1.0"), earlier)}
    assert "released at cccccccccccc" in found["released-version-mutated"].message
    assert found["version-went-back"].hint == "Set the version of orders to 1.2.1."
    assert "released-version-mutated" not in told(
        succession("1.2.0", "1.1.0"), Earlier(Edition("1.1.0", "b"), "", "none")
    )


def test_a_vendor_may_do_as_it_likes() -> None:
    subject = succession("7", "7", "major", recorded=True, declared="vendor")
    assert told(subject, same(subject)) == {"released-version-mutated": "info"}
    assert told(succession("2.0.0", "1.0.0", "major", recorded=True)) == {}


def test_a_draft_may_be_anything() -> None:
    subject = succession("1.2.0", "1.2.0", "major", exempt=True)
    assert told(subject, same(subject)) == {}


def test_an_acceptance_binds_to_both_editions() -> None:
    (one,) = version_findings(succession("1.2.0", "1.2.1", "minor"))
    (other,) = version_findings(succession("1.2.0", "1.2.2", "minor"))
    assert one.digests is not None
    assert other.digests is not None
    assert one.digests[0] == other.digests[0]
    assert one.digests[1] != other.digests[1]


def test_a_lost_release_names_its_commit() -> None:
    found = lost("orders", Edition("1.3.0", "a"), "d" * 40, "services/orders/service.yaml#/contracts/0")
    assert found.severity is Severity.ERROR
    assert found.message == "1.3.0 was released at dddddddddddd, which is gone from the history"
