"""The text, as a reviewer reads it."""

from __future__ import annotations

from governance.findings import Kind, Severity, Status
from governance.gate.verdict import ContractVerdict, HitConsumer
from governance.reports.text import verdict_text
from tests.builders.verdicts import ADDED, WITNESS, finding, judged, quiet, verdict

BLOCKED = """\
BLOCKED  1 block, 1 known before
  merge base 111111111111 with 222222222222, target at 333333333333, on 2026-11-25

BLOCKS

  orders/v1 (team blue), schema Order, in 2 operations: GET /orders, GET /orders/{id}
    - total was removed [outbound-property-removed] (new, breaks)
      contracts/services/orders/v1/openapi.yaml:12:5
      at orders/v1 GET /orders/{} response.200.body total
      hits billing (team finance): uses GET /orders/{} response.200.body total; known by declared
      in workflow order-to-cash (status-propagation, team order-domain), step bill
      do: Keep it until its sunset.
      shown by GET /orders/1 answers 200 (valid in the head, not in the base)
        body {"id": "1"}
      to accept it: policy/acceptances/<id>.yaml with
        rule: outbound-property-removed
        address: "orders/v1 GET /orders/{} response.200.body total"
        before: sha256:{a}
        after: sha256:{b}
        accepted_by: ["team/finance"]
        reason: # why it may go in: 20 characters or more
        created: 2026-11-25

CONTRACTS
  orders/v1: 1.2.0 → 1.2.0, needs 2.0.0 (major) (team blue)

NEXT
  Set the version of orders/v1 to 2.0.0 in contracts/services/orders/v1/openapi.yaml (it says 1.2.0).
  Take back what blocks, or have it accepted by finance: the lines that an acceptance needs stand below it.

--all shows the others; treaty explain RULE explains a rule
"""


def test_a_blocked_pull_request() -> None:
    told = verdict(quiet(Status.EXISTING), judged(finding(witness=WITNESS)))
    expected = BLOCKED.replace("{a}", "a" * 64).replace("{b}", "b" * 64)
    assert verdict_text(told) == expected


def test_nothing_to_say() -> None:
    assert verdict_text(verdict(contracts=(), consumers=())).startswith("PASS  no contract is touched\n")


def test_everything_is_shown_when_asked_for() -> None:
    told = verdict(quiet(Status.EXISTING), quiet(Status.FIXED), contracts=())
    assert "FIXED HERE" not in verdict_text(told)
    assert "KNOWN BEFORE" in verdict_text(told, everything=True)
    assert "fixed thing" in verdict_text(told, everything=True)


def test_what_is_agreed_says_by_what_and_who_must_look_at_it() -> None:
    text = verdict_text(verdict(quiet(Status.ACCEPTED, exception=ADDED)))
    assert text.startswith("PASS  1 let through by agreement\n")
    assert "by acceptance a-1 (contracts/policy/acceptances/a-1.yaml): Nobody reads it any more.; added here" in text
    assert "Have contracts/policy/acceptances/a-1.yaml reviewed by team/finance: it is added here." in text
    assert "Keep it" not in text


def test_an_announced_release_asks_its_consumers() -> None:
    hint = "Have billing stop using the place, or pin another release, before 68.0 goes live."
    told = quiet(Status.EXISTING, finding={"hint": hint}, upcoming="68.0", because="the release is announced, not live")
    place = "orders/v1 GET /orders/{} response.200.body total"
    ahead = HitConsumer("billing", "finance", "orders/v1", (place,), ("traffic",), upcoming="68.0")
    text = verdict_text(verdict(told, consumers=(ahead,)))
    assert "hits billing (team finance): uses GET /orders/{} response.200.body total; known by traffic" in text
    assert "ANNOUNCED BY VENDORS" in text
    assert "[release 68.0]" in text
    assert f"do: {hint}" in text


def test_versions() -> None:
    rows = {
        ContractVerdict("a", "1.2.0", "2.0.0", "major", next_version="2.0.0"): "1.2.0 → 2.0.0, as a major change needs",
        ContractVerdict(
            "a", "1.2.0", "1.3.0", "major", next_version="2.0.0", met=False
        ): "1.2.0 → 1.3.0, needs 2.0.0 (major)",
        ContractVerdict("a", "0.1.0", "0.1.0", "minor"): "0.1.0 → 0.1.0, a minor change",
        ContractVerdict("a", "1.2.0", "1.2.0", "none"): "1.2.0 → 1.2.0",
        ContractVerdict("a", None, "1.0.0", "none"): "new, 1.0.0",
        ContractVerdict("a", "1.2.0", None, "none"): "1.2.0, removed",
        ContractVerdict(
            "a", "2026-01", "2026-01", "minor", next_version="a later date", met=False
        ): "2026-01 → 2026-01, needs a later date (minor)",
    }
    vendor = ContractVerdict("a", "1.2.0", "1.2.0", "major", True, recorded=True)
    assert "Set the version" not in verdict_text(verdict(contracts=(vendor,)))
    rows[vendor] = "1.2.0 → 1.2.0, a major change by the vendor"
    for contract, line in rows.items():
        assert f"\n  a: {line}\n" in verdict_text(verdict(contracts=(contract,)))


def test_escapes_of_a_terminal_are_spelled_out() -> None:
    told = judged(finding("\x1b[2J\u202egone\nBLOCKED", severity=Severity.WARNING))
    text = verdict_text(verdict(told))
    assert "\x1b" not in text
    assert "\\u001b[2J\\u202egone\\u000aBLOCKED" in text


def test_a_property_is_named_once() -> None:
    def shown(place: str) -> str:
        told = finding(f"{place}: state was removed", address=f"orders/v1 GET /orders response.200.body {place}")
        return verdict_text(verdict(judged(told)))

    assert "- state was removed [" in shown("state")
    assert "- a.state: state was removed [" in shown("a.state")


def test_what_blocks_by_policy_says_what_to_do() -> None:
    told = judged(finding(kind=Kind.POLICY, digests=None, hint="Ask the architects."))
    assert "\nNEXT\n  Ask the architects.\n" in verdict_text(verdict(told, contracts=()))
    invalid = judged(finding(kind=Kind.VALIDITY, digests=None))
    assert "Mend what is wrong" in verdict_text(verdict(invalid))
