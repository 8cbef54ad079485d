"""Findings that stand whatever changed: new ones block, waived ones pass, and touched contracts may owe more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.frozen import dataclass, replace
from catalog.model.policy import Policy
from governance.findings import Finding, Severity, Status
from governance.gate.severities import RANK
from governance.gate.verdict import JudgedFinding, UsedException


@dataclass(frozen=True, slots=True)
class Place:
    """What a standing finding is about: the contract it belongs to (empty for descriptors), and who owns it."""

    contract: str = ""
    owner: str = ""
    touched: bool = True


def judged(finding: Finding, place: Place, policy: Policy, given: UsedException | None = None) -> JudgedFinding:
    """Only new errors block; a policy may ask that touched contracts be clean of existing ones as well. `given` is the
    waiver that excuses the finding."""
    told = JudgedFinding(finding, place.contract, owner=place.owner, exception=given)
    if finding.status is Status.NEW and finding.severity is Severity.ERROR:
        return replace(told, blocks=True)
    if finding.status is Status.EXISTING and place.touched and _owed(finding, policy):
        return replace(told, blocks=True, because="the policy asks touched contracts to be clean")
    return told


def _owed(finding: Finding, policy: Policy) -> bool:
    wanted = policy.touched_clean_of
    return wanted is not None and RANK.get(finding.severity.value, 0) >= RANK.get(wanted, len(RANK))


def over_budget(findings: tuple[JudgedFinding, ...], policy: Policy) -> Iterator[str]:
    """Contracts whose open findings are more than the policy's budget for touched contracts."""
    if policy.touched_budget is None:
        return
    counted: Mapping[str, int] = _counted(findings)
    for contract, number in sorted(counted.items()):
        if number > policy.touched_budget:
            yield f"{contract} has {number} findings, {policy.touched_budget} are allowed for contracts that change"


def _counted(findings: tuple[JudgedFinding, ...]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for told in findings:
        if told.contract and told.finding.status in (Status.NEW, Status.EXISTING):
            counted[told.contract] = counted.get(told.contract, 0) + 1
    return counted
