"""Two releases of a contract compared: findings, whether it breaks, and what the version must say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from catalog.model import schema as dialects
from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.specification import Family
from governance.compatibility.causes import by_cause
from governance.compatibility.change import Change, Where
from governance.compatibility.opinions import OPINIONS
from governance.compatibility.outcome import Comparison, Options
from governance.compatibility.payloads.inheritance import Lineage, differ
from governance.compatibility.payloads.judge import Judge, flow_of
from governance.compatibility.payloads.overlaps import Overlaps
from governance.compatibility.payloads.roots import PayloadChange, Payloads
from governance.compatibility.payloads.sources import BASE, REVISION, Sources
from governance.compatibility.payloads.walk import Walk
from governance.compatibility.sameness import Sameness
from governance.compatibility.schema.containment import Session
from governance.compatibility.schema.dialects import READ_OTHERWISE
from governance.compatibility.sides import Sides
from governance.compatibility.telling import Texts, finding_of, is_safe
from governance.compatibility.witnesses.complete import Completion
from governance.compatibility.witnesses.places import Operations
from governance.compatibility.wording import are_worded_otherwise
from governance.findings import ChangeClass, Effect, Finding

__all__ = ["Comparison", "Options", "compare"]


USUAL = Options()


def compare(base: Contract, revision: Contract, options: Options = USUAL, *, brief: bool = False) -> Comparison:
    """Every difference between two releases of one contract, judged by SEMANTICS §3, in a fixed order; if `brief`, as
    people read it: what is safe is counted only, and nothing has a fingerprint or digests."""
    told = tuple(_told(base, revision, options, brief))
    findings = tuple(sorted((finding for _, finding in told if finding is not None), key=_order))
    bump = bump_of(base, [change for change, _ in told], findings)
    if bump in ("none", "patch") and _says_less(base, revision, options):
        bump = "minor"
    if bump == "none" and are_worded_otherwise(base.document.tree, revision.document.tree):
        bump = "patch"
    return Comparison(breaking_of(findings), bump, findings, len(told) - len(findings))


def _says_less(base: Contract, revision: Contract, options: Options) -> bool:
    """Whether the revision promises more or asks less than the base: seen from it, the base is what has changed."""
    told = (
        change.change if isinstance(change, PayloadChange) else change for change in changes(revision, base, options)
    )
    return any(not OPINIONS[change.kind].wordy for change in told)


def _told(base: Contract, revision: Contract, options: Options, brief: bool) -> Iterator[tuple[Change, Finding | None]]:
    """Each change with its finding, or with none where nobody asked."""
    judge = judge_of(base, revision, options)
    completion = Completion.of(base, revision, judge, options.path_versions, swapped=options.perspective == "client")
    texts = None if brief else Texts()
    for change in by_cause(changes(base, revision, options, judge, completion.operations)):
        told = change.change if isinstance(change, PayloadChange) else change
        is_asked = not brief or not is_safe(change, options.tolerances)
        yield told, finding_of(change, base, revision, completion, texts) if is_asked else None


def judge_of(base: Contract, revision: Contract, options: Options) -> Judge:
    """What schemas of the two releases are judged by."""
    sources, dialects_of = Sources(base, revision), (_dialect(base), _dialect(revision))
    is_alike = len({*dialects_of}) == 1
    otherwise = READ_OTHERWISE if not is_alike and dialects.DRAFT_2020 in dialects_of else None
    before, after = Lineage(base, BASE, sources), Lineage(revision, REVISION, sources)
    apart = partial(differ, before, after) if before or after else None
    sameness = Sameness(base.references, revision.references, otherwise, apart)
    session = Session(partial(sources.same, sameness) if is_alike else None)
    judge = Judge(sources, sameness, options.tolerances, *dialects_of, session, {BASE: before, REVISION: after})
    if options.tolerances.overlapping_variants:
        judge.sources.loose = Overlaps(judge.sources, judge.plain())
    return judge


def changes(
    base: Contract, revision: Contract, options: Options, judge: Judge | None = None, matched: Operations | None = None
) -> Iterator[Change | PayloadChange]:
    """The facts: first what is outside schemas, then what schemas allow, each shared part once."""
    is_swapped = options.perspective == "client"
    judge = judge if judge is not None else judge_of(base, revision, options)
    payloads = Payloads(Walk(judge, judge.sameness), judge)
    sides = Sides(
        base,
        revision,
        judge.sameness,
        partial(payloads.compare, text=""),
        partial(payloads.compare, text="fields"),
        partial(payloads.compare, text="parts"),
        partial(payloads.compare, text="", is_xml=True),
        lambda one, other, direction: judge.equal(one.node, other.node, flow_of(direction)),
        lambda sent, received, direction: judge.holds(sent, received, flow_of(direction)),
        matched or Operations(base, revision, options.path_versions, swapped=is_swapped),
        is_swapped,
    )
    if base.specification.family is Family.OPENAPI:
        from governance.compatibility.http.operations import compare_http

        yield from compare_http(sides)
    else:
        from governance.compatibility.messaging.channels import compare_events

        yield from compare_events(sides)
    if base.document.tree != revision.document.tree:
        from governance.compatibility.wrong_kinds import compare_kinds

        yield from compare_kinds(sides)
    yield from _words(base, revision)
    yield from payloads.changes()


WORDS = ("title", "summary", "description", "termsOfService", "contact", "license")


def _words(base: Contract, revision: Contract) -> Iterator[Change]:
    """What `info` says to people."""
    before, after = (_information(contract) for contract in (base, revision))
    if before.value != after.value:
        yield Change("description-changed", Where("@info", label="info"), before, after)


def _information(contract: Contract) -> Node:
    tree = contract.document.tree
    info = tree.get("info") if isinstance(tree, dict) else None
    said = {word: info[word] for word in WORDS if word in info} if isinstance(info, dict) else {}
    return Node(contract.document, ("info",), said)


def _dialect(contract: Contract) -> str:
    """What schemas are written in where they do not say it themselves."""
    specification = contract.specification
    if specification.family is Family.ASYNCAPI:
        return dialects.DRAFT_07
    named = {"2.0": dialects.OPENAPI_20, "3.0": dialects.OPENAPI_30}
    return named.get(specification.line, dialects.DRAFT_2020)


def breaking_of(findings: Sequence[Finding]) -> bool | None:
    """Some change breaks on the wire; None where that hangs on something undecided."""
    wire = [f for f in findings if f.effect is Effect.BREAKS and f.change_class is ChangeClass.WIRE]
    if any(finding.decided for finding in wire):
        return True
    return None if wire else False


def bump_of(base: Contract, told: Sequence[Change], findings: Sequence[Finding]) -> str:
    """SEMANTICS §6: major (on 0.x minor) for a break, minor for any other change, patch for words only."""
    if breaking_of(findings) is not False:
        return "minor" if base.version.startswith("0.") else "major"
    if not told:
        return "none"
    return "patch" if all(OPINIONS[change.kind].wordy for change in told) else "minor"


RANKS = {Effect.BREAKS: 0, Effect.MAY_BREAK: 1, Effect.SAFE: 2, None: 3}


def _order(finding: Finding) -> tuple[object, ...]:
    rank = RANKS[finding.effect]
    return (rank, not finding.decided, finding.address, finding.rule, finding.message, finding.fingerprint)
