"""Findings of the lifecycle: one builder, and how much each rule matters in which profile."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.frozen import replace
from catalog.model.policy import Policy
from governance.findings import ChangeClass, Effect, Finding, Kind, Pointers, Severity, digest, fingerprint

RULES = (
    "breaking-without-major", "changed-without-bump", "released-version-mutated", "version-went-back", "release-lost",
    "illegal-transition", "removed-before-sunset", "sunset-moved-earlier", "contract-removed",
)  # fmt: skip
"""Every rule of the lifecycle, in the order in which people read them; each has a page."""
OF_THE_WHOLE = frozenset(("contract-removed", "illegal-transition", "sunset-moved-earlier", "removed-before-sunset"))
"""Rules that, said of a contract as a whole, are felt by everybody who uses it."""
LOWER: Mapping[str, Mapping[str, Severity]] = {
    "breaking-without-major": {"system": Severity.WARNING},
    "changed-without-bump": {"system": Severity.WARNING},
}
"""Where a rule matters less than it says itself, by profile."""

NOWHERE = Pointers()


def told(
    rule: str,
    address: str,
    message: str,
    hint: str,
    facts: tuple[str, str],
    pointers: Pointers = NOWHERE,
    severity: Severity = Severity.ERROR,
    facet: str = "",
) -> Finding:
    """A finding about a contract's life; `facts` are what stood before and what stands after, and bind acceptances."""
    before, after = facts
    return Finding(
        rule,
        Kind.POLICY,
        severity,
        address,
        message,
        fingerprint(rule, address, facet, before, after),
        hint,
        pointers=pointers,
        digests=(digest(before), digest(after)),
    )


def breaking(finding: Finding) -> Finding:
    """The finding as one that breaks on the wire."""
    return replace(finding, kind=Kind.COMPATIBILITY, effect=Effect.BREAKS, change_class=ChangeClass.WIRE)


def in_profile(finding: Finding, profile: str | None, policy: Policy) -> Finding:
    """The finding at the severity of the nearest profile that lowers its rule; what a policy says comes after."""
    lower = LOWER.get(finding.rule, {})
    found = next((lower[name] for name in policy.lineage(profile) if name in lower), None)
    return finding if found is None or finding.severity.rank >= found.rank else replace(finding, severity=found)
