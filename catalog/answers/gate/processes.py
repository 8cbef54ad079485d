"""Which workflows go through an operation or channel of a contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from catalog.errors import CatalogError
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.pointer import split_pointer
from catalog.model.workflow import Workflow, WorkflowStep
from governance.gate.verdict import HitWorkflow

Subject = tuple[str, ...]


@dataclass(frozen=True)
class Processes:
    """Workflows, asked by contract and place; the steps over a contract are looked up once.

    `over` finds the workflows with a source among the paths of documents.
    """

    over: Callable[[frozenset[str]], tuple[Workflow, ...]]
    _over: dict[str, tuple[tuple[Workflow, WorkflowStep, Subject], ...]] = field(default_factory=dict)

    def through(self, contract: Contract | None, places: Iterable[str]) -> tuple[HitWorkflow, ...]:
        """The workflows with a step at one of the places: addresses, or labels such as `GET /orders/{id}`."""
        if contract is None:
            return ()
        name = contract.document.name
        if name not in self._over:
            workflows = self.over(frozenset((name,)))
            self._over[name] = tuple(steps_over(contract, workflows)) if workflows else ()
        wanted = {subject for place in places for subject in _subjects(contract.id, place)}
        found: dict[str, tuple[Workflow, list[str]]] = {}
        for workflow, step, subject in self._over[name]:
            if subject in wanted:
                found.setdefault(workflow.id, (workflow, []))[1].append(step.id)
        return tuple(_hit(workflow, steps) for workflow, steps in found.values())

    def of_service(self, service: str, documents: frozenset[str]) -> tuple[HitWorkflow, ...]:
        """The workflows with a step over one of the service's documents, by their paths."""
        found = []
        for workflow in self.over(documents):
            sources = {source.name for source in workflow.sources if source.path in documents}
            steps = [step.id for step in workflow.steps if step.source in sources]
            found += [_hit(workflow, steps, service)] if steps else []
        return tuple(found)


def _hit(workflow: Workflow, steps: list[str], via: str = "") -> HitWorkflow:
    return HitWorkflow(workflow.id, workflow.workflow_type or "", tuple(steps), workflow.owner, via)


def steps_over(contract: Contract, workflows: Iterable[Workflow]) -> Iterator[tuple[Workflow, WorkflowStep, Subject]]:
    """Each step that goes to the contract, with the subject of its address there."""
    from catalog.answers.places import event_rows, operation_rows  # most contracts are in no workflow

    rows = [(row.operation_id, row.at) for row in operation_rows(contract)]
    rows += [(row.operation_id, row.at) for row in event_rows(contract)]
    named = {operation_id: at for operation_id, at in rows if operation_id}
    for workflow in workflows:
        sources = {source.name for source in workflow.sources if source.path == contract.document.name}
        for step in workflow.steps if sources else ():
            at = _place(step, sources, len(workflow.sources) == 1, named)
            yield from ((workflow, step, subject) for subject in _subjects(contract.id, at))


def _place(step: WorkflowStep, sources: set[str], only: bool, named: dict[str, str]) -> str:
    """The place of a step, as an address without the contract's id; empty where it is in another contract."""
    if step.source not in sources and not (step.source is None and only):
        return ""
    if step.operation_id:
        return named.get(step.operation_id, "")
    return _written(step.operation_path or step.channel_path or "")


def _written(pointer: str) -> str:
    """`…#/paths/~1orders~1{id}/get` as `GET /orders/{id}`; `…#/channels/x` as `channel x`."""
    tokens = [unquote(token).replace("~1", "/").replace("~0", "~") for token in split_pointer(pointer)[1].split("/")]
    if len(tokens) == 4 and tokens[1] == "paths":
        return f"{tokens[3].upper()} {tokens[2]}"
    return f"channel {tokens[2]}" if len(tokens) == 3 and tokens[1] == "channels" else ""


def _subjects(contract_id: str, place: str) -> Iterator[Subject]:
    text = place if place.startswith(f"{contract_id} ") else f"{contract_id} {place}"
    try:
        subject = parse_address(text).subject if place else ()
    except CatalogError:
        return
    if subject:
        yield subject
