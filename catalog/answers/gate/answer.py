"""`treaty gate`: may this pull request ship."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from catalog.answers.catalog import today_of
from catalog.answers.gate.compared import Placing, options_of
from catalog.answers.gate.consumers import Consumers, together
from catalog.answers.gate.judgements import Judgements
from catalog.answers.gate.lifecycle import Life
from catalog.answers.gate.merged import CONFLICT, Conflict, joined, merged_sides
from catalog.answers.gate.paired import Tally
from catalog.answers.gate.renamed import followed
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.standing import owner_of, profile_of, standing
from catalog.answers.gate.sunsets import sunset_passed
from catalog.answers.gate.touched import Touched, touched
from catalog.answers.gate.uniqueness import RULE as TAKEN
from catalog.answers.gate.uniqueness import taken
from catalog.answers.gate.unread import unread_files
from catalog.answers.progress import Say, silent
from catalog.frozen import dataclass, replace
from catalog.model.service import Service
from catalog.repository.snapshot import Snapshot
from governance.compatibility.outcome import Comparison
from governance.findings import Finding, Status
from governance.gate.acceptances import Register, by_id, leftover
from governance.gate.changes import Hit, Subject, judged, unacknowledged, with_removals
from governance.gate.loosened import estate_weakened, layers_changed, weakened
from governance.gate.standing import over_budget
from governance.gate.verdict import ContractVerdict, HitConsumer, JudgedFinding, Verdict

if TYPE_CHECKING:
    from catalog.answers.gate.upcoming import Announced


def judge(sides: Sides, today: date | None = None, *, everything: bool = True, say: Say = silent) -> Verdict:
    """The verdict on a pull request, alone and with what came to the target in the meantime. Same commits, policy and
    day: same verdict. Not `everything`: what stood before in documents and stays is counted in `known`, not told, which
    takes half the time. `say` hears what is done.

    Raises:
        CatalogError: the catalog itself cannot be read on a side; a document that cannot be read is a finding.
    """
    day, judgements = today_of(sides.ruling, today), Judgements.of(sides)
    verdict = _judged(sides, day, judgements, everything, say)
    try:
        together = merged_sides(sides)
    except Conflict as conflict:
        return replace(verdict, notes=(*verdict.notes, CONFLICT.format(conflict)))
    if together is None or any(told.finding.rule == TAKEN for told in verdict.findings):
        return verdict
    say("judging the change together with the target")
    return joined(verdict, _judged(together, day, judgements, everything=False), sides.ruling.policy)


def _judged(sides: Sides, day: date, judgements: Judgements, everything: bool, say: Say = silent) -> Verdict:
    say("looking for contracts that change")
    changes = tuple(touched(sides))
    consumers, register = Consumers(sides), _register(sides)
    parts = []
    for at, change in enumerate(changes):
        say(f"contracts compared: {at} of {len(changes)}")
        parts.append(_changed(sides, change, consumers, register, judgements, day))
    say("judging by rules and looking at announced releases")
    releases, tally = _announced(sides, consumers), Tally()
    uses = hit_uses(hit for part in parts for hit in part.hits)
    unknown = {told.finding.fingerprint: told for told in unread_files(sides, contracts=bool(changes))}
    stood = followed(sides, standing(sides, changes, judgements, day, uses, None if everything else tally))
    findings = (
        *(told for part in parts for told in part.findings),
        *unknown.values(),
        *(told for told in stood if told.finding.fingerprint not in unknown),
        *(JudgedFinding(finding, blocks=True) for finding in taken(sides, changes)),
        *(JudgedFinding(finding) for finding in _of_policy(sides)),
        *(JudgedFinding(finding) for finding in _leftover(sides, register, parts)),
        *(told for release in releases for told in release.findings),
    )
    ordered = tuple(sorted(findings, key=_order))
    unread = consumers.unread if parts or releases else ()
    notes = (
        *sides.notes,
        *map(UNREAD.format, unread),
        *(release.note for release in releases if release.note),
        *_withdrawn(sides),
    )
    budget = tuple(over_budget(ordered, sides.ruling.policy))
    return Verdict(
        bool(budget) or any(told.blocks for told in ordered),
        ordered,
        (*_consumers_of(parts), *consumers_ahead(releases)),
        tuple(part.verdict for part in parts),
        sides.compared,
        day.isoformat(),
        (*budget, *notes),
        tally.known,
    )


def hit_uses(hits: Iterable[Hit]) -> frozenset[tuple[str, str]]:
    """(service, address) of every use that a change hits."""
    return frozenset((each.service, address) for hit in hits for each in hit.consumers for address in each.addresses)


@dataclass(frozen=True, slots=True)
class Part:
    """What the gate says of one contract."""

    verdict: ContractVerdict
    hits: tuple[Hit, ...] = ()
    findings: tuple[JudgedFinding, ...] = ()


def _register(sides: Sides) -> Register:
    """Acceptances of the head; those whose file the pull request adds or edits came with it."""
    found = by_id(sides.head.acceptances)
    added = frozenset(each.id for each in found if each.origin.file in sides.changed)
    return Register(found, added, sides.ruling.policy)


def _announced(sides: Sides, consumers: Consumers) -> tuple[Announced, ...]:
    if not sides.head.announcing():
        return ()
    from catalog.answers.gate.upcoming import announced  # not paid for where no vendor announces anything

    return tuple(announced(sides, consumers))


def _withdrawn(sides: Sides) -> tuple[str, ...]:
    if not any("/upcoming/" in path for path in sides.changed):
        return ()
    from catalog.answers.gate.upcoming import withdrawn

    return tuple(withdrawn(sides))


def _changed(
    sides: Sides, change: Touched, consumers: Consumers, register: Register, judgements: Judgements, today: date
) -> Part:
    compared, subject = _comparison(sides, change, judgements), _subject(sides, change)
    life = Life(sides, change, compared, consumers, judgements, today)
    hits = tuple(_hits(sides, change, compared, consumers, today)) if compared else ()
    told = [each for hit in hits if (each := judged(hit, subject, register)) is not None]
    of_life = tuple(life.hits(told))
    every = (*hits, *of_life, *filter(None, map(life.early, (*hits, *of_life))))
    told.extend(each for hit in every[len(hits) :] if (each := judged(hit, subject, register)) is not None)
    if subject.recorded is not None:
        told.extend(unacknowledged(every, subject, register))
    return Part(_verdict(sides, change, life, told), every, tuple(with_removals(told)))


def _comparison(sides: Sides, change: Touched, judgements: Judgements) -> Comparison | None:
    """None where there is nothing to compare: a new contract, one that is gone, or one that cannot be read."""
    before, after = change.released, change.head
    if before is None or after is None or before.contract is None or after.contract is None or not change.document:
        return None
    options = options_of(change.entry, sides.ruling.policy, profile_of(sides.ruling, change.entry))
    return judgements.compared(before, after, options)


def _hits(sides: Sides, change: Touched, compared: Comparison, consumers: Consumers, today: date) -> Iterator[Hit]:
    assert change.head is not None
    placing = Placing(sides.head, change.head.entry.path)
    label = change.head.version if change.entry.owner_kind == "vendor" else None
    before = change.released.contract if change.released else None
    hitting = consumers.reading(change.name, before, label)
    for finding in compared.findings:
        ended = sunset_passed(before, finding, change.entry, today)
        yield replace(hitting.hit(placing.placed(finding)), ended=ended)


def _subject(sides: Sides, change: Touched) -> Subject:
    policy, entry = sides.ruling.policy, change.entry
    vendor = entry.owner_kind == "vendor" and change.head is not None
    return Subject(
        change.name,
        owner_of(sides, entry),
        policy,
        profile_of(sides.ruling, entry),
        entry.lifecycle.stage in policy.stage_exempt,
        change.head.version if vendor and change.head else None,
    )


def _verdict(sides: Sides, change: Touched, life: Life, told: Iterable[JudgedFinding]) -> ContractVerdict:
    before, after = change.base, change.head
    needed = life.requirement(told)
    return ContractVerdict(
        change.name,
        before.version if before else None,
        after.version if after else None,
        needed.bump,
        life.breaking,
        owner_of(sides, change.entry),
        after.entry.path if after else change.entry.path,
        needed.next_version,
        needed.met,
        change.entry.owner_kind == "vendor",
    )


def _leftover(sides: Sides, register: Register, parts: Iterable[Part]) -> Iterator[Finding]:
    return leftover(register, (hit.finding for part in parts for hit in part.hits), sides.head.documents.readable)


def _of_policy(sides: Sides) -> Iterator[Finding]:
    source = sides.head.documents.readable
    yield from weakened(sides.base.policy, sides.head.policy, source)
    yield from estate_weakened(sides.base.catalog, sides.head.catalog, source)
    base, head = (_services_of(side, sides.changed) for side in (sides.base, sides.head))
    yield from layers_changed(base, head, source)


def _services_of(side: Snapshot, paths: frozenset[str]) -> dict[str, Service]:
    """The services whose descriptors are among the paths."""
    names = (path.split("/")[-2] for path in paths if path.endswith(("/service.yaml", "/service.yml")))
    return {name: service for name in names if (service := side.services.get(name)) is not None}


def _consumers_of(parts: Iterable[Part]) -> tuple[HitConsumer, ...]:
    """Everybody whom an open break or a warning hits, by contract and service."""
    found: dict[tuple[str, str], HitConsumer] = {}
    for part in parts:
        told = {finding.finding.fingerprint for finding in part.findings if finding.consumers}
        for hit in part.hits:
            for consumer in hit.consumers if hit.finding.fingerprint in told else ():
                key = (consumer.contract, consumer.service)
                known = found.get(key)
                found[key] = consumer if known is None else together(known, consumer)
    return tuple(found[key] for key in sorted(found))


def consumers_ahead(releases: Iterable[Announced]) -> tuple[HitConsumer, ...]:
    """Everybody whom an announced release will hit, by contract, label and service."""
    found: dict[tuple[str, str, str], HitConsumer] = {}
    for release in releases:
        for consumer in (each for hit in release.hits for each in hit.consumers):
            key = (release.contract, release.label, consumer.service)
            one, known = replace(consumer, upcoming=release.label), found.get(key)
            found[key] = one if known is None else together(known, one)
    return tuple(found[key] for key in sorted(found))


UNREAD = "{} cannot be read, so that it is not wholly known whom a change hits"
STATUSES = (Status.NEW, Status.EXISTING, Status.WAIVED, Status.ACCEPTED, Status.FIXED)


def _order(told: JudgedFinding) -> tuple[object, ...]:
    """What blocks first, then the worst, then the new; upcoming releases after what this pull request does."""
    finding = told.finding
    status = STATUSES.index(finding.status) if finding.status else 0
    return (
        not told.blocks, told.upcoming is not None, status > 1, finding.severity.rank, status, told.contract,
        finding.address, finding.rule, finding.message, finding.fingerprint,
    )  # fmt: skip
