"""How much a finding matters under a policy: the profile of the contract first, then the policy as a whole."""

from __future__ import annotations

from catalog.frozen import replace
from catalog.model.policy import Policy
from governance.findings import Finding, Kind, Severity

OFF = "off"
RANK = {OFF: 0, "info": 1, "warning": 2, "error": 3}
"""Severities as policies name them, by weight."""


MISREAD = frozenset((
    "ambiguous-number", "document-unreadable", "duplicate-key", "more-problems", "not-finite", "not-json",
    "reference-unresolvable", "self-defined-schema", "unknown-specification", "unmergeable",
))  # fmt: skip
"""Where a document is wrong in these ways, what it says is not certain."""


def taken_over(finding: Finding) -> Finding:
    """What is wrong with a vendor's document. Nobody here can mend it, so that it warns, unless it may be misread."""
    mild = finding.kind is Kind.VALIDITY and finding.severity is Severity.ERROR and finding.rule not in MISREAD
    return replace(finding, severity=Severity.WARNING) if mild else finding


def tolerated(policy: Policy, profile: str | None) -> dict[str, bool]:
    """Tolerance → on, as the policy and the profile switch them; what nobody names is left out."""
    switched = dict(policy.tolerances)
    for name in reversed(policy.lineage(profile)):
        if name in policy.profiles:
            switched.update(policy.profiles[name].tolerances)
    return switched


def weighed(finding: Finding, policy: Policy, profile: str | None) -> Finding | None:
    """The finding at the severity of the policy; None where the policy switches its rule off."""
    said = policy.said_of(finding.rule, profile)
    if said == OFF:
        return None
    return finding if said is None else replace(finding, severity=Severity(said))
