"""How much each rule matters in which profile: the table, and what a policy makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.model.policy import Policy
from governance.findings import Severity
from governance.rules.engine.rule import Rule

PROFILES = ("system", "process", "experience", "vendor", "document")
"""The columns of the table; `document` is for a document that belongs to no catalog."""

TABLE: Mapping[str, str] = {
    "missing-owner": "e/e/e/i/-",
    "owner-not-in-codeowners": "w/w/w/i/-",
    "missing-system-of-record": "w/e/-/-/-",
    "missing-lifecycle": "e/e/e/-/-",
    "deprecated-without-sunset": "w/e/e/-/i",
    "depends-on-deprecated": "e/e/e/-/-",
    "vendor-release-unpinned": "e/-/-/-/-",
    "version-not-semver": "i/e/e/-/i",
    "path-major-mismatch": "-/w/w/-/i",
    "missing-layer": "e/e/e/-/-",
    "layer-skip": "e/e/e/-/-",
    "vendor-leak": "-/e/e/-/-",
    "money-as-float": "w/e/e/-/w",
    "missing-idempotency-key": "w/e/w/-/-",
    "missing-correlation-id": "-/e/e/-/-",
    "event-missing-correlation-id": "w/e/w/-/-",
    "unclassified-pii": "w/e/e/-/-",
    "restricted-in-event": "-/e/w/-/w",
    "credential-or-pii-in-url": "e/e/e/i/w",
    "weak-scheme": "w/e/e/i/w",
    "unsecured-operation": "e/e/e/i/w",
    "missing-description": "i/w/w/-/i",
    "undeclared-dependency": "w/e/e/-/-",
    "dangling-contract-ref": "e/e/e/e/-",
    "dependency-cycle": "e/e/e/-/-",
    "missing-slo": "w/e/e/-/-",
    "policy-unknown-rule": "e",
    "waiver-expired": "e",
    "waiver-expiring": "w",
    "waiver-no-reason": "e",
    "waiver-self-approved": "e",
    "waiver-too-long": "e",
    "waiver-unknown-rule": "e",
    "waiver-unused": "w",
    "waiver-orphaned": "w",
}
"""Rule → e error, w warning, i info, - off, by profile; one letter for all where layers make no difference."""

LETTERS: Mapping[str, Severity | None] = {
    "e": Severity.ERROR,
    "w": Severity.WARNING,
    "i": Severity.INFO,
    "-": None,
}
OFF = "off"


def severity_of(rule: Rule, profile: str | None, policy: Policy) -> Severity | None:
    """What the policy says of the rule in this profile, else the table, else the rule; None: it is off.

    A profile of the policy comes before the policy as a whole, and what it extends after itself.
    """
    said = policy.said_of(rule.id, profile)
    if said is not None:
        return None if said == OFF else Severity(said)
    column = next((name for name in policy.lineage(profile) if name in PROFILES), None)
    return rule.severity if column is None else _in_table(rule.id, column)


def _in_table(rule: str, profile: str) -> Severity | None:
    letters = TABLE[rule].split("/")
    return LETTERS[letters[0] if len(letters) == 1 else letters[PROFILES.index(profile)]]
