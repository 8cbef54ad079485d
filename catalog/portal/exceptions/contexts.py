"""What the register of waivers and acceptances shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.exceptions import AcceptanceRow, Standing, WaiverRow, acceptance_row, contract_of, waiver_row
from catalog.answers.kept import once
from catalog.answers.lately import Lately
from catalog.answers.marks.known import book_of, checked
from catalog.errors import CatalogError
from catalog.model.policy import Waiver
from catalog.portal.pager import Pager, pager
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding


@dataclass(frozen=True, slots=True)
class ExceptionsPage:
    """Waivers by the day they end, then acceptances, a page of each; `standings` counts the waivers of this page."""

    today: date
    waivers: tuple[WaiverRow, ...]
    waiver_pager: Pager
    standings: Mapping[str, int]
    acceptances: tuple[AcceptanceRow, ...]
    acceptance_pager: Pager
    approvers: Mapping[str, tuple[str, ...]]


def exceptions_page(catalog: Catalog, revision: Revision, today: date, lately: Lately) -> ExceptionsPage:
    """The register of a revision on a day."""
    snapshot = catalog.snapshot(revision)
    register = sorted(snapshot.waivers.values(), key=lambda each: (each.expires or date.max, each.id))
    given = sorted(snapshot.acceptances.values(), key=lambda each: (each.created or date.min, each.id), reverse=True)
    pages, further = pager(len(register)), pager(len(given), name="acceptances")
    rows = tuple(waiver_rows(catalog, revision, pages.of(register), today, lately))
    accepted = tuple(_acceptance(snapshot, revision, each.id, lately) for each in further.of(given))
    counted = Counter(row.standing for row in rows)
    return ExceptionsPage(
        today,
        rows,
        pages,
        {standing.value: counted[standing] for standing in Standing if counted[standing]},
        accepted,
        further,
        snapshot.policy.approvers,
    )


def waiver_rows(
    catalog: Catalog, revision: Revision, waivers: Iterable[Waiver], today: date, lately: Lately, *, stays: bool = False
) -> list[WaiverRow]:
    """Waivers as they stand: each row needs all that is found in a contract. What `stays` is kept as long as the
    revision is shown."""
    book, snapshot = book_of(catalog, revision, today, lately), catalog.snapshot(revision)
    return [
        once(
            snapshot,
            ("waiver", each.id, today),
            lambda each=each: waiver_row(book, each, _findings(catalog, revision, each, today, lately)),  # type: ignore[misc]
            stays=stays,
        )
        for each in waivers
    ]


def _findings(
    catalog: Catalog, revision: Revision, waiver: Waiver, today: date, lately: Lately
) -> tuple[Finding, ...] | None:
    contract = contract_of(catalog.snapshot(revision), waiver)
    try:
        return checked(catalog, revision, contract, today, lately).findings if contract else None
    except CatalogError:
        return None


def _acceptance(snapshot: Snapshot, revision: Revision, name: str, lately: Lately) -> AcceptanceRow:
    return lately.get(
        ("acceptance", revision.digest, name), lambda: acceptance_row(snapshot, snapshot.acceptances[name])
    )
