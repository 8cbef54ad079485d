"""What the register of waivers does to standing findings, and which waivers do nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from catalog.frozen import replace
from catalog.model.address_text import MalformedAddress, parse_address
from catalog.model.policy import Waiver
from governance.findings import Finding, Kind, Severity, Status, fingerprint
from governance.lines import Source, line_of

CONTRACT = "contract"
REGISTER = "waiver-"
"""Findings about waivers are not themselves waived."""


def in_force(waiver: Waiver, today: date) -> bool:
    """Whether it still counts on a day, which its last one does."""
    return waiver.expires is not None and today <= waiver.expires and bool(waiver.approved_by)


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether the finding is what the waiver excuses: rule and address (or contract); direction and facet if stated."""
    if waiver.rule != finding.rule or finding.rule.startswith(REGISTER):
        return False
    if waiver.direction and finding.direction and waiver.direction != finding.direction.value:
        return False
    if waiver.scope == CONTRACT:
        return waiver.contract is not None and _contract_of(finding.address) == waiver.contract
    if waiver.address is None or _plain(waiver.address) != finding.address:
        return False
    return waiver.facet is None or fingerprint(finding.rule, finding.address, waiver.facet) == finding.fingerprint


Covers: TypeAlias = Callable[[Waiver, Finding], bool]
"""`covers`, or a judgement that also knows other addresses of the same place."""


def excused(
    findings: Iterable[Finding], waivers: Iterable[Waiver], today: date, covered: Covers = covers
) -> Iterator[tuple[Finding, Waiver | None]]:
    """The findings, with status WAIVED and the waiver where one in force covers them."""
    standing = tuple(findings)
    valid: dict[str, list[Waiver]] = {finding.rule: [] for finding in standing}
    for waiver in waivers:
        if waiver.rule in valid and in_force(waiver, today):
            valid[waiver.rule].append(waiver)
    for found in standing:
        excuse = next((waiver for waiver in valid[found.rule] if covered(waiver, found)), None)
        yield (found if excuse is None else replace(found, status=Status.WAIVED)), excuse


def unused(
    waivers: Iterable[Waiver],
    findings: Iterable[Finding],
    exists: Callable[[Waiver], bool],
    source: Source,
    covered: Covers = covers,
) -> Iterator[Finding]:
    """A finding for each waiver that covers none of the standing findings although its place `exists`."""
    standing = tuple(findings)
    for waiver in waivers:
        if exists(waiver) and not any(covered(waiver, found) for found in standing):
            what = (
                f"waiver {waiver.id} excuses nothing: there is no {waiver.rule} at {waiver.address or waiver.contract}"
            )
            yield _finding("waiver-unused", waiver, what, "What it excused is mended: remove it.", source)


def orphaned(waivers: Iterable[Waiver], exists: Callable[[Waiver], bool], source: Source) -> Iterator[Finding]:
    """A finding for each waiver whose place is gone."""
    for waiver in waivers:
        if not exists(waiver):
            what = f"waiver {waiver.id} is about {waiver.address or waiver.contract}, which is not there"
            yield _finding("waiver-orphaned", waiver, what, "Remove it, or correct the address.", source)


def _finding(rule: str, waiver: Waiver, message: str, hint: str, source: Source) -> Finding:
    address = f"waiver/{waiver.id}"
    place = (line_of(waiver.origin.file, ("address" if waiver.address else "contract",), source),)
    return Finding(rule, Kind.POLICY, Severity.WARNING, address, message, fingerprint(rule, address), hint, place)


def _plain(address: str) -> str:
    """As findings spell it: names of path templates left out."""
    try:
        return str(parse_address(address))
    except MalformedAddress:
        return address


def _contract_of(address: str) -> str:
    return address.partition(" ")[0]
