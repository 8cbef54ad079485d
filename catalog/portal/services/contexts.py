"""What the pages of services show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.faceted import Faceted
from catalog.answers.lately import Lately
from catalog.answers.listing import Choice
from catalog.answers.lists import SERVICE_FACETS
from catalog.answers.rows import ServiceRow
from catalog.answers.sheets import ServiceSheet, show_service
from catalog.portal.contracts.contexts import steps_of
from catalog.portal.contracts.judged import ContractFindings, contract_findings
from catalog.portal.narrowed import narrowed
from catalog.portal.pager import Pager
from catalog.repository.snapshot import Snapshot

ENDING = ("deprecated", "sunset", "retired")


@dataclass(frozen=True, slots=True)
class ServiceList:
    """Those of the `matching` services that are on this page, of `total`; facets count what each value would show."""

    services: tuple[ServiceRow, ...]
    total: int
    matching: int
    words: str
    filters: Mapping[str, str]
    facets: Mapping[str, tuple[Choice, ...]]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A service, the processes that it takes part in, what is wrong with its contracts, how many of these are still
    being judged, which of the contracts that it uses are ending (with their stage), and its folder's newest commits."""

    service: ServiceSheet
    workflows: tuple[str, ...]
    findings: tuple[ContractFindings, ...]
    judging: int
    ending: tuple[tuple[str, str], ...]
    changes: tuple[Step, ...]


def service_list(services: Faceted[ServiceRow], query: Mapping[str, str]) -> ServiceList:
    """A page of the list, filtered as the query says."""
    rows, told = narrowed(services, query, SERVICE_FACETS)
    return ServiceList(rows, *told)


def service_page(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> ServicePage:
    """The page of a service; UnknownName where there is none."""
    snapshot = catalog.snapshot(revision)
    sheet = lately.get(("service", revision.digest, name), lambda: show_service(snapshot, name))
    folder = sheet.file.rpartition("/")[0]
    flows = (flow.id for row in sheet.contracts for flow in snapshot.joined.workflows_by_document.get(row.path, ()))
    own = tuple(row.id for row in sheet.contracts)
    found, judging = contract_findings(catalog, revision, own, today, lately)
    return ServicePage(
        sheet,
        tuple(dict.fromkeys(flows)),
        found,
        judging,
        tuple(_ending(snapshot, name)),
        steps_of(catalog, revision, folder, lately),
    )


def _ending(snapshot: Snapshot, name: str) -> Iterator[tuple[str, str]]:
    for contract in dict.fromkeys(use.contract for use in snapshot.consumptions_by(name)):
        entry = snapshot.contracts.get(contract)
        if entry is not None and entry.lifecycle.stage in ENDING:
            yield contract, entry.lifecycle.stage
