"""What the pages of teams show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.lately import Lately
from catalog.answers.marks.known import checked
from catalog.answers.people import GroupRow, TeamSheet, service_rows, team_rows, team_sheets
from catalog.answers.rows import ServiceRow
from catalog.errors import CatalogError
from catalog.portal.contracts.contexts import FindingCounts, finding_counts
from catalog.portal.pager import Pager, pager
from catalog.repository.named import known
from catalog.repository.snapshot import Snapshot

SERVICES = 20
"""On a page of a team, since the findings of all their contracts are counted."""


@dataclass(frozen=True, slots=True)
class TeamList:
    """Teams by name, a page of them."""

    teams: tuple[GroupRow, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ContractFindings:
    """A contract that has findings, and how many; `error` says why it could not be judged."""

    contract: str
    counts: FindingCounts
    error: str = ""


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team; `services` are those of this page, `findings` of their contracts and, on the first page, of vendors'."""

    team: TeamSheet
    services: tuple[ServiceRow, ...]
    pager: Pager
    findings: tuple[ContractFindings, ...]
    today: date


def team_list(snapshot: Snapshot) -> TeamList:
    """The list that this request asks for."""
    rows = team_rows(snapshot)
    pages = pager(len(rows))
    return TeamList(pages.of(rows), pages)


def team_page(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> TeamPage:
    """The page of a team; UnknownName where there is none."""
    snapshot = catalog.snapshot(revision)
    team = known(snapshot.teams, name, "team")
    sheet = team_sheets(snapshot)[team.name]
    pages = pager(len(sheet.services), SERVICES)
    rows = service_rows(snapshot, pages.of(sheet.services))
    vendors = sheet.vendors if pages.page == 1 else ()
    contracts = (
        *(name for row in rows for name in row.contracts),
        *(name for row in vendors for name in row.contracts),
    )
    return TeamPage(sheet, rows, pages, contract_findings(catalog, revision, contracts, today, lately), today)


def contract_findings(
    catalog: Catalog, revision: Revision, contracts: Iterable[str], today: date, lately: Lately
) -> tuple[ContractFindings, ...]:
    """Those of the contracts that have findings, the most errors first."""
    key = ("counts", revision.digest, tuple(contracts), today)
    found = lately.get(key, lambda: tuple(_count(catalog, revision, name, today, lately) for name in key[2]))
    shown = [each for each in found if each.error or each.counts != FindingCounts(0, 0, 0, 0)]
    return tuple(sorted(shown, key=lambda each: (-each.counts.error, -each.counts.warning, each.contract)))


def _count(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> ContractFindings:
    try:
        return ContractFindings(name, finding_counts(checked(catalog, revision, name, today, lately).findings))
    except CatalogError as error:
        return ContractFindings(name, FindingCounts(0, 0, 0, 0), str(error))
