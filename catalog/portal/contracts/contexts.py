"""What the pages of contracts show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.answers.catalog import Catalog, Step
from catalog.answers.contract import ContractSheet, show_contract
from catalog.answers.faceted import Faceted
from catalog.answers.listing import Choice
from catalog.answers.parts import EventSheet, MessageSheet, OperationSheet, Part, SchemaSheet, show_part
from catalog.answers.rows import ContractRow, UseRow, use_row
from catalog.portal.pager import Pager, pager
from catalog.repository.releases import Release
from catalog.repository.snapshot import Snapshot
from catalog.search.members import FACETS

NEWEST = 25
KINDS: tuple[tuple[type[Part], str], ...] = (
    (OperationSheet, "operation"),
    (EventSheet, "event"),
    (MessageSheet, "message"),
    (SchemaSheet, "schema"),
)


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
class ContractPage:
    """A contract, its releases (newest first), and the commits that changed its document."""

    contract: ContractSheet
    releases: tuple[Release, ...]
    changes: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One operation, event, message or schema of a contract; `kind` says which, `used_by` who names it."""

    contract: str
    title: str
    label: str | None
    at: str
    kind: str
    part: Part
    used_by: tuple[UseRow, ...]
    changes: tuple[Step, ...]


def contract_list(contracts: Faceted[ContractRow], query: Mapping[str, str]) -> ContractList:
    """A page of the list, filtered as the query says."""
    words, filters = query.get("q", ""), {name: query.get(name, "") for name in FACETS}
    chosen = contracts.choose(words, filters)
    shown = pager(len(chosen.rows))
    rows = shown.of(chosen.rows)
    return ContractList(rows, len(contracts.rows), len(chosen.rows), words[:200], filters, chosen.facets, shown)


def contract_page(catalog: Catalog, snapshot: Snapshot, contract_id: str, label: str | None) -> ContractPage:
    """The page of a contract; UnknownName where there is none."""
    sheet = show_contract(snapshot, contract_id, label)
    released = catalog.releases_of(contract_id, snapshot.catalog.branch)
    return ContractPage(sheet, tuple(reversed(released)), catalog.steps(sheet.path, NEWEST))


def part_page(catalog: Catalog, snapshot: Snapshot, contract_id: str, label: str | None, at: str) -> PartPage:
    """The page of a part; UnknownName where there is none."""
    contract = snapshot.contract(contract_id, label)
    part = show_part(contract, at)
    users = (
        use_row(snapshot, use)
        for use in snapshot.consumptions_of(contract_id)
        if any(_names(place.address, at) for place in use.uses)
    )
    kind = next(kind for sheet, kind in KINDS if isinstance(part, sheet))
    steps = catalog.steps(contract.document.name, NEWEST)
    return PartPage(contract_id, contract.title or contract_id, label, at, kind, part, tuple(users), steps)


def _names(place: str, at: str) -> bool:
    """Whether a place used is this part, or in it."""
    return place == at or place.startswith(f"{at} ")
