"""What the pages of services show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.faceted import Faceted
from catalog.answers.listing import Choice
from catalog.answers.lists import SERVICE_FACETS
from catalog.answers.rows import ServiceRow
from catalog.answers.sheets import ServiceSheet, show_service
from catalog.portal.pager import Pager, pager
from catalog.repository.snapshot import Snapshot

NEWEST = 10


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
    """A service and the newest commits in its folder."""

    service: ServiceSheet
    changes: tuple[Step, ...]


def service_list(services: Faceted[ServiceRow], query: Mapping[str, str]) -> ServiceList:
    """A page of the list, filtered as the query says."""
    words, filters = query.get("q", ""), {name: query.get(name, "") for name in SERVICE_FACETS}
    chosen = services.choose(words, filters)
    shown = pager(len(chosen.rows))
    rows = shown.of(chosen.rows)
    return ServiceList(rows, len(services.rows), len(chosen.rows), words[:200], filters, chosen.facets, shown)


def service_page(catalog: Catalog, revision: Revision, snapshot: Snapshot, name: str) -> ServicePage:
    """The page of a service; UnknownName where there is none."""
    sheet = show_service(snapshot, name)
    folder = sheet.file.rpartition("/")[0]
    return ServicePage(sheet, catalog.steps(folder, NEWEST, revision))
