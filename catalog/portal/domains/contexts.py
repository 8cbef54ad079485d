"""What the pages of domains show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.kept import once
from catalog.answers.lately import Lately
from catalog.answers.marks.known import book_of
from catalog.answers.people import DomainSheet, GroupRow, domain_rows, domain_sheets, domain_ties, service_rows
from catalog.answers.rows import ServiceRow
from catalog.portal.findings.contexts import FindingRow, finding_row
from catalog.portal.pager import Pager, pager
from catalog.portal.tied import Tied, tied
from catalog.repository.named import known
from catalog.repository.snapshot import Snapshot

SERVICES = 20
"""On a page of a domain."""


@dataclass(frozen=True, slots=True)
class DomainList:
    """Domains by name, a page of them."""

    domains: tuple[GroupRow, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class DomainPage:
    """A domain; `services` are those of this page, `findings` about the domain itself, `tied` all that ties
    it to the neighbour asked for."""

    domain: DomainSheet
    services: tuple[ServiceRow, ...]
    pager: Pager
    findings: tuple[FindingRow, ...]
    tied: Tied | None


def domain_list(snapshot: Snapshot) -> DomainList:
    """The list that this request asks for."""
    rows = domain_rows(snapshot)
    pages = pager(len(rows))
    return DomainList(pages.of(rows), pages)


def domain_page(
    catalog: Catalog, revision: Revision, name: str, args: Mapping[str, str], today: date, lately: Lately
) -> DomainPage:
    """The page of a domain; UnknownName where there is none."""
    snapshot = catalog.snapshot(revision)
    domain = known(snapshot.domains, name, "domain")
    sheet = domain_sheets(snapshot)[domain.name]
    pages = pager(len(sheet.services), SERVICES)
    found = lately.get(
        ("of domain", revision.digest, name, today),
        lambda: book_of(catalog, revision, today, lately).of_domain(domain),
    )
    rows = tuple(finding_row(each, "") for each in found)
    ties = tied(args, lambda: once(snapshot, ("ties of domain", name), lambda: domain_ties(snapshot, domain)))
    return DomainPage(sheet, service_rows(snapshot, pages.of(sheet.services)), pages, rows, ties)
