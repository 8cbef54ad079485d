"""The reference estate holds together: every name in it means something, and the layers are kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.workflow import Workflow, WorkflowStep
from catalog.reading.addresses.lookup import resolve
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree
from tests.builders.shared import REPOSITORY

MAY_USE = {"experience": {"process"}, "process": {"process", "system"}, "system": {"vendor"}}


@cache
def estate() -> Snapshot:
    return Snapshot(open_tree(REPOSITORY, "worktree"))


@cache
def contract(contract_id: str) -> Contract:
    return estate().contract(contract_id)


def leads_nowhere(text: str) -> bool:
    address = parse_address(text)
    return resolve(contract(address.contract), address) is None


def all_ids() -> list[str]:
    return list(estate().contracts)


def all_workflows() -> list[Workflow]:
    return list(estate().workflows.values())


def test_no_descriptor_has_a_problem() -> None:
    assert [str(problem) for problem in estate().problems] == []


def test_no_reference_of_a_contract_is_broken() -> None:
    assert [problem for contract_id in all_ids() for problem in contract(contract_id).problems] == []


def test_every_place_that_is_consumed_exists() -> None:
    used = [f"{entry.contract} {use.address}" for entry in estate().consumptions for use in entry.uses]
    assert len(used) > 200
    assert [text for text in used if leads_nowhere(text)] == []


def test_every_exception_is_about_a_place_that_exists() -> None:
    waived = [waiver.address for waiver in estate().waivers.values() if waiver.address]
    addresses = waived + [acceptance.address for acceptance in estate().acceptances.values()]
    assert addresses
    assert [text for text in addresses if leads_nowhere(text)] == []


def test_layers_use_only_what_they_may() -> None:
    assert list(_skips()) == []


def _skips() -> Iterator[str]:
    layer_of = {entry.id: service.layer for service in estate().services.values() for entry in service.contracts}
    for entry in estate().consumptions:
        layer = estate().services[entry.service].layer
        used = layer_of.get(entry.contract, "vendor")
        if used not in MAY_USE[layer]:
            yield f"{entry.service} ({layer}) uses {entry.contract} ({used})"


def test_the_patterns_and_specifications_are_mixed() -> None:
    written = {contract(contract_id).specification for contract_id in all_ids()}
    lines = {f"{specification.family.value} {specification.line}" for specification in written}
    assert {f"openapi {line}" for line in ("2.0", "3.0", "3.1", "3.2")} <= lines
    assert {f"asyncapi {line}" for line in ("2.6", "3.0", "3.1")} <= lines
    patterns = {pattern for service in estate().services.values() for pattern in service.qualities.pattern}
    assert {"sync", "event", "batch", "file"} <= patterns


def test_workflows_lead_over_existing_operations() -> None:
    titles = {workflow.origin.file.rpartition("/")[2].partition(".")[0] for workflow in all_workflows()}
    assert titles == {
        "customer-onboarding", "delivery-tracking", "dunning", "quote-to-cash", "renewal", "returns-and-refunds",
    }  # fmt: skip
    assert [text for workflow in all_workflows() for text in _missing_operations(workflow)] == []


def _missing_operations(workflow: Workflow) -> Iterator[str]:
    paths = {source.name: source.path for source in workflow.sources}
    offered = {name: _operation_ids(path) for name, path in paths.items()}
    for step in workflow.steps:
        for source, operation in _operations_of(step):
            if operation not in offered[source]:
                yield f"{workflow.id}/{step.id}: {source}.{operation}"


def _operations_of(step: WorkflowStep) -> Iterator[tuple[str, str]]:
    if step.operation_id is not None and step.source is not None:
        yield step.source, step.operation_id
    if step.compensation:
        _, source, operation = step.compensation.split(".")
        yield source, operation


@cache
def _operation_ids(path: str) -> frozenset[str]:
    by_path = {estate().document_path(contract_id): contract_id for contract_id in all_ids()}
    return frozenset(operation.operation_id or "" for operation in contract(by_path[path]).operations)


def test_every_workflow_has_an_owner_an_objective_and_compensations() -> None:
    for workflow in all_workflows():
        assert workflow.owner in estate().teams, workflow.id
        assert workflow.slo is not None, workflow.id
        assert workflow.workflow_type, workflow.id
        assert any(step.compensation for step in workflow.steps), workflow.id
        assert any(step.checkpoint for step in workflow.steps), workflow.id


def test_checkpoints_name_places_that_exist() -> None:
    files = sorted({workflow.origin.file for workflow in all_workflows()})
    events = [event for file in files for event in _checkpoints(estate().document(file).tree)]
    assert events
    assert [text for text in events if leads_nowhere(text)] == []


def _checkpoints(tree: Any) -> Iterator[str]:
    for workflow in tree["workflows"]:
        yield from (checkpoint["event"] for checkpoint in workflow["x-checkpoints"])
