"""What the pages of contracts show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.changes import steps_at
from catalog.answers.contract import ContractSheet, sheet_of
from catalog.answers.editions.past import past_of
from catalog.answers.faceted import Faceted
from catalog.answers.lately import Lately
from catalog.answers.listing import Choice
from catalog.answers.marks.known import contract_at
from catalog.answers.rows import ContractRow
from catalog.model.contract import Contract
from catalog.portal.contracts.judged import FindingCounts, counts_of
from catalog.portal.contracts.outline import SIZES, Outline, outline
from catalog.portal.narrowed import narrowed
from catalog.portal.pager import Pager, asked_page, pager
from catalog.repository.releases import Release
from catalog.repository.snapshot import Snapshot
from catalog.search.members import FACETS

NEWEST = 8
USED = 40


@dataclass(frozen=True, slots=True)
class ContractList:
    """Those of the `matching` contracts that are on this page, of `total`; facets count what each value would show."""

    contracts: tuple[ContractRow, ...]
    total: int
    matching: int
    words: str
    filters: Mapping[str, str]
    facets: Mapping[str, tuple[Choice, ...]]
    pager: Pager


@dataclass(frozen=True, slots=True)
class UsedPlace:
    """A place of the contract and the services that name it."""

    place: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContractPage:
    """A contract. Its lists hold what a page has room for: `pagers` says of each how much there is after the filter
    `words`, of `total` parts without it. `judging` is 1 while its
    findings are not counted. `releases` are the newest of `released`; `changes` the newest commits of its
    document; `places` those that services use, the most used first."""

    contract: ContractSheet
    words: str
    pagers: Mapping[str, Pager]
    total: int
    releases: tuple[Release, ...]
    released: int
    findings: FindingCounts
    judging: int
    places: tuple[UsedPlace, ...]
    changes: tuple[Step, ...]


def contract_list(contracts: Faceted[ContractRow], query: Mapping[str, str]) -> ContractList:
    """A page of the list, filtered as the query says."""
    rows, told = narrowed(contracts, query, FACETS)
    return ContractList(rows, *told)


def contract_page(
    catalog: Catalog, revision: Revision, contract_id: str, label: str | None, words: str, today: date, lately: Lately
) -> ContractPage:
    """The page of a contract; UnknownName where there is none."""
    past = past_of(catalog, revision, contract_id, lately)
    contract = contract_at(catalog, revision, contract_id, label, lately)
    parts = _outline(contract, revision, label, words, lately)
    sheet = sheet_of(past.snapshot, contract, label, lambda _: parts.rows)
    places = _places(past.snapshot, contract_id)
    pages = pager(len(places), USED, "places")
    counts, judging = counts_of(catalog, revision, contract_id, today, lately)
    return ContractPage(
        sheet,
        words,
        {**parts.pagers, "places": pages},
        parts.total,
        tuple(reversed(past.releases))[:NEWEST],
        len(past.releases),
        counts,
        judging,
        pages.of(places),
        steps_of(catalog, revision, sheet.path, lately),
    )


def _outline(contract: Contract, revision: Revision, label: str | None, words: str, lately: Lately) -> Outline:
    asked = tuple(asked_page(name) for name in SIZES)
    key = ("outline", revision.digest, contract.id, label, words, asked)
    return lately.get(key, lambda: outline(contract, words))


def steps_of(catalog: Catalog, revision: Revision, path: str, lately: Lately) -> tuple[Step, ...]:
    """The newest commits that changed a path, asked of Git once while no branch moves."""
    key = ("steps", path, revision.digest, catalog.named_revisions())
    return lately.get(key, lambda: steps_at(catalog, revision, path, NEWEST))


def _places(snapshot: Snapshot, contract_id: str) -> tuple[UsedPlace, ...]:
    found: dict[str, dict[str, None]] = {}
    for consumption in snapshot.consumptions_of(contract_id):
        for use in consumption.uses:
            found.setdefault(use.address, {})[consumption.service] = None
    told = (UsedPlace(place, tuple(services)) for place, services in found.items())
    return tuple(sorted(told, key=lambda each: (-len(each.services), each.place)))
