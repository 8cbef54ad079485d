"""Severities by profile, and what findings of the lifecycle have in common."""

from __future__ import annotations

from catalog.model.policy import Policy, Profile
from catalog.model.quality import Origin
from governance.findings import Severity
from governance.lifecycle.telling import LOWER, RULES, in_profile, told

POLICY = Policy(Origin("policy.yaml"), profiles={"mine": Profile("mine", extends="system")})


def severity(rule: str, profile: str | None) -> Severity:
    return in_profile(told(rule, "orders", "m", "h", ("a", "b")), profile, POLICY).severity


def test_the_system_layer_is_warned_of_its_versions() -> None:
    assert severity("breaking-without-major", "system") is Severity.WARNING
    assert severity("breaking-without-major", "mine") is Severity.WARNING
    assert severity("breaking-without-major", "process") is Severity.ERROR
    assert severity("breaking-without-major", None) is Severity.ERROR
    assert severity("released-version-mutated", "system") is Severity.ERROR
    assert set(LOWER) <= set(RULES)


def test_what_is_less_stays_less() -> None:
    low = told("breaking-without-major", "orders", "m", "h", ("a", "b"), severity=Severity.INFO)
    assert in_profile(low, "system", POLICY).severity is Severity.INFO


def test_facets_and_facts_tell_findings_apart() -> None:
    names = {
        told("illegal-transition", "orders", "m", "h", facts, facet=facet).fingerprint
        for facts in (("a", "b"), ("a", "c"))
        for facet in ("back", "used")
    }
    assert len(names) == 4
    one, other = (told("illegal-transition", "orders", message, "h", ("a", "b")) for message in ("m", "n"))
    assert one.fingerprint == other.fingerprint
