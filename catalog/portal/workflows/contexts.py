"""What the pages of business processes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.editions.between import between
from catalog.answers.editions.past import past_of
from catalog.answers.lately import Lately
from catalog.answers.marks.known import book_of, contract_at
from catalog.answers.processes import WorkflowRow, WorkflowSheet, show_workflow, workflow_row
from catalog.errors import CatalogError
from catalog.portal.contracts.contexts import steps_of
from catalog.portal.findings.contexts import FindingRow, finding_row
from catalog.portal.pager import Pager, pager
from catalog.repository.named import known
from catalog.repository.snapshot import Snapshot

FLOWS = 25
"""On a page, each with all contracts that it goes over."""


@dataclass(frozen=True, slots=True)
class WorkflowList:
    """Processes by id, a page of them."""

    workflows: tuple[WorkflowRow, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Threat:
    """An announced release that hits the process: by its own `steps`, or through the services `via`, which use what
    changes. `breaks` and `may_break` count the changes that do."""

    contract: str
    label: str
    production: date | None
    steps: tuple[str, ...]
    via: tuple[str, ...]
    breaks: int
    may_break: int


@dataclass(frozen=True, slots=True)
class WorkflowPage:
    """A process, what threatens it, and what is wrong with it; `unjudged` are announced releases that could not be
    compared."""

    workflow: WorkflowSheet
    threats: tuple[Threat, ...]
    unjudged: tuple[str, ...]
    findings: tuple[FindingRow, ...]
    changes: tuple[Step, ...]


def workflow_list(snapshot: Snapshot) -> WorkflowList:
    """The list that this request asks for."""
    every = sorted(snapshot.workflows.values(), key=lambda each: each.id)
    pages = pager(len(every), FLOWS)
    return WorkflowList(tuple(workflow_row(snapshot, each) for each in pages.of(every)), pages)


def workflow_page(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> WorkflowPage:
    """The page of a process; UnknownName where there is none."""
    snapshot = catalog.snapshot(revision)
    workflow = known(snapshot.workflows, name, "workflow")

    sheet = lately.get(
        ("workflow", revision.digest, name),
        lambda: show_workflow(snapshot, workflow, lambda each: contract_at(catalog, revision, each, None, lately)),
    )
    threats, unjudged = lately.get(
        ("threats", revision.digest, name, catalog.named_revisions()), lambda: _threats(catalog, revision, name, lately)
    )
    found = lately.get(
        ("of workflow", revision.digest, name, today),
        lambda: book_of(catalog, revision, today, lately).of_workflow(workflow),
    )
    rows = tuple(finding_row(each, "") for each in found)
    return WorkflowPage(sheet, threats, unjudged, rows, steps_of(catalog, revision, sheet.file, lately))


def _threats(
    catalog: Catalog, revision: Revision, name: str, lately: Lately
) -> tuple[tuple[Threat, ...], tuple[str, ...]]:
    """The announced releases whose changes hit the process, by contract and label."""
    snapshot, found, unjudged = catalog.snapshot(revision), list[Threat](), list[str]()
    for entry in snapshot.announcing():
        past = past_of(catalog, revision, entry.id, lately)
        for upcoming in entry.upcoming:
            try:
                seen = between(past, past.live, past.announced(upcoming.label), lately)
            except CatalogError:
                unjudged.append(f"{entry.id} {upcoming.label}")
                continue
            hits = [(hit, flow) for hit in seen.hits.values() for flow in hit.workflows if flow.id == name]
            if hits:
                effects = [hit.finding.effect.value if hit.finding.effect else "" for hit, _ in hits]
                found.append(
                    Threat(
                        entry.id,
                        upcoming.label,
                        _production(snapshot, entry.owner, upcoming.label),
                        tuple(sorted({step for _, flow in hits if not flow.via for step in flow.steps})),
                        tuple(sorted({flow.via for _, flow in hits if flow.via})),
                        effects.count("breaks"),
                        len(effects) - effects.count("breaks"),
                    )
                )
    return tuple(found), tuple(unjudged)


def _production(snapshot: Snapshot, owner: str, label: str) -> date | None:
    vendor = snapshot.vendors.get(owner)
    return next((each.production for each in vendor.releases if each.label == label), None) if vendor else None
