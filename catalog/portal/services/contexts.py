"""What the pages of services show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.listing import Facets, Filter, facets, list_services
from catalog.answers.rows import ServiceRow
from catalog.answers.sheets import ServiceSheet, show_service
from catalog.repository.snapshot import Snapshot

NEWEST = 10
FACETS = ("layer", "domain", "owner", "stage", "pattern")
CONDITIONS = {"q": "words", **{name: name for name in FACETS}}


@dataclass(frozen=True, slots=True)
class ServiceList:
    """Services that pass the filter, of `total`; facets count all of them."""

    services: tuple[ServiceRow, ...]
    total: int
    filter: Filter
    facets: Facets


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A service and the newest commits in its folder."""

    service: ServiceSheet
    changes: tuple[Step, ...]


def service_list(snapshot: Snapshot, query: Mapping[str, str]) -> ServiceList:
    """The list, filtered as the query says."""
    chosen = Filter(**{field: query.get(name, "") for name, field in CONDITIONS.items()})
    rows = list_services(snapshot)
    shown = tuple(row for row in rows if chosen.admits(row))
    return ServiceList(shown, len(rows), chosen, facets(snapshot, rows))


def service_page(catalog: Catalog, revision: Revision, snapshot: Snapshot, name: str) -> ServicePage:
    """The page of a service; UnknownName where there is none."""
    sheet = show_service(snapshot, name)
    folder = sheet.file.rpartition("/")[0]
    return ServicePage(sheet, catalog.steps(folder, NEWEST, revision))
