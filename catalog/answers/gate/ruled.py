"""Rules and waivers on both sides: what is found by the policy of the base, and what is excused there and here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from catalog.answers.gate.pins import left_behind
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.subjects import OwnerName, Subjects, owner_at
from catalog.answers.rule_book import RuleBook
from catalog.frozen import replace
from catalog.model.policy import Waiver
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding, Severity, Status
from governance.gate.standing import Place, judged
from governance.gate.statuses import matched, uncovered
from governance.gate.verdict import JudgedFinding
from governance.gate.waivers import used

Findings: TypeAlias = "tuple[Finding, ...]"
Group: TypeAlias = "tuple[Place, Findings, Findings]"
"""What is found at one place, on the base and on the head."""
UNCOVERED = "the waiver that excused it is gone, or says something else, with this pull request"
FOLLOWING = ("depends-on-deprecated", "dangling-contract-ref")
"""What a provider may do, with notice or a new version, although uses of its contract are wrong then."""
FOLLOWS = "the contract changed, and this use of it not yet"


@dataclass(frozen=True)
class Books:
    """The rules on the base and on the head, as the ruling side's policy sets them. Remembers all that was judged, to
    tell which waivers excuse nothing."""

    sides: Sides
    today: date
    _seen: tuple[list[Finding], list[Finding]] = field(default_factory=lambda: ([], []))

    def __iter__(self) -> Iterator[RuleBook]:
        return iter(self.pair)

    @property
    def both(self) -> tuple[Snapshot, Snapshot]:
        """Base and head."""
        return self.sides.base, self.sides.head

    @cached_property
    def pair(self) -> tuple[RuleBook, RuleBook]:
        """That of the base, and that of the head."""
        ruling, elsewhere = self.sides.ruling, self.sides.elsewhere
        base, head = (RuleBook(side, self.today, ruling, elsewhere) for side in self.both)
        return base, head

    def judged(self, place: Place, before: Findings, now: Findings) -> Iterator[JudgedFinding]:
        """The findings at a place with their status, and with the waivers that excuse them."""
        base, head = (tuple(book.excused(found)) for book, found in zip(self, (before, now), strict=True))
        for seen, found in zip(self._seen, (before, now), strict=True):
            seen.extend(found)
        given = {id(finding): waiver for finding, waiver in head if waiver is not None}
        past = [finding for finding, _ in base]
        excused_before = uncovered(past)
        for finding in matched(past, (finding for finding, _ in head)):
            told = self._told(finding, place, given.get(id(finding)))
            if told.blocks and self._follows(finding):
                told = replace(told, finding=replace(finding, severity=Severity.WARNING), blocks=False, because=FOLLOWS)
            bare = finding.status is Status.NEW and finding.fingerprint in excused_before
            yield replace(told, because=UNCOVERED) if bare else told

    def _follows(self, finding: Finding) -> bool:
        """Whether it is only because of the contract's change that a use of it, itself unchanged, is wrong now."""
        if left_behind(self.sides, finding):
            return True
        service, consumes, contract = finding.address.partition(" consumes ")
        if finding.rule not in FOLLOWING or not consumes:
            return False
        before, now = ({(use.pin, use.migration) for use in side.consumptions_by(service) if use.contract == contract}
                       for side in self.both)  # fmt: skip
        return before == now

    def idle(self, subjects: Subjects) -> Iterator[JudgedFinding]:
        """The waivers about what was judged that excuse nothing, or are about what is not there."""
        found = (
            tuple(book.idle_waivers(seen, subjects.waivers(book.waivers)))
            for book, seen in zip(self, self._seen, strict=True)
        )
        before, now = found
        yield from (self._told(finding, Place(), None) for finding in matched(before, now))

    def _told(self, finding: Finding, place: Place, waiver: Waiver | None) -> JudgedFinding:
        policy = self.sides.ruling.policy
        given = used(waiver, policy, waiver.origin.file in self.sides.changed) if waiver else None
        return judged(finding, place, policy, given)


def judged_by_rules(books: Books, subjects: Subjects) -> Iterator[Group]:
    """What the rules find in descriptors: service by service, vendor by vendor, then what belongs to nobody."""
    for owner in sorted(subjects.owners):
        unasked = subjects.unasked(owner)
        yield _place(books, owner), *_sides(_of_owner(book, owner, unasked) for book in books)
    for owner in sorted(subjects.owned):
        yield _place(books, owner), *_sides(_of_ownership(book, owner) for book in books)
    for service, contracts in subjects.uses.items():
        place = _place(books, ("service", service))
        yield place, *_sides(_of_uses(book, service, contracts) for book in books)
    yield Place(), *_sides(_of_nobody(book, subjects) for book in books)


def _sides(found: Iterable[Iterable[Finding]]) -> tuple[Findings, Findings]:
    before, now = (tuple(each) for each in found)
    return before, now


def _place(books: Books, owner: OwnerName) -> Place:
    found = next((known for side in books.both if (known := owner_at(side, owner)) is not None), None)
    return Place(owner=found.owner if found else "")


def _of_owner(book: RuleBook, owner: OwnerName, unasked: frozenset[str]) -> Findings:
    found = owner_at(book.snapshot, owner)
    return book.of_owner(found, unasked) if found is not None else ()


def _of_ownership(book: RuleBook, owner: OwnerName) -> Findings:
    found = owner_at(book.snapshot, owner)
    return book.of_ownership(found) if found is not None else ()


def _of_uses(book: RuleBook, service: str, contracts: frozenset[str]) -> Findings:
    found = book.snapshot.services.get(service)
    return book.of_uses(found, contracts) if found is not None else ()


def _of_nobody(book: RuleBook, subjects: Subjects) -> Iterator[Finding]:
    domains = (book.snapshot.domains.get(name) for name in sorted(subjects.domains))
    yield from (finding for domain in domains if domain is not None for finding in book.of_domain(domain))
    yield from (finding for each in subjects.workflows(book.snapshot) for finding in book.of_workflow(each))
    yield from book.of_policy() if subjects.policy else ()
    yield from book.of_waivers(subjects.waivers(book.waivers))
