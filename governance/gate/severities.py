"""How much a finding matters under a policy: the profile of the contract first, then the policy as a whole."""

from __future__ import annotations

from dataclasses import replace

from catalog.model.policy import Policy
from governance.findings import Finding, Severity

OFF = "off"
RANK = {OFF: 0, "info": 1, "warning": 2, "error": 3}
"""Severities as policies name them, by weight."""


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
