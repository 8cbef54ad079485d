"""What the page of a contract's releases shows."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.editions.passages import PAGE, Announcement, ReleaseRow, announcements, passages
from catalog.answers.editions.past import past_of
from catalog.answers.lately import Lately
from catalog.portal.pager import Pager, pager


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """The releases of a contract, newest first, a few on each page; `live` is the label in place. `recorded`: a vendor
    writes it, so that its version is not ours to judge."""

    contract: str
    owner: str
    owner_kind: str
    live: str
    stage: str
    recorded: bool
    announced: tuple[Announcement, ...]
    releases: tuple[ReleaseRow, ...]
    pager: Pager


def releases_page(catalog: Catalog, revision: Revision, contract_id: str, lately: Lately) -> ReleasesPage:
    """The page that this request asks for; UnknownName where there is no such contract."""
    past = past_of(catalog, revision, contract_id, lately)
    pages, entry = pager(len(past.releases), PAGE), past.entry
    rows = passages(past, max(pages.first - 1, 0), lately)
    ahead = announcements(past, lately) if pages.page == 1 else ()
    return ReleasesPage(
        contract_id,
        entry.owner,
        entry.owner_kind,
        entry.label or (past.releases[-1].label if past.releases else ""),
        entry.lifecycle.stage,
        entry.owner_kind == "vendor",
        ahead,
        rows,
        pages,
    )
