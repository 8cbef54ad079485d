"""What is wrong with a side whatever changed: validity, descriptors, rules. Judged for both sides, told apart later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice

from catalog.answers.consumptions import RULE as PLACE_UNKNOWN
from catalog.answers.consumptions import unknown_places
from catalog.answers.gate.judgements import Judgements
from catalog.answers.gate.paired import Documents, Tally
from catalog.answers.gate.ruled import Books, Group, judged_by_rules
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.subjects import Subjects
from catalog.answers.gate.touched import Reading, Touched, read
from catalog.answers.gate.uses import unknown_uses
from catalog.answers.problems import problem_finding, told_once, unreadable
from catalog.answers.rule_book import RuleBook
from catalog.frozen import replace
from catalog.model.service import ContractEntry
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.indexed import Indexed
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding, Severity
from governance.gate.severities import weighed
from governance.gate.standing import Place
from governance.gate.verdict import JudgedFinding


def standing(
    sides: Sides,
    changes: tuple[Touched, ...],
    judgements: Judgements,
    today: date,
    told: frozenset[tuple[str, str]] = frozenset(),
    tally: Tally | None = None,
) -> Iterator[JudgedFinding]:
    """The findings of descriptors, then those of each contract that is judged, then those about waivers.

    `told` are the uses (service, address) that a change is already told to hit: that their place is gone is no second
    error. With a `tally`, what stood before in a document is counted there instead, unless the policy asks about it.
    """
    subjects = Subjects(sides, changes)
    books = Books(sides, today)
    policy = sides.ruling.policy
    if policy.touched_clean_of is not None or policy.touched_budget is not None:
        tally = None
    documents = Documents(books.pair, judgements, policy, partial(profile_of, sides.ruling), tally)
    contracts = _contracts(books, subjects, documents)
    descriptors = _descriptors(sides, judged_by_rules(books, subjects))
    for place, before, now in (*descriptors, *contracts, *_uses(books, subjects)):
        yield from (_without_echo(each, told) for each in books.judged(place, before, now))
    yield from books.idle(subjects)


def _descriptors(sides: Sides, by_rules: Iterable[Group]) -> Iterator[Group]:
    """What descriptors are found to be, and what rules say of them: what both see is told once, by the rule."""
    groups = tuple(by_rules)
    once = [told_once(found, _of_side(groups, side)) for side, found in enumerate(_problems(sides))]
    (before, ruled_before), (now, ruled_now) = once
    yield Place(), before, now
    old, new = iter(ruled_before), iter(ruled_now)
    for place, *found in groups:
        yield place, tuple(islice(old, len(found[0]))), tuple(islice(new, len(found[1])))


def _of_side(groups: Iterable[Group], side: int) -> tuple[Finding, ...]:
    return tuple(finding for _, *found in groups for finding in found[side])


def _problems(sides: Sides) -> Iterator[tuple[Finding, ...]]:
    """Of the base, then of the head."""
    # Where one side is read whole the other must be as well: else what was wrong before would look new.
    mixed = isinstance(sides.base, Indexed) is not isinstance(sides.head, Indexed)
    everywhere = mixed or takes_names_away(sides)
    yield from (tuple(_of_descriptors(sides, side, everywhere)) for side in (sides.base, sides.head))


def _of_descriptors(sides: Sides, side: Snapshot, everywhere: bool) -> Iterator[Finding]:
    """Documents that cannot be read are told with their contracts."""
    for problem in side.problems if everywhere else side.problems_in(sides.changed):
        if problem.rule != "document-unreadable" or kind_at(problem.file, side.root):
            yield problem_finding(problem)


NAMED_BY_FILE = ("domain", "term", "entity")
"""Kinds of files whose own name is one that descriptors anywhere may use."""


def takes_names_away(sides: Sides) -> bool:
    """Whether the change takes away a name, so that files which it does not touch may be wrong now."""
    root = sides.base.root
    for path in sides.changed:
        kind = kind_at(path, root) if not root or path.startswith(f"{root}/") else None
        if kind in NAMED_BY_FILE and path not in sides.head.files.get(kind, ()):
            return True
        names = NAMES.get(kind or "")
        if names is not None and names(sides.base, path) - names(sides.head, path):
            return True
    return False


def _names(side: Snapshot, path: str) -> set[str]:
    """What a service or vendor gives names to: itself, its contracts, its releases."""
    folder, name = path.split("/")[-3:-1]
    vendor, service = side.vendors.get(name), side.services.get(name)
    if folder == "vendors":
        return {name, *(e.id for e in vendor.contracts), *vendor.labels} if vendor else set()
    return {name, *(e.id for e in service.contracts)} if service else set()


NAMES: Mapping[str, Callable[[Snapshot, str], set[str]]] = {
    "catalog": lambda side, _: {layer.name for layer in side.catalog.layers},
    "teams": lambda side, _: set(side.teams),
    "service": _names,
    "vendor": _names,
}


def _without_echo(told: JudgedFinding, hit: frozenset[tuple[str, str]]) -> JudgedFinding:
    service = told.finding.message.partition(" ")[0]
    if not told.blocks or told.finding.rule != PLACE_UNKNOWN or (service, told.finding.address) not in hit:
        return told
    finding = replace(told.finding, severity=Severity.WARNING)
    return replace(told, finding=finding, blocks=False, because="a change that is told above took it away")


def _contracts(books: Books, subjects: Subjects, documents: Documents) -> Iterator[Group]:
    """Of each contract what its document is found to be, on both sides."""
    sides, changes = books.sides, {change.name: change for change in subjects.changes}
    for name in sorted(subjects.contracts):
        change = changes.get(name)
        readings = (change.base, change.head) if change else [read(s, s.contracts.get(name)) for s in books.both]
        entry = next((reading.entry for reading in readings if reading is not None), None)
        if entry is None:
            continue
        before, now = documents.judged(*readings)
        place = Place(name, owner_of(sides, entry), change is not None)
        others = [tuple(_of_others(books, *side)) for side in zip(books, readings, strict=True)]
        yield place, (*before, *others[0]), (*now, *others[1])


def _uses(books: Books, subjects: Subjects) -> Iterator[Group]:
    """What changed uses name in vain, of contracts that are not judged themselves or that the target changed."""
    policy = books.sides.ruling.policy
    for entry, before, now in unknown_uses(books.sides, subjects):
        profile = profile_of(books.sides.ruling, entry)
        weigh = partial(weighed, policy=policy, profile=profile)
        old, new = (tuple(each for each in map(weigh, side) if each is not None) for side in (before, now))
        yield Place(entry.id, owner_of(books.sides, entry), touched=False), old, new


def _of_others(books: Books, book: RuleBook, reading: Reading | None) -> Iterator[Finding]:
    """What is found in a document because of others, or because it cannot be read."""
    if reading is None:
        return
    if reading.contract is None:
        yield from _weighty(books, reading, (_unreadable(reading),))
        return
    yield from _weighty(books, reading, unknown_places(book.snapshot, reading.contract))
    yield from book.of_contract_among_others(reading.contract, reading.entry)


def _weighty(books: Books, reading: Reading, findings: Iterable[Finding]) -> Iterator[Finding]:
    """At the severity of the policy; without what it switches off."""
    policy, profile = books.sides.ruling.policy, profile_of(books.sides.ruling, reading.entry)
    yield from (each for each in (weighed(finding, policy, profile) for finding in findings) if each is not None)


def _unreadable(reading: Reading) -> Finding:
    assert reading.error is not None
    return unreadable(reading.entry.path or reading.entry.origin.file, reading.error)


def profile_of(side: Snapshot, entry: ContractEntry) -> str | None:
    """The profile of the contract's layer as the ruling side has it; vendors have one of their own."""
    if entry.owner_kind == "vendor":
        return side.catalog.vendor_profile
    service = side.services.get(entry.owner)
    layer = service.layer if service else ""
    return next((each.profile for each in side.catalog.layers if each.name == layer), None)


def owner_of(sides: Sides, entry: ContractEntry) -> str:
    """The team of the contract's service or vendor, at the base or, for a new one, at the head."""
    for side in (sides.base, sides.head):
        known = side.vendors if entry.owner_kind == "vendor" else side.services
        found = known.get(entry.owner)
        if found is not None and found.owner:
            return found.owner
    return ""
