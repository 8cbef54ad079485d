"""What the page of a contract's standing findings shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.lately import Lately
from catalog.answers.marks.known import book_of, checked
from catalog.portal.contracts.judged import FindingCounts, finding_counts
from catalog.portal.pager import Pager, pager
from catalog.portal.problems import WrongParameter
from governance.findings import Finding, Severity

SEVERITIES = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as pages list it. `at` is its address, without the contract's id where that comes first; `waiver` the
    id of the one that covers it."""

    rule: str
    severity: str
    kind: str
    contract: str
    at: str
    message: str
    hint: str
    file: str
    line: int | None
    affects: tuple[str, ...]
    waiver: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule fails here, what is waived apart."""

    rule: str
    open: int
    waived: int


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The findings of a contract, worst first, filtered by `severity` and `rule`; `open` and `waived` count what passes
    the filters, `counts` and `rules` count all."""

    contract: str
    owner: str
    owner_kind: str
    counts: FindingCounts
    rules: tuple[RuleCount, ...]
    severity: str
    rule: str
    findings: tuple[FindingRow, ...]
    open: int
    waived: int
    pager: Pager
    today: date


def findings_page(
    catalog: Catalog, revision: Revision, contract_id: str, severity: str, rule: str, today: date, lately: Lately
) -> FindingsPage:
    """The page that this request asks for.

    Raises:
        UnknownName: there is no such contract. WrongParameter: there is no such severity.
    """
    if severity not in ("", *SEVERITIES):
        raise WrongParameter(f"there is no severity {severity!r}", hint=f"severities are {', '.join(SEVERITIES)}")
    entry = catalog.snapshot(revision).entry(contract_id)
    rows = finding_rows(catalog, revision, (contract_id,), today, lately)
    shown = [row for row in rows if severity in ("", row.severity) and rule in ("", row.rule)]
    pages = pager(len(shown))
    return FindingsPage(
        contract_id,
        entry.owner,
        entry.owner_kind,
        finding_counts(checked(catalog, revision, contract_id, today, lately).findings),
        _by_rule(rows),
        severity,
        rule,
        pages.of(shown),
        sum(not row.waiver for row in shown),
        sum(bool(row.waiver) for row in shown),
        pages,
        today,
    )


def _by_rule(rows: Iterable[FindingRow]) -> tuple[RuleCount, ...]:
    """Those with most open findings first."""
    found = Counter((row.rule, bool(row.waiver)) for row in rows)
    rules = (RuleCount(name, found[name, False], found[name, True]) for name in {name for name, _ in found})
    return tuple(sorted(rules, key=lambda each: (-each.open, -each.waived, each.rule)))


def finding_rows(
    catalog: Catalog, revision: Revision, names: Iterable[str], today: date, lately: Lately
) -> tuple[FindingRow, ...]:
    """All findings of these contracts, services and vendors, in the order of `treaty check NAME` for each."""
    return tuple(row for name in names for row in _rows(catalog, revision, name, today, lately))


def _rows(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> tuple[FindingRow, ...]:
    book, contract = (
        book_of(catalog, revision, today, lately),
        name if name in catalog.snapshot(revision).contracts else "",
    )

    def make() -> tuple[FindingRow, ...]:
        found = checked(catalog, revision, name, today, lately).findings
        return tuple(
            finding_row(each, contract, waiver.id if waiver is not None else "") for each, waiver in book.excused(found)
        )

    return lately.get(("finding rows", revision.digest, name, today), make)


def finding_row(finding: Finding, contract: str, waiver: str = "") -> FindingRow:
    """A finding as a row."""
    place = finding.locations[0] if finding.locations else None
    return FindingRow(
        finding.rule,
        finding.severity.value,
        finding.kind.value,
        contract,
        finding.address.removeprefix(f"{contract} ") if contract else finding.address,
        finding.message,
        finding.hint or "",
        place.file if place else "",
        place.line if place else None,
        finding.affects,
        waiver,
        finding.fingerprint,
    )
