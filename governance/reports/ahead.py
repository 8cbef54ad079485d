"""Announced vendor releases in a line each, where a pull request has nothing to do with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from governance.findings import Status
from governance.gate.verdict import JudgedFinding, Verdict
from governance.reports.escaping import clipped, code, prose
from governance.reports.selection import Section, section_of

UNTOLD = (Section.KNOWN, Section.FIXED, Section.INFORMS)
"""What a comment only counts."""
LONGEST, MOST = 120, 20


def only_ahead(verdict: Verdict) -> bool:
    """Whether nothing is to be told but releases that were announced before, of contracts that are not touched."""
    ahead = [each for each in verdict.findings if each.upcoming is not None]
    others = (each for each in verdict.findings if each.upcoming is None)
    known = all(each.finding.status is Status.EXISTING and not each.blocks for each in ahead)
    return (
        bool(ahead)
        and known
        and not (verdict.blocked or verdict.contracts)
        and all(section_of(each) in UNTOLD for each in others)
    )


def ahead_lines(verdict: Verdict) -> Iterator[str]:
    """A line of Markdown for each release, by contract and label."""
    ahead = sorted((each for each in verdict.findings if each.upcoming is not None), key=_release)
    groups = [(release, tuple(found)) for release, found in groupby(ahead, _release)]
    yield from (_line(*release, found) for release, found in groups[:MOST])
    if len(groups) > MOST:
        yield f"- and {len(groups) - MOST} more releases"


def _release(told: JudgedFinding) -> tuple[str, str]:
    return told.contract, told.upcoming or ""


def _line(contract: str, label: str, found: tuple[JudgedFinding, ...]) -> str:
    services = sorted({service for each in found for service in each.consumers})
    named = ", ".join(code(clipped(service, LONGEST)) for service in services[:3])
    more = f" and {len(services) - 3} more" if len(services) > 3 else ""
    changes = f"{len(found)} change{'s' if len(found) > 1 else ''}"
    release = f"{code(clipped(contract, LONGEST))} {prose(clipped(label, LONGEST))}"
    return f"- {release} is announced: {changes} will hit {named}{more}"
