"""The words that text and Markdown share: headline, versions, who is hit, what to do next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from governance.findings import Kind, Severity
from governance.gate.verdict import CLOSED, ContractVerdict, HitConsumer, JudgedFinding, Verdict
from governance.lifecycle.advice import MEANS_ELSE, set_version
from governance.reports.causes import Cause, Told
from governance.reports.escaping import one_line
from governance.reports.selection import Section, counted

NAMED = 3
"""How many operations are named before the others are counted."""
COUNTED = {
    Section.BLOCKS: "block", Section.ANNOUNCED: "from announced vendor releases", Section.WARNS: "warn",
    Section.EXCEPTED: "let through by agreement", Section.INFORMS: "good to know", Section.KNOWN: "known before",
    Section.FIXED: "fixed here",
}  # fmt: skip


def headline(verdict: Verdict) -> str:
    """`2 block, 1 warn, 12 known before`."""
    found = Counter({section: counted(verdict, section) for section in Section})
    parts = [f"{found[section]} {words}" for section, words in COUNTED.items() if found[section]]
    return ", ".join(parts) or ("nothing to say" if verdict.contracts else "no contract is touched")


def compared(verdict: Verdict) -> str:
    """`merge base 1d1c295225db with worktree, target at 1d1c295225db, on 2026-11-25`."""
    sides = verdict.compared
    base, head, tip = (_short(commit) for commit in (sides.base, sides.head, sides.tip))
    return f"merge base {base} with {head}, target at {tip}, on {verdict.today}"


def _short(commit: str) -> str:
    return commit[:12]


def version_line(contract: ContractVerdict) -> str:
    """`1.2.0 → 1.3.0, needs 2.0.0 (major)`; what the version must be where it is not enough yet."""
    before, after = contract.from_version, contract.to_version
    if before is None:
        return f"new, {after}"
    if after is None:
        return f"{before}, removed"
    moved = f"{before} → {after}"
    if contract.required_bump == "none":
        return moved
    if contract.next_version is None:
        return f"{moved}, a {contract.required_bump} change{' by the vendor' if contract.recorded else ''}"
    if contract.met:
        return f"{moved}, as a {contract.required_bump} change needs"
    return f"{moved}, needs {contract.next_version} ({contract.required_bump})"


def too_low(contract: ContractVerdict) -> bool:
    """Whether the version must still rise for what changed on the wire; a patch is not asked for."""
    return contract.required_bump in MEANS_ELSE and not contract.met


def named(names: tuple[str, ...], most: int = NAMED) -> str:
    """`a, b, c and 4 more`."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def standing(told: JudgedFinding) -> str:
    """`new, breaks`, `existing warning, undecided`: what kind of finding it is, in one phrase."""
    finding = told.finding
    what = finding.effect.value if finding.effect else finding.severity.value
    words = [finding.status.value if finding.status else "", what, "" if finding.decided else "undecided"]
    return ", ".join(word for word in words if word)


def hit_lines(told: Told, verdict: Verdict) -> Iterator[str]:
    """`billing (team finance), strict: uses GET /orders/{} response.200.body total; known by declared`; of a change in
    several contracts, with the contract's name."""
    several = len(told.contracts) > 1
    for contract, service in told.consumers:
        key = (contract, service, told.first.upcoming)
        known = (each for each in verdict.consumers if (each.contract, each.service, each.upcoming) == key)
        found = next(known, None)
        yield service if found is None else _use(found, f"of {contract} " if several else "")


def _use(consumer: HitConsumer, of: str) -> str:
    team = f" (team {consumer.owner})" if consumer.owner else ""
    strict = ", strict" if consumer.strict else ""
    known = ", ".join(consumer.evidence) or "name"
    return f"{consumer.service}{team}{strict}: uses {of}{named(_places(consumer))}; known by {known}"


def _places(consumer: HitConsumer) -> tuple[str, ...]:
    return tuple(address.removeprefix(f"{consumer.contract} ") for address in consumer.addresses)


def scope(cause: Cause) -> str:
    """`orders/v1 (team blue)`, or `a, b, c and 20 more (teams blue, red)`."""
    owners = f" (team{'s' if len(cause.owners) > 1 else ''} {named(cause.owners)})" if cause.owners else ""
    return f"{named(cause.contracts) or 'the catalog'}{owners}"


