"""Do the operations, channels and workflows that the steps of workflows name exist?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from catalog.answers.places import event_rows, operation_rows
from catalog.errors import CatalogError
from catalog.model.contract import Contract
from catalog.model.pointer import parse_pointer, settle
from catalog.model.workflow import Workflow, WorkflowStep
from catalog.reading.positions import Positions
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.validation.places import finding_at
from governance.validation.violation import Violation

RULE = "workflow-step-unknown"


def unknown_steps(snapshot: Snapshot) -> Iterator[Finding]:
    """A finding for each step that names what its source does not have, or nothing. What cannot be read is told
    elsewhere, and steps over it are not judged."""
    for workflow in snapshot.workflows.values():
        over = _sources(snapshot, workflow)
        for step in workflow.steps:
            problem = _problem(snapshot, workflow, step, [c for name, c in over if step.source in (None, name)])
            if problem is not None:
                yield _finding(snapshot, workflow, step, *problem)


def _sources(snapshot: Snapshot, workflow: Workflow) -> list[tuple[str, Contract | None]]:
    """The contracts that steps may go to, by name; None for one that is not in the catalog, or cannot be read."""
    named = [(source.name, snapshot.entry_at(source.path)) for source in workflow.sources if source.type != "arazzo"]
    return [(name, _contract(snapshot, entry.id) if entry else None) for name, entry in named]


def _problem(
    snapshot: Snapshot, workflow: Workflow, step: WorkflowStep, contracts: list[Contract | None]
) -> tuple[str, str, str | None] | None:
    """The key of the step that is wrong, why, and what may be meant."""
    if step.workflow:
        return _unknown_workflow(snapshot, workflow, step.workflow)
    if step.operation_id:
        return _unknown_operation(contracts, step.operation_id)
    pointer = step.operation_path or step.channel_path
    if not pointer:
        return "stepId", f"step {step.id} names no operation, channel or workflow", "Add operationId."
    readable = [contract for contract in contracts if contract]
    if len(readable) < len(contracts) or not contracts or any(_has(contract, pointer) for contract in readable):
        return None
    key = "operationPath" if step.operation_path else "channelPath"
    return key, f"there is nothing at {pointer} in {readable[0].id}", None


def _contract(snapshot: Snapshot, contract_id: str) -> Contract | None:
    try:
        return snapshot.contract(contract_id)
    except CatalogError:
        return None


def _unknown_workflow(snapshot: Snapshot, workflow: Workflow, name: str) -> tuple[str, str, str | None] | None:
    known = tuple(snapshot.workflows)
    if name in known or any("://" in source.url for source in workflow.sources):
        return None
    return "workflowId", f"there is no workflow {name!r}", _near(name, known)


def _unknown_operation(contracts: list[Contract | None], name: str) -> tuple[str, str, str | None] | None:
    if not contracts or None in contracts:
        return None
    known = [name for each in contracts if each for name in _operation_ids(each)]
    if name in known:
        return None
    sources = ", ".join(each.id for each in contracts if each)
    return "operationId", f"there is no operation {name!r} in {sources}", _near(name, known)


def _operation_ids(contract: Contract) -> Iterator[str]:
    yield from (row.operation_id for row in operation_rows(contract) if row.operation_id)
    yield from (row.operation_id for row in event_rows(contract) if row.operation_id)


def _near(name: str, known: list[str] | tuple[str, ...]) -> str | None:
    near = get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else None


def _has(contract: Contract, pointer: str) -> bool:
    try:
        settle(parse_pointer(f"#{pointer}"), contract.document.tree)
    except (LookupError, ValueError):
        return False
    return True


def _finding(
    snapshot: Snapshot, workflow: Workflow, step: WorkflowStep, key: str, message: str, hint: str | None
) -> Finding:
    violation = Violation(RULE, (*step.origin.pointer, key), message, hint, facet=key)
    positions = Positions(snapshot.document(step.origin.file))
    return finding_at(violation, f"workflow/{workflow.id} step {step.id}", positions)
