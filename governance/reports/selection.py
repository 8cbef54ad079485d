"""The order in which findings are told, and the sections that they stand in."""

from __future__ import annotations

from enum import Enum

from governance.findings import Severity, Status
from governance.gate.verdict import CLOSED, JudgedFinding, Verdict


class Section(Enum):
    """What a reader does with a finding; the value is the heading."""

    BLOCKS = "Blocks"
    ANNOUNCED = "Announced by vendors"
    WARNS = "Warns"
    EXCEPTED = "Let through by agreement"
    INFORMS = "Good to know"
    KNOWN = "Known before"
    FIXED = "Fixed here"


SHORT = (Section.BLOCKS, Section.ANNOUNCED, Section.WARNS, Section.EXCEPTED)
"""What is told without being asked for; the others are counted."""
NEWEST = (Status.NEW, None, Status.EXISTING, Status.WAIVED, Status.ACCEPTED, Status.FIXED)


def section_of(told: JudgedFinding) -> Section:
    """The section of a finding."""
    status = told.finding.status
    if told.blocks:
        return Section.BLOCKS
    if status is Status.FIXED:
        return Section.FIXED
    if status in CLOSED:
        return Section.EXCEPTED
    if told.upcoming is not None:
        return Section.ANNOUNCED
    if status is Status.EXISTING:
        return Section.KNOWN
    return Section.INFORMS if told.finding.severity is Severity.INFO else Section.WARNS


def level_of(told: JudgedFinding) -> Severity:
    """How loudly CI shows it. An error is what blocks, and nothing else: CI takes errors for failures. What is agreed
    upon is information."""
    if told.blocks:
        return Severity.ERROR
    if told.finding.status in CLOSED or told.finding.severity is Severity.INFO:
        return Severity.INFO
    return Severity.WARNING


def ranked(verdict: Verdict) -> tuple[JudgedFinding, ...]:
    """What blocks first, then open before agreed or fixed, the worst before the lesser, the new before the known."""
    return tuple(sorted(verdict.findings, key=_rank))


def in_section(verdict: Verdict, section: Section) -> tuple[JudgedFinding, ...]:
    """The findings of one section, ranked."""
    return tuple(sorted((told for told in verdict.findings if section_of(told) is section), key=_rank))


def counted(verdict: Verdict, section: Section) -> int:
    """How many findings the section has, those that nobody asked to be told among them."""
    told = sum(section_of(each) is section for each in verdict.findings)
    return told + (verdict.known if section is Section.KNOWN else 0)


def _rank(told: JudgedFinding) -> tuple[bool, int, int, int, bool]:
    finding = told.finding
    closed, newness = finding.status in CLOSED, NEWEST.index(finding.status)
    return closed, level_of(told).rank, newness, finding.severity.rank, told.upcoming is not None