def workflow_lines(told: Told) -> Iterator[str]:
    """`order-to-cash (status-propagation, team order-domain), step order, through quote-to-order`."""
    for flow in told.workflows:
        team = f", team {flow.owner}" if flow.owner else ""
        steps = f", {'steps' if len(flow.steps) > 1 else 'step'} {named(flow.steps)}" if flow.steps else ""
        through = f", through {flow.via}" if flow.via else ""
        yield f"{flow.id} ({flow.workflow_type}{team}){steps}{through}"


def exception_line(told: JudgedFinding) -> str:
    """`waiver w-1 (policy/waivers/w-1.yaml): the reason; added here, needs review by …`; empty where there is none."""
    given = told.exception
    if given is None:
        return ""
    reviewers = f", needs review by {', '.join(given.reviewers)}" if given.reviewers else ", needs review"
    added = f"; added here{reviewers}" if given.added_here else ""
    return f"{given.kind.value} {given.id} ({given.file}): {given.reason}{added}"


def next_steps(verdict: Verdict) -> Iterator[str]:
    """What the author does now, in order."""
    for contract in verdict.contracts:
        if too_low(contract):
            step = set_version(contract.name, contract.next_version).removesuffix(".")
            yield f"{step} in {contract.file} (it says {contract.to_version})."
    if any(told.finding.digests for told in verdict.blocking):
        teams = sorted({each.owner for each in verdict.consumers if each.owner and each.upcoming is None})
        whom = f" by {', '.join(teams)}" if teams else ""
        yield f"Take back what blocks, or have it accepted{whom}: the lines that an acceptance needs stand below it."
    if any(told.finding.kind is Kind.VALIDITY for told in verdict.blocking):
        yield "Mend what is wrong in the files named; treaty check says whether it is mended."
    versions = {
        set_version(contract.name, contract.next_version) for contract in verdict.contracts if too_low(contract)
    }
    hints = dict.fromkeys(told.finding.hint for told in verdict.blocking if told.finding.kind is Kind.POLICY)
    yield from (hint for hint in hints if hint and hint not in versions)
    for told in verdict.findings:
        given = told.exception
        if given and given.added_here:
            yield f"Have {given.file} reviewed by {', '.join(given.reviewers) or 'its approvers'}: it is added here."


def acceptance_file(verdict: Verdict) -> str:
    """Where an acceptance stands, from the top of the repository."""
    root = verdict.compared.root
    return f"{root}/policy/acceptances/<id>.yaml" if root else "policy/acceptances/<id>.yaml"


def acceptance(told: Told, verdict: Verdict) -> tuple[str, ...]:
    """An acceptance of this very change, all but the reason and, where nobody is hit, who accepts; no lines where
    there is nothing to accept, or nobody who must."""
    first = told.first
    finding = first.finding
    if finding.digests is None or first.upcoming is not None or finding.status in CLOSED:
        return ()
    if finding.severity is not Severity.ERROR or not (first.blocks or told.consumers):
        return ()
    before, after = finding.digests
    address = json.dumps(one_line(finding.address), ensure_ascii=False)
    more = len(told.addresses) - 1
    others = (f"# and one such file for each of {more} more addresses; --format json names them",) if more else ()
    bound = (f"rule: {finding.rule}", f"address: {address}", f"before: {before}", f"after: {after}")
    return (
        *bound,
        _accepted_by(told, verdict),
        "reason: # why it may go in: 20 characters or more",
        f"created: {verdict.today}",
        *others,
    )


def _accepted_by(told: Told, verdict: Verdict) -> str:
    """The owners of those hit, whom the acceptance speaks for."""
    hit = set(told.consumers)
    owners = sorted({each.owner for each in verdict.consumers if (each.contract, each.service) in hit and each.owner})
    names = ", ".join(json.dumps(f"team/{one_line(owner)}", ensure_ascii=False) for owner in owners)
    return f"accepted_by: [{names}]" + ("" if names else " # whom the policy lets accept changes")


def advised(told: JudgedFinding) -> str:
    """What to do about the finding; empty where it is agreed or fixed."""
    finding = told.finding
    return "" if finding.status in CLOSED else finding.hint or ""
