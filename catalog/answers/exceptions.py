"""The register of agreed exceptions: what each excuses today, until when, and which of them excuse nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from catalog.answers.rule_book import RuleBook
from catalog.errors import CatalogError
from catalog.model.address_text import parse_address
from catalog.model.policy import Acceptance, Waiver
from catalog.reading.addresses.lookup import resolve
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.rules.waiving import in_force


class Standing(Enum):
    """Where an exception stands on a day."""

    IN_FORCE = "in force"
    EXPIRING = "expires soon"
    EXPIRED = "expired"
    UNAPPROVED = "not approved"
    UNUSED = "excuses nothing"
    ORPHANED = "place is gone"


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A waiver. `contract` is what it is about, empty for descriptors; `excuses` counts the findings that it covers
    while it is in force; `days` are left until it ends, None where it says no end."""

    id: str
    rule: str
    contract: str
    at: str
    scope: str
    standing: Standing
    excuses: int
    expires: date | None
    days: int | None
    reason: str
    ticket: str
    requested_by: str
    approved_by: str
    created: date | None
    file: str


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """An acceptance: bound to the digests of one change, and without effect once that is merged. `there` says whether
    its place exists now."""

    id: str
    rule: str
    contract: str
    at: str
    before: str
    after: str
    there: bool
    accepted_by: tuple[str, ...]
    consumers: tuple[str, ...]
    reason: str
    ticket: str
    created: date | None
    file: str


def contract_of(snapshot: Snapshot, waiver: Waiver | Acceptance) -> str:
    """The contract that an exception is about; empty where it is about something else, or about nothing that is."""
    name = (waiver.address or getattr(waiver, "contract", None) or "").partition(" ")[0]
    return name if name in snapshot.contracts else ""


def waiver_row(book: RuleBook, waiver: Waiver, findings: tuple[Finding, ...] | None) -> WaiverRow:
    """A waiver as it stands; `findings` are those of its contract, None where it is about something else."""
    covered = [found for found in findings or () if book.covers(waiver, found)]
    days = (waiver.expires - book.today).days if waiver.expires else None
    contract = contract_of(book.snapshot, waiver)
    address = waiver.address or waiver.contract or ""
    return WaiverRow(
        waiver.id,
        waiver.rule,
        contract,
        address.removeprefix(f"{contract} ") if contract else address,
        waiver.scope,
        _standing(book, waiver, None if findings is None else len(covered)),
        len(covered),
        waiver.expires,
        days,
        waiver.reason,
        waiver.ticket or "",
        waiver.requested_by,
        waiver.approved_by,
        waiver.created,
        waiver.origin.file,
    )


def _standing(book: RuleBook, waiver: Waiver, covered: int | None) -> Standing:
    if not book.is_there(waiver):
        return Standing.ORPHANED
    if covered == 0:
        return Standing.UNUSED
    if waiver.expires is not None and waiver.expires < book.today:
        return Standing.EXPIRED
    if not in_force(waiver, book.today):
        return Standing.UNAPPROVED
    assert waiver.expires is not None
    soon = book.today + timedelta(days=book.policy.waivers.expiring_days)
    return Standing.EXPIRING if waiver.expires <= soon else Standing.IN_FORCE


def acceptance_row(snapshot: Snapshot, acceptance: Acceptance) -> AcceptanceRow:
    """An acceptance as it stands."""
    contract = contract_of(snapshot, acceptance)
    return AcceptanceRow(
        acceptance.id,
        acceptance.rule,
        contract,
        acceptance.address.removeprefix(f"{contract} ") if contract else acceptance.address,
        acceptance.before,
        acceptance.after,
        _is_there(snapshot, contract, acceptance.address),
        acceptance.accepted_by,
        acceptance.consumers,
        acceptance.reason,
        acceptance.ticket or "",
        acceptance.created,
        acceptance.origin.file,
    )


def _is_there(snapshot: Snapshot, contract: str, address: str) -> bool:
    if not contract:
        return False
    try:
        place = parse_address(address)
        return not place.steps or resolve(snapshot.contract(contract), place) is not None
    except CatalogError:
        return False
