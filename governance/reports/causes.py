"""Findings by root cause: what changed in one place is one group, and one change is told once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from catalog.frozen import dataclass
from catalog.model.pointer import split_pointer
from governance.gate.verdict import HitWorkflow, JudgedFinding
from governance.reports.parts import path_below, said, shared_part


@dataclass(frozen=True, slots=True)
class Told:
    """One change: a single finding, or the same one in each contract that refers to a shared document."""

    findings: tuple[JudgedFinding, ...]

    @property
    def first(self) -> JudgedFinding:
        return self.findings[0]

    @property
    def contracts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told.contract for told in self.findings if told.contract))

    @property
    def message(self) -> str:
        """What happened; a property that is both place and subject is named once. Of several findings, the place is
        the one in the document that they share."""
        finding = self.first.finding
        place, sentence = said(finding)
        if len({told.finding.message for told in self.findings}) > 1:
            place = path_below(finding)
        return f"{place}: {sentence}" if place and not sentence.startswith(f"{place} ") else sentence

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told.finding.address for told in self.findings))

    @property
    def affects(self) -> tuple[str, ...]:
        """The affected operations; with their contracts where there are several."""
        several = len(self.contracts) > 1
        return tuple(
            f"{told.contract} {name}" if several else name for told in self.findings for name in told.finding.affects
        )

    @property
    def consumers(self) -> tuple[tuple[str, str], ...]:
        """(contract, service) of everybody hit."""
        return tuple(dict.fromkeys((told.contract, name) for told in self.findings for name in told.consumers))

    @property
    def workflows(self) -> tuple[HitWorkflow, ...]:
        return tuple(dict.fromkeys(workflow for told in self.findings for workflow in told.workflows))


@dataclass(frozen=True, slots=True)
class Cause:
    """One place that changed: a contract with, where it is shared, the component; or a document of its own, with
    every contract that refers to it."""

    contracts: tuple[str, ...]
    part: str
    told: tuple[Told, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """The teams whose contracts these are."""
        found = (each.owner for told in self.told for each in told.findings)
        return tuple(dict.fromkeys(owner for owner in found if owner))

    @property
    def affects(self) -> tuple[str, ...]:
        return tuple(sorted({name for told in self.told for name in told.affects}))


def causes(findings: Iterable[JudgedFinding]) -> tuple[Cause, ...]:
    """The findings in groups, in the order in which the first of each group comes."""
    groups: dict[tuple[str, str], dict[Hashable, list[JudgedFinding]]] = {}
    for number, told in enumerate(findings):
        part, external = shared_part(told.finding) or "", _external(told)
        group = groups.setdefault(("" if external else told.contract, part), {})
        group.setdefault(_same(told) if external else number, []).append(told)
    return tuple(
        Cause(
            tuple(dict.fromkeys(each.contract for members in group.values() for each in members if each.contract)),
            part,
            tuple(Told(tuple(members)) for members in group.values()),
        )
        for (_, part), group in groups.items()
    )


def one_by_one(findings: Iterable[JudgedFinding]) -> tuple[Told, ...]:
    """Each change once, for formats that have no groups; in the order of the findings."""
    held: dict[Hashable, list[JudgedFinding]] = {}
    for number, told in enumerate(findings):
        held.setdefault(_same(told) if _external(told) else number, []).append(told)
    return tuple(Told(tuple(members)) for members in held.values())


def _external(told: JudgedFinding) -> bool:
    """Whether the place lies in a document that contracts share."""
    pointers = told.finding.pointers
    text = pointers.revision if pointers.revision is not None else pointers.base
    return bool(split_pointer(text or "")[0])


def _same(told: JudgedFinding) -> Hashable:
    finding = told.finding
    return (
        finding.rule, finding.severity, finding.status, said(finding)[1], finding.pointers, finding.locations[:1],
        finding.digests, told.blocks, told.because, told.upcoming, told.exception,
    )  # fmt: skip
