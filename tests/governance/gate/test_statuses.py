"""New, existing, fixed, waived: which findings a pull request brings, leaves and mends."""

from __future__ import annotations

import pytest

from governance.findings import Finding, Kind, Severity, Status
from governance.gate.statuses import matched, uncovered

NEW, EXISTING, FIXED, WAIVED = Status.NEW, Status.EXISTING, Status.FIXED, Status.WAIVED


def finding(name: str) -> Finding:
    """`a` is open, `a!` is excused by a waiver."""
    status = WAIVED if name.endswith("!") else None
    return Finding("r", Kind.POLICY, Severity.ERROR, "c", "m", name.rstrip("!"), status=status)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("", "a", [("a", NEW)]),
        ("a", "a", [("a", EXISTING)]),
        ("a", "", [("a", FIXED)]),
        ("a", "a a", [("a", EXISTING), ("a", NEW)]),
        ("a a", "a", [("a", EXISTING), ("a", FIXED)]),
        ("a!", "a!", [("a", WAIVED)]),
        ("a", "a!", [("a", WAIVED)]),
        ("", "a!", [("a", WAIVED)]),
        ("a!", "a", [("a", NEW)]),
        ("a!", "", [("a", FIXED)]),
        ("a! a", "a a", [("a", EXISTING), ("a", NEW)]),
    ],
)
def test_findings_are_matched_by_fingerprint(before: str, now: str, expected: list[tuple[str, Status]]) -> None:
    found = matched(map(finding, before.split()), map(finding, now.split()))
    assert [(each.fingerprint, each.status) for each in found] == expected


def test_what_was_excused_before_is_known() -> None:
    assert uncovered(map(finding, ("a!", "b"))) == {"a"}
