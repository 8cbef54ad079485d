"""What the pages of teams show."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.lately import Lately
from catalog.answers.marks.known import checked
from catalog.answers.people import GroupRow, TeamSheet, service_rows, team_rows, team_sheets
from catalog.answers.rows import ServiceRow
from catalog.answers.survey import AT_ONCE
from catalog.errors import CatalogError
from catalog.portal.contracts.contexts import FindingCounts, finding_counts
from catalog.portal.pager import Pager, pager
from catalog.repository.named import known
from catalog.repository.snapshot import Snapshot

NONE = FindingCounts(0, 0, 0, 0)
MOST_COUNTS = 30_000
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
    """A team; `services` are those of this page, `findings` of their contracts and, on the first page, of vendors';
    `judging` counts the contracts whose findings are not known yet."""

    team: TeamSheet
    services: tuple[ServiceRow, ...]
    pager: Pager
    findings: tuple[ContractFindings, ...]
    judging: int
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
    found, judging = contract_findings(catalog, revision, contracts, today, lately)
    return TeamPage(sheet, rows, pages, found, judging, today)


def contract_findings(
    catalog: Catalog, revision: Revision, contracts: Iterable[str], today: date, lately: Lately
) -> tuple[tuple[ContractFindings, ...], int]:
    """Those of the contracts that have findings, the most errors first; and how many contracts are still being judged,
    beside the requests, since there are many in the catalog."""
    kept: Lately = lately.get("counts of findings", lambda: Lately(MOST_COUNTS))
    names = tuple(dict.fromkeys(contracts))
    keys = [(revision.digest, name, today) for name in names]
    judge = [partial(_count, catalog, revision, name, today, lately) for name in names]
    unknown = [pair for pair in zip(keys, judge, strict=True) if kept.known(pair[0]) is None]
    if unknown and len(catalog.snapshot(revision).contracts) > AT_ONCE:
        kept.get(("judging", *keys), lambda: catalog.jobs.start("judging", partial(_judge, catalog, kept, unknown)))
    else:
        _judge(catalog, kept, unknown)
    found = [each for key in keys if isinstance(each := kept.known(key), ContractFindings)]
    shown = [each for each in found if each.error or each.counts != NONE]
    ordered = sorted(shown, key=lambda each: (-each.counts.error, -each.counts.warning, each.contract))
    return tuple(ordered), len(keys) - len(found)


Judging = tuple[Hashable, Callable[[], ContractFindings]]


def _judge(catalog: Catalog, kept: Lately, unknown: Iterable[Judging]) -> None:
    for key, make in unknown:
        if not catalog.jobs.ending():
            kept.get(key, make)


def _count(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> ContractFindings:
    try:
        return ContractFindings(name, finding_counts(checked(catalog, revision, name, today, lately).findings))
    except CatalogError as error:
        return ContractFindings(name, NONE, str(error))
