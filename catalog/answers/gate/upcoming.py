"""Announced vendor releases, checked against all consumptions on every run (DESIGN §4, SEMANTICS §7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.answers.gate.compared import Placing, options_of
from catalog.answers.gate.consumers import Consumers
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.standing import owner_of, profile_of
from catalog.errors import CatalogError
from catalog.model.service import ContractEntry, Upcoming
from governance.compatibility.comparison import Comparison, compare
from governance.findings import Effect, Finding, Severity, Status
from governance.gate.severities import weighed
from governance.gate.verdict import JudgedFinding


@dataclass(frozen=True, slots=True)
class Announced:
    """A vendor's contract in a release that is not live: how many of its changes hit nobody, and those that do."""

    contract: str
    label: str
    findings: tuple[JudgedFinding, ...]
    harmless: int
    error: str = ""

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
            yield _release(sides, consumers, entry, upcoming)


def _release(sides: Sides, consumers: Consumers, entry: ContractEntry, upcoming: Upcoming) -> Announced:
    policy, profile = sides.ruling.policy, profile_of(sides.ruling, entry)
    try:
        comparison = _comparison(sides, entry, upcoming)
    except CatalogError as error:
        return Announced(entry.id, upcoming.label, (), 0, str(error))
    placing = Placing(sides.head, upcoming.path)
    status = Status.NEW if upcoming.path in sides.changed else Status.EXISTING
    weighty = [finding for finding in comparison.findings if finding.effect is not Effect.SAFE]
    hitting = consumers.reading(entry.id, sides.head.contract(entry.id))
    told = []
    for finding in weighty:
        weighed_so = weighed(finding, policy, profile)
        hit = hitting.hit(finding)
        if weighed_so is not None and hit.consumers:
            owner = owner_of(sides, entry)
            services = tuple(consumer.service for consumer in hit.consumers)
            placed = replace(placing.placed(weighed_so), status=status)
            told.append(JudgedFinding(
                placed, entry.id, False, _when(placed), owner, services, hit.workflows, upcoming=upcoming.label,
            ))  # fmt: skip
    return Announced(entry.id, upcoming.label, tuple(told), len(comparison.findings) - len(told))


def _comparison(sides: Sides, entry: ContractEntry, upcoming: Upcoming) -> Comparison:
    options = options_of(entry, sides.ruling.policy, profile_of(sides.ruling, entry))
    return compare(sides.head.contract(entry.id), sides.head.contract(entry.id, upcoming.label), options)


def _when(finding: Finding) -> str:
    return "the release is announced, not live" if finding.severity is Severity.ERROR else ""
