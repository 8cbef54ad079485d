"""What is wrong with a side whatever changed: validity, descriptors, rules. Judged for both sides, told apart later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalog.answers.consumptions import RULE as PLACE_UNKNOWN
from catalog.answers.consumptions import unknown_places
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.touched import Reading, Touched
from catalog.answers.problems import problem_finding, unreadable
from catalog.model.service import ContractEntry
from catalog.reading.descriptors.kinds import kind_at
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import WORKTREE
from governance.findings import Finding, Severity
from governance.gate.severities import weighed
from governance.gate.standing import Place, judged
from governance.gate.statuses import matched
from governance.gate.verdict import JudgedFinding
from governance.validation.document import validity_findings


def standing(
    sides: Sides, changes: tuple[Touched, ...], told: frozenset[tuple[str, str]] = frozenset()
) -> Iterator[JudgedFinding]:
    """The findings of descriptors, then those of each contract that is touched.

    `told` are the uses (service, address) that a change is already told to hit: that their place is gone is no second
    error.
    """
    # Uncommitted work is read whole, so that its base must be as well: else what was wrong before would look new.
    everywhere = takes_names_away(sides) or sides.compared.head == WORKTREE
    before, now = (tuple(_of_descriptors(sides, side, everywhere)) for side in (sides.base, sides.head))
    for finding in matched(before, now):
        yield judged(finding, Place(), sides.ruling.policy)
    for change in changes:
        yield from (_without_echo(each, told) for each in _of_contract(sides, change))


def _of_descriptors(sides: Sides, side: Snapshot, everywhere: bool) -> Iterator[Finding]:
    """Documents that cannot be read are told with their contracts."""
    for problem in side.problems if everywhere else side.problems_in(sides.changed):
        if problem.rule != "document-unreadable" or kind_at(problem.file, side.root):
            yield problem_finding(problem)


NAMING = ("catalog", "teams", "domain", "term", "entity")
"""Kinds of files whose names descriptors anywhere may use."""


def takes_names_away(sides: Sides) -> bool:
    """Whether the change may take away a name, so that files which it does not touch may be wrong now."""
    for path in sides.changed:
        if sides.base.root and not path.startswith(f"{sides.base.root}/"):
            continue
        kind = kind_at(path, sides.base.root)
        if kind in NAMING or (kind in ("service", "vendor") and _names(sides.base, path) - _names(sides.head, path)):
            return True
    return False


def _names(side: Snapshot, path: str) -> set[str]:
    """What a service or vendor gives names to: itself, its contracts, its releases."""
    folder, name = path.split("/")[-3:-1]
    vendor, service = side.vendors.get(name), side.services.get(name)
    if folder == "vendors":
        return {name, *(e.id for e in vendor.contracts), *vendor.labels} if vendor else set()
    return {name, *(e.id for e in service.contracts)} if service else set()


def _without_echo(told: JudgedFinding, hit: frozenset[tuple[str, str]]) -> JudgedFinding:
    service = told.finding.message.partition(" ")[0]
    if not told.blocks or told.finding.rule != PLACE_UNKNOWN or (service, told.finding.address) not in hit:
        return told
    finding = replace(told.finding, severity=Severity.WARNING)
    return replace(told, finding=finding, blocks=False, because="a change that is told above took it away")


def _of_contract(sides: Sides, change: Touched) -> Iterator[JudgedFinding]:
    policy, profile = sides.ruling.policy, profile_of(sides.ruling, change.entry)
    place = Place(change.name, owner_of(sides, change.entry))
    before, now = (
        [each for each in (weighed(f, policy, profile) for f in _findings(side, reading)) if each is not None]
        for side, reading in ((sides.base, change.base), (sides.head, change.head))
    )
    for finding in matched(before, now):
        yield judged(finding, place, policy)


def _findings(side: Snapshot, reading: Reading | None) -> Iterator[Finding]:
    if reading is None:
        return
    if reading.contract is None:
        yield _unreadable(reading)
        return
    yield from validity_findings(reading.contract)
    yield from unknown_places(side, reading.contract)


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
