"""What the pages of teams show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.kept import once
from catalog.answers.lately import Lately
from catalog.answers.people import GroupRow, TeamSheet, service_rows, team_rows, team_sheets, team_ties
from catalog.answers.rows import ServiceRow
from catalog.portal.contracts.judged import ContractFindings, contract_findings
from catalog.portal.pager import Pager, pager
from catalog.portal.tied import Tied, tied
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
class TeamPage:
    """A team; `services` are those of this page, `findings` of their contracts and, on the first page, of vendors';
    `judging` counts the contracts whose findings are not known yet, `tied` is all that ties it to
    the neighbour asked for."""

    team: TeamSheet
    services: tuple[ServiceRow, ...]
    pager: Pager
    findings: tuple[ContractFindings, ...]
    judging: int
    tied: Tied | None
    today: date


def team_list(snapshot: Snapshot) -> TeamList:
    """The list that this request asks for."""
    rows = team_rows(snapshot)
    pages = pager(len(rows))
    return TeamList(pages.of(rows), pages)


def team_page(
    catalog: Catalog, revision: Revision, name: str, args: Mapping[str, str], today: date, lately: Lately
) -> TeamPage:
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
    found, judging = contract_findings(catalog, revision, contracts, today, lately)
    ties = tied(args, lambda: once(snapshot, ("ties of team", name), lambda: team_ties(snapshot, team)))
    return TeamPage(sheet, rows, pages, found, judging, ties, today)
