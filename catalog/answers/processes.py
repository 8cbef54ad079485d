"""One business process: its steps over contracts and services, what it promises and what its steps promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod

from catalog.answers.gate.processes import steps_over
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.address import Address, subject
from catalog.model.contract import Contract
from catalog.model.quality import Slo
from catalog.model.service import ContractEntry
from catalog.model.workflow import Checkpoint, Workflow, WorkflowStep
from catalog.repository.snapshot import Snapshot

ContractAt = Callable[[str], Contract]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step. `contract` and `at` are empty where it goes to nothing that the catalog has; `owner` is the service or
    vendor that offers the contract; `workflow` another process that it starts. `slo` is what the contract promises.
    `hop` says that it goes to another owner than the step before."""

    id: str
    description: str
    contract: str
    at: str
    owner: str
    owner_kind: str
    team: str
    stage: str
    workflow: str
    compensation: str
    checkpoint: str
    within_s: float | None
    slo: Slo | None
    hop: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """What the process promises beside what its steps promise one after the other, repeats left out. `latency_ms` is
    the sum of the steps' 95th percentiles, `availability` (percent) the product: both are as bad as it can get if all
    steps keep their promises. `silent` are steps of which nothing is promised, so that the figures leave them out.
    `fits` is None where one side says nothing."""

    promised_ms: float | None
    latency_ms: float | None
    latency_fits: bool | None
    promised_availability: float | None
    availability: float | None
    availability_fits: bool | None
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkflowSheet:
    """A process. `services` are who takes part, in the order of the steps; `hops` counts changes of owner."""

    id: str
    title: str
    description: str
    type: str
    domain: str
    owner: str
    slo: Slo | None
    steps: tuple[StepRow, ...]
    services: tuple[str, ...]
    hops: int
    budget: Budget
    checkpoints: tuple[Checkpoint, ...]
    contracts: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class WorkflowRow:
    """A process in a list."""

    id: str
    title: str
    type: str
    domain: str
    owner: str
    steps: int
    contracts: tuple[str, ...]


def workflow_row(snapshot: Snapshot, workflow: Workflow) -> WorkflowRow:
    """The row of a process; no contract is read."""
    return WorkflowRow(
        workflow.id, workflow.title, workflow.workflow_type or "", workflow.domain, workflow.owner, len(workflow.steps),
        tuple(entry.id for entry in _entries(snapshot, _named(workflow))),
    )  # fmt: skip


def show_workflow(snapshot: Snapshot, workflow: Workflow, contract_at: ContractAt) -> WorkflowSheet:
    """The sheet of a process; `contract_at` reads a contract by its id and may raise CatalogError."""
    steps = tuple(_steps(snapshot, workflow, contract_at))
    services = tuple(dict.fromkeys(step.owner for step in steps if step.owner_kind == "service"))
    return WorkflowSheet(
        workflow.id,
        workflow.title,
        workflow.description,
        workflow.workflow_type or "",
        workflow.domain,
        workflow.owner,
        workflow.slo,
        steps,
        services,
        sum(step.hop for step in steps),
        budget_of(workflow.slo, steps),
        workflow.checkpoints,
        tuple(dict.fromkeys(step.contract for step in steps if step.contract)),
        workflow.origin.file,
    )


def budget_of(slo: Slo | None, steps: Iterable[StepRow]) -> Budget:
    """Promises of the whole beside those of its steps."""
    own = [step for step in steps if not step.workflow]
    slow = [step.slo.latency_p95_ms for step in own if step.slo and step.slo.latency_p95_ms is not None]
    up = [step.slo.availability for step in own if step.slo and step.slo.availability is not None]
    latency = sum(slow) if slow else None
    availability = round(prod(each / 100 for each in up) * 100, 3) if up else None
    promised, promised_up = (slo.latency_p95_ms, slo.availability) if slo else (None, None)
    return Budget(
        promised,
        latency,
        None if promised is None or latency is None else latency <= promised,
        promised_up,
        availability,
        None if promised_up is None or availability is None else availability >= promised_up,
        tuple(step.id for step in own if step.slo is None),
    )


def _entries(snapshot: Snapshot, workflow: Workflow) -> Iterator[ContractEntry]:
    found = (snapshot.entry_at(source.path) for source in workflow.sources if source.path)
    yield from (entry for entry in found if entry is not None)


def _named(workflow: Workflow) -> Workflow:
    """With the sources alone that its steps go to; a step that names none may mean any."""
    named = {step.source for step in workflow.steps if not step.workflow}
    return replace(workflow, sources=tuple(each for each in workflow.sources if named & {each.name, None}))


def _steps(snapshot: Snapshot, workflow: Workflow, contract_at: ContractAt) -> Iterator[StepRow]:
    over: dict[str, tuple[ContractEntry | None, str]] = {
        step.id: (entry, at) for step, entry, at in _over(snapshot, workflow, contract_at)
    }
    times = {each.state: each.within_s for each in workflow.checkpoints}
    before = ""
    for step in workflow.steps:
        entry, at = over.get(step.id, (None, ""))
        row = _row(snapshot, step, entry, at, times, before)
        before = row.owner or before
        yield row


def _over(
    snapshot: Snapshot, workflow: Workflow, contract_at: ContractAt
) -> Iterator[tuple[WorkflowStep, ContractEntry, str]]:
    for entry in {each.id: each for each in _entries(snapshot, workflow)}.values():
        try:
            contract = contract_at(entry.id)
        except CatalogError:
            continue
        for _, step, words in steps_over(contract, (workflow,)):
            yield step, entry, str(Address("_", subject(*words)))[2:]


def _row(
    snapshot: Snapshot,
    step: WorkflowStep,
    entry: ContractEntry | None,
    at: str,
    times: dict[str, float | None],
    before: str,
) -> StepRow:
    owner = entry.owner if entry else ""
    holders = snapshot.vendors if entry and entry.owner_kind == "vendor" else snapshot.services
    holder = holders.get(owner)
    return StepRow(
        step.id,
        step.description,
        entry.id if entry else "",
        at,
        owner,
        entry.owner_kind if entry else "",
        holder.owner if holder else "",
        entry.lifecycle.stage if entry else "",
        step.workflow or "",
        step.compensation or "",
        step.checkpoint or "",
        times.get(step.checkpoint or ""),
        entry.qualities.slo if entry else None,
        bool(before and owner and before != owner),
    )
