"""What a change of a contract means for the pull request that brings it (SEMANTICS §7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from catalog.frozen import dataclass, replace
from catalog.model.policy import Policy
from governance.findings import Effect, Finding, Kind, Severity, Status, fingerprint
from governance.gate.acceptances import Register, lacking
from governance.gate.advice import recorded
from governance.gate.severities import weighed
from governance.gate.verdict import HitConsumer, HitWorkflow, JudgedFinding

UNACKNOWLEDGED = "consumer-unacknowledged"
ACKNOWLEDGE = "a vendor's release cannot be refused; its consumers must acknowledge it"
UNUSED_HERE = "a vendor's release cannot be refused, and no service says that it uses the place"


@dataclass(frozen=True, slots=True)
class Subject:
    """The contract that changes, as the base knows it: who owns it, by which profile and policy it is judged.

    `exempt` says that its stage promises nothing yet. `recorded` is the label of the vendor's release that the pull
    request records; None for contracts of our own.
    """

    contract: str
    owner: str
    policy: Policy
    profile: str | None = None
    exempt: bool = False
    recorded: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A change with whom it hits. `moved` are the consumers that pin the new release with the same pull request;
    `ended` is the day on which the sunset of what is taken away passed. `unread` names the files that cannot be read,
    so that others may be hit as well."""

    finding: Finding
    consumers: tuple[HitConsumer, ...] = ()
    workflows: tuple[HitWorkflow, ...] = ()
    moved: frozenset[str] = frozenset()
    ended: date | None = None
    unread: tuple[str, ...] = ()

    @property
    def hits_nobody(self) -> bool:
        """Whether it is certain that no service uses the place."""
        return not self.consumers and not self.unread


def judged(hit: Hit, subject: Subject, register: Register) -> JudgedFinding | None:
    """The change as the gate sees it; None where the policy switches its rule off."""
    finding = weighed(hit.finding, subject.policy, subject.profile)
    if finding is None:
        return None
    finding, blocks, because = _weight(finding, hit, subject)
    services = tuple(consumer.service for consumer in hit.consumers)
    if subject.recorded is not None and finding.kind is Kind.COMPATIBILITY:
        finding = recorded(finding, services, subject.recorded)
    told = JudgedFinding(
        replace(finding, status=Status.NEW),
        subject.contract,
        blocks,
        because,
        subject.owner,
        services,
        hit.workflows,
    )
    return _accepted(told, hit, subject, register) if finding.severity is Severity.ERROR else told


def _weight(finding: Finding, hit: Hit, subject: Subject) -> tuple[Finding, bool, str]:
    """Severity, whether it blocks, and why."""
    if finding.effect is Effect.MAY_BREAK and finding.decided:
        strict = [consumer.service for consumer in hit.consumers if consumer.strict]
        if strict and not subject.exempt and subject.recorded is None:
            return replace(finding, severity=Severity.ERROR), True, f"{', '.join(strict)} asked to be strict"
        if hit.unread and not subject.exempt and subject.recorded is None:
            return replace(finding, severity=Severity.ERROR), True, _unknown(hit)
        return finding, finding.severity is Severity.ERROR and not subject.exempt, ""
    if finding.severity is not Severity.ERROR:
        return finding, False, ""
    if subject.exempt:
        return replace(finding, severity=Severity.WARNING), False, "its stage promises nothing yet"
    if hit.ended is not None and hit.hits_nobody:
        return replace(finding, severity=Severity.WARNING), False, f"its sunset passed on {hit.ended.isoformat()}"
    if finding.rule in subject.policy.lower_unused and hit.hits_nobody and finding.decided:
        return replace(finding, severity=Severity.WARNING), False, "no consumer uses the place"
    if hit.unread:
        return finding, True, _unknown(hit)
    if subject.recorded is not None:
        return finding, False, ACKNOWLEDGE if hit.consumers else UNUSED_HERE
    return finding, True, "" if finding.decided else "it could not be decided, and the place changed"


def _unknown(hit: Hit) -> str:
    return f"who uses the place is not known: {', '.join(hit.unread[:3])} cannot be read"


def _accepted(told: JudgedFinding, hit: Hit, subject: Subject, register: Register) -> JudgedFinding:
    given = register.bound(told.finding)
    if not given:
        return told
    missing = lacking(given, hit.consumers, subject.policy)
    if missing:
        return replace(told, because=f"accepted in part: {', '.join(missing)} must accept as well")
    accepted = replace(told.finding, status=Status.ACCEPTED)
    exception = register.used(given[0], hit.consumers)
    return replace(told, finding=accepted, blocks=False, because="", exception=exception)


def with_removals(told: Iterable[JudgedFinding]) -> Iterator[JudgedFinding]:
    """The findings; who accepted that something goes has accepted that it goes before its sunset, too."""
    everything = tuple(told)
    agreed = {_change(each): each for each in everything if each.finding.status is Status.ACCEPTED}
    for each in everything:
        same = agreed.get(_change(each)) if each.finding.rule == "removed-before-sunset" else None
        if same is None or not each.blocks:
            yield each
        else:
            finding = replace(each.finding, status=Status.ACCEPTED)
            yield replace(each, finding=finding, blocks=False, because="", exception=same.exception)


def _change(told: JudgedFinding) -> tuple[str, tuple[str, str] | None]:
    return told.finding.address, told.finding.digests


def unacknowledged(hits: tuple[Hit, ...], subject: Subject, register: Register) -> Iterator[JudgedFinding]:
    """One finding for each consumer that a recorded vendor release breaks, and that has neither accepted nor moved."""
    for service in dict.fromkeys(consumer.service for hit in hits for consumer in hit.consumers):
        mine = [hit for hit in hits if _breaks(hit, service, subject, register)]
        if mine:
            yield _unacknowledged(service, mine, subject)


def _breaks(hit: Hit, service: str, subject: Subject, register: Register) -> bool:
    finding = weighed(hit.finding, subject.policy, subject.profile)
    mine = tuple(consumer for consumer in hit.consumers if consumer.service == service)
    if finding is None or finding.severity is not Severity.ERROR or not mine or service in hit.moved:
        return False
    return bool(lacking(register.bound(hit.finding), mine, subject.policy))


def _unacknowledged(service: str, hits: list[Hit], subject: Subject) -> JudgedFinding:
    mine = next(consumer for consumer in hits[0].consumers if consumer.service == service)
    places = sorted({address for hit in hits for each in hit.consumers if each.service == service
                     for address in each.addresses})  # fmt: skip
    address = f"{subject.contract} {service}"
    finding = Finding(
        UNACKNOWLEDGED,
        Kind.POLICY,
        Severity.ERROR,
        subject.contract,
        f"{service} uses what release {subject.recorded} breaks: {', '.join(places[:5])}",
        fingerprint(UNACKNOWLEDGED, address, str(subject.recorded)),
        f"Have team/{mine.owner} accept the changes told below, or have {service} pin {subject.recorded}.",
        hits[0].finding.locations,
        affects=tuple(sorted({place for hit in hits for place in hit.finding.affects})),
        status=Status.NEW,
    )
    workflows = tuple(dict.fromkeys(workflow for hit in hits for workflow in hit.workflows))
    return JudgedFinding(finding, subject.contract, True, "", mine.owner, (service,), workflows)
