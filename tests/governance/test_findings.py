"""Findings as every command prints them."""

from __future__ import annotations

from dataclasses import replace

from governance.findings import (
    Finding,
    Kind,
    Location,
    Severity,
    Side,
    Status,
    Witness,
    finding_json,
    fingerprint,
    ordered,
)

FINDING = Finding("unknown-field", Kind.VALIDITY, Severity.ERROR, "shop @info.x", "no", fingerprint("a", "b"))


def test_every_member_of_the_public_form_is_there() -> None:
    assert list(finding_json(FINDING)) == [
        "rule", "kind", "effect", "class", "decided", "severity", "direction", "address", "affects", "pointers",
        "locations", "message", "hint", "fingerprint", "witness",
    ]  # fmt: skip


def test_only_a_gate_sets_a_status() -> None:
    assert finding_json(replace(FINDING, status=Status.WAIVED))["status"] == "waived"


def test_a_witness_says_who_accepts_it() -> None:
    witness = Witness({"body": {"sku": "x"}}, "/body/sku", "x", Side.BASE)
    written = finding_json(replace(FINDING, witness=witness))["witness"]
    assert written == {"message": {"body": {"sku": "x"}}, "pointer": "/body/sku", "value": "x", "accepted_by": "base"}


def test_worst_first_then_by_place() -> None:
    warning = replace(FINDING, severity=Severity.WARNING, locations=(Location("a.yaml", 1, 1),))
    late = replace(FINDING, locations=(Location("a.yaml", 20, 3),))
    early = replace(FINDING, locations=(Location("a.yaml", 3, 9),))
    assert ordered([warning, late, early]) == (early, late, warning)


def test_parts_of_a_fingerprint_do_not_run_together() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
