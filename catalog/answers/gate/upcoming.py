"""Announced vendor releases, checked against all consumptions on every run (DESIGN §4, SEMANTICS §7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.answers.gate.compared import Placing, options_of
from catalog.answers.gate.consumers import Consumers
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.standing import owner_of, profile_of
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.service import ContractEntry, Upcoming
from governance.compatibility.comparison import Comparison, compare
from governance.findings import Effect, Finding, Severity, Status
from governance.gate.advice import Ahead
from governance.gate.advice import announced as advised
from governance.gate.changes import Hit
from governance.gate.severities import weighed
from governance.gate.verdict import JudgedFinding


@dataclass(frozen=True, slots=True)
class Announced:
    """A vendor's contract in a release that is not live: `findings` are the changes that hit somebody, `hits` those
    with the places used; `idle` are the changes that matter, at places that nobody uses; `safe` counts the others by
    rule, most first; `harmless` counts all that hit nobody."""

    contract: str
    label: str
    findings: tuple[JudgedFinding, ...]
    harmless: int
    error: str = ""
    hits: tuple[Hit, ...] = ()
    idle: tuple[Finding, ...] = ()
    safe: tuple[tuple[str, int], ...] = ()

    @property
    def note(self) -> str:
        """One line for the verdict; empty where the findings say it all."""
        if self.error:
            return f"{self.contract} {self.label} is announced and could not be compared: {self.error}"
        if self.findings:
            return ""
        return f"{self.contract} {self.label} is announced: {self.harmless} changes, none hits a declared use"


def announced(sides: Sides, consumers: Consumers) -> Iterator[Announced]:
    """Every release announced at the head, by contract and label."""
    for entry in sides.head.announcing():
        for upcoming in entry.upcoming:
            yield announced_release(sides, consumers, entry, upcoming)


def withdrawn(sides: Sides) -> Iterator[str]:
    """Notes on releases that are announced at the base, and at the head neither announced nor live."""
    for entry in sides.base.announcing():
        now = sides.head.contracts.get(entry.id)
        vendor = sides.head.vendors.get(entry.owner)
        if now is None or vendor is None:
            continue
        kept = {now.label, vendor.live, *(each.label for each in now.upcoming)}
        for gone in (each.label for each in entry.upcoming if each.label not in kept):
            yield f"{entry.id} {gone} is not checked any more: its announced document was taken away"


def announced_release(sides: Sides, consumers: Consumers, entry: ContractEntry, upcoming: Upcoming) -> Announced:
    """What one announced document changes, and for whom."""
    policy, profile = sides.ruling.policy, profile_of(sides.ruling, entry)
    try:
        comparison = _comparison(sides, entry, upcoming)
    except CatalogError as error:
        return Announced(entry.id, upcoming.label, (), 0, str(error))
    placing, ahead = Placing(sides.head, upcoming.path), _ahead(sides, entry, upcoming.label)
    status = Status.NEW if upcoming.path in sides.changed else Status.EXISTING
    hitting = consumers.reading(entry.id, sides.head.contract(entry.id))
    told, hits, idle = [], list[Hit](), list[Finding]()
    for finding in (each for each in comparison.findings if each.effect is not Effect.SAFE):
        found, hit = weighed(finding, policy, profile), hitting.hit(finding)
        if found is None or not hit.consumers:
            idle += [found] if found is not None else []
            continue
        services = tuple(consumer.service for consumer in hit.consumers)
        placed = advised(replace(placing.placed(found), status=status), services, ahead)
        hits.append(replace(hit, finding=placed))
        told.append(JudgedFinding(
            placed, entry.id, False, _when(placed), owner_of(sides, entry), services, hit.workflows,
            upcoming=upcoming.label,
        ))  # fmt: skip
    harmless = len(comparison.findings) - len(told)
    safe = Counter(finding.rule for finding in comparison.findings if finding.effect is Effect.SAFE)
    counted = tuple(safe.most_common())
    return Announced(entry.id, upcoming.label, tuple(told), harmless, "", tuple(hits), tuple(idle), counted)


def _ahead(sides: Sides, entry: ContractEntry, label: str) -> Ahead:
    vendor = sides.head.vendors.get(entry.owner)
    release = next((each for each in vendor.releases if each.label == label), None) if vendor else None
    return Ahead(label, release.production.isoformat() if release and release.production else "")


def _comparison(sides: Sides, entry: ContractEntry, upcoming: Upcoming) -> Comparison:
    options = options_of(entry, sides.ruling.policy, profile_of(sides.ruling, entry))
    return compare(sides.head.contract(entry.id), sides.head.contract(entry.id, upcoming.label), options)


def _when(finding: Finding) -> str:
    return "the release is announced, not live" if finding.severity is Severity.ERROR else ""
