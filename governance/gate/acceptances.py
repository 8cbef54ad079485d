"""Agreed exceptions for one change, bound to the digests before and after (RULES: waivers and acceptances)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalog.frozen import dataclass
from catalog.model.policy import Acceptance, Policy
from governance.findings import Finding, Kind, Severity, Status, fingerprint
from governance.gate.verdict import ExceptionKind, HitConsumer, UsedException
from governance.lines import Source, line_of

STALE, UNUSED = "acceptance-stale", "acceptance-unused"


@dataclass(frozen=True, slots=True)
class Register:
    """The acceptances of the head; `added` are the ids that the pull request adds or edits."""

    acceptances: tuple[Acceptance, ...]
    added: frozenset[str]
    policy: Policy

    def named(self, finding: Finding) -> tuple[Acceptance, ...]:
        """Those for this rule at this address, whatever change they were given for."""
        return tuple(each for each in self.acceptances if _means(each, finding))

    def bound(self, finding: Finding) -> tuple[Acceptance, ...]:
        """Those given for exactly this change."""
        return tuple(each for each in self.named(finding) if _is_bound(each, finding))

    def used(self, acceptance: Acceptance, hit: Iterable[HitConsumer]) -> UsedException:
        """How the verdict shows it."""
        added = acceptance.id in self.added
        reviewers = tuple(dict.fromkeys((*approvers(self.policy), *(f"team/{each.owner}" for each in hit))))
        return UsedException(
            ExceptionKind.ACCEPTANCE, acceptance.id, acceptance.origin.file, acceptance.reason, added,
            reviewers if added else (),
        )  # fmt: skip


def approvers(policy: Policy) -> tuple[str, ...]:
    """Members of the group that may accept changes; empty where the policy names none."""
    return tuple(policy.approvers.get(policy.acceptance_group or "", ()))


def lacking(given: Iterable[Acceptance], hit: Iterable[HitConsumer], policy: Policy) -> tuple[str, ...]:
    """Who has not accepted yet: owners of consumers, or the approver group. Empty: the change is accepted.

    A member of the approver group speaks for everybody; else the owner of each consumer speaks for it. Where nobody
    is hit and the policy names no group, any name will do.
    """
    all_given = tuple(given)
    names = {_bare(name) for acceptance in all_given for name in acceptance.accepted_by}
    group = approvers(policy)
    if not all_given or names & {_bare(member) for member in group}:
        return () if all_given else (f"group {policy.acceptance_group}" if group else "an acceptance",)
    owners = {consumer.service: consumer.owner for consumer in hit}
    if not owners:
        return (f"a member of {policy.acceptance_group}",) if group else ()
    if not policy.consumer_owners_accept:
        return (f"a member of {policy.acceptance_group}",)
    return tuple(
        sorted({f"team/{owner}" for service, owner in owners.items() if not _speaks(all_given, service, owner)})
    )


def _speaks(given: Iterable[Acceptance], service: str, owner: str) -> bool:
    return any(
        owner in {_bare(name) for name in acceptance.accepted_by}
        and (not acceptance.consumers or service in acceptance.consumers)
        for acceptance in given
    )


def leftover(register: Register, findings: Iterable[Finding], source: Source) -> Iterator[Finding]:
    """A finding for each acceptance that means a change of this pull request but not as it is, or, added here, none."""
    changes = tuple(findings)
    for acceptance in register.acceptances:
        meant = [finding for finding in changes if _means(acceptance, finding)]
        if any(_is_bound(acceptance, finding) for finding in meant):
            continue
        if meant:
            yield _stale(acceptance, meant[0], source)
        elif acceptance.id in register.added:
            message = "accepts nothing that this pull request changes"
            yield _about(acceptance, UNUSED, message, "Remove it.", "address", source)


def _stale(acceptance: Acceptance, finding: Finding, source: Source) -> Finding:
    """At the first digest that is another."""
    before, after = finding.digests or ("", "")
    message = "was given for another change of the same place"
    key = "after" if _same_digest(acceptance.before, before) else "before"
    return _about(acceptance, STALE, message, f"Accept this one: before {before}, after {after}", key, source)


def _about(acceptance: Acceptance, rule: str, message: str, hint: str, key: str, source: Source) -> Finding:
    return Finding(
        rule,
        Kind.POLICY,
        Severity.WARNING,
        acceptance.address,
        f"acceptance {acceptance.id} {message}",
        fingerprint(rule, acceptance.id, acceptance.address),
        hint,
        (line_of(acceptance.origin.file, (key,), source),),
        status=Status.NEW,
    )


def _means(acceptance: Acceptance, finding: Finding) -> bool:
    if acceptance.rule != finding.rule or acceptance.address != finding.address:
        return False
    direction = finding.direction.value if finding.direction else None
    return acceptance.direction in (None, direction)


def _is_bound(acceptance: Acceptance, finding: Finding) -> bool:
    if finding.digests is None:
        return False
    pairs = zip((acceptance.before, acceptance.after), finding.digests, strict=True)
    return all(_same_digest(said, found) for said, found in pairs)


def _same_digest(said: str, found: str) -> bool:
    """A digest may be cut short, to eight digits or more, and given without its algorithm."""
    digits = said.rpartition(":")[2]
    return len(digits) >= 8 and found.rpartition(":")[2].startswith(digits)


def _bare(name: str) -> str:
    return name.removeprefix("team/")


def by_id(acceptances: Mapping[str, Acceptance]) -> tuple[Acceptance, ...]:
    """In order of id, so that verdicts are the same from run to run."""
    return tuple(acceptances[name] for name in sorted(acceptances))
