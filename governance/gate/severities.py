"""How much a finding matters under a policy: the profile of the contract first, then the policy as a whole."""

from __future__ import annotations

from dataclasses import replace

from catalog.model.policy import Policy, Profile
from governance.findings import Finding, Severity

OFF = "off"
RANK = {OFF: 0, "info": 1, "warning": 2, "error": 3}
"""Severities as policies name them, by weight."""


def chain(policy: Policy, profile: str | None) -> tuple[Profile, ...]:
    """The profile and those it extends, nearest first; a circle ends where it closes."""
    found: dict[str, Profile] = {}
    name = profile or policy.profile
    while name is not None and name in policy.profiles and name not in found:
        found[name] = policy.profiles[name]
        name = found[name].extends
    return tuple(found.values())


def said_of(rule: str, policy: Policy, profile: str | None) -> str | None:
    """`error`, `warning`, `info` or `off` as the policy says; None where it says nothing."""
    for level in (*(each.rules for each in chain(policy, profile)), policy.rules):
        if rule in level:
            return level[rule]
    return None


def tolerated(policy: Policy, profile: str | None) -> dict[str, bool]:
    """Tolerance → on, as the policy and the profile switch them; what nobody names is left out."""
    switched = dict(policy.tolerances)
    for level in reversed(chain(policy, profile)):
        switched.update(level.tolerances)
    return switched


def weighed(finding: Finding, policy: Policy, profile: str | None) -> Finding | None:
    """The finding at the severity of the policy; None where the policy switches its rule off."""
    said = said_of(finding.rule, policy, profile)
    if said == OFF:
        return None
    return finding if said is None else replace(finding, severity=Severity(said))
