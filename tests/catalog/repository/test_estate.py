"""The reference estate: without problems, and rich enough to show the problems the product is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.model.address_text import parse_address
from catalog.model.node import Node
from catalog.model.workflow import WorkflowStep
from catalog.reading.addresses.lookup import places_of
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def estate() -> Snapshot:
    return Snapshot(open_tree(REPOSITORY / "contracts", "worktree"))


def test_it_has_no_problems(estate: Snapshot) -> None:
    assert [str(problem) for problem in estate.problems] == []


def test_it_has_the_vendors_and_the_three_layers(estate: Snapshot) -> None:
    assert set(estate.vendors) >= {"salesforce", "sap-s4", "netsuite", "webshop", "paylane"}
    assert len(estate.services) >= 12
    assert {service.layer for service in estate.services.values()} == {"system", "process", "experience"}


def test_every_interaction_pattern_occurs(estate: Snapshot) -> None:
    patterns = {p for entry in estate.contracts.values() for p in entry.qualities.pattern}
    assert patterns == {"sync", "event", "batch", "file"}


def test_every_contract_can_be_read(estate: Snapshot) -> None:
    lines = {str(estate.contract(contract_id).specification.line) for contract_id in estate.contracts}
    assert lines >= {"2.0", "3.0", "3.1", "3.2", "2.6"}
    for entry in estate.contracts.values():
        for upcoming in entry.upcoming:
            assert estate.contract(entry.id, upcoming.label).specification.version


def test_one_contract_has_several_live_lines(estate: Snapshot) -> None:
    assert {"orders/v1", "orders/v2"} <= set(estate.contracts)


def test_of_two_announced_releases_one_takes_away_what_somebody_uses(estate: Snapshot) -> None:
    announced = {v.name: r.label for v in estate.vendors.values() for r in v.releases if r.documents}
    assert announced == {"salesforce": "68.0", "sap-s4": "2608"}
    assert {use.split()[0] for use in _taken_away(estate, "salesforce/sobjects", "68.0")} == {"salesforce-crm"}
    assert _taken_away(estate, "sap-s4/sales-order", "2608") == []


def _taken_away(estate: Snapshot, contract_id: str, label: str) -> list[str]:
    """Service and address of each use of a contract that the announced release has no place for."""
    release = estate.contract(contract_id, label)
    uses = [(c.service, use.address) for c in estate.consumptions if c.contract == contract_id for use in c.uses]
    assert uses
    return [f"{s} {a}" for s, a in uses if not places_of(release, parse_address(f"{contract_id} {a}"))]


def test_consumptions_reach_operations_and_fields(estate: Snapshot) -> None:
    addresses = [use.address for c in estate.consumptions for use in c.uses]
    assert any("body" in address or "payload" in address for address in addresses)
    assert any("body" not in address and "payload" not in address for address in addresses)


def test_the_glossary_tells_two_accounts_apart(estate: Snapshot) -> None:
    contexts = {term.context for term in estate.terms.values() if term.term == "account"}
    assert contexts == {"CRM", "ERP"}
    assert len(estate.terms) >= 12


def test_everybody_can_be_reached(estate: Snapshot) -> None:
    assert len(estate.teams) >= 8
    owners = {owner.owner for owner in (*estate.services.values(), *estate.vendors.values())}
    assert owners <= set(estate.teams)
    assert all(team.contact.email and team.escalation.phone for team in estate.teams.values())


def test_domains_share_canonical_entities(estate: Snapshot) -> None:
    assert set(estate.domains) == {"customer", "product", "order", "invoice", "payment", "integration"}
    assert {e for d in estate.domains.values() for e in d.entities} <= set(estate.entities)
    assert estate.entities["customer"].latest == "v2"


def test_workflows_name_operations_that_exist(estate: Snapshot) -> None:
    assert len(estate.workflows) >= 4
    for workflow in estate.workflows.values():
        assert workflow.slo is not None
        assert workflow.workflow_type
        assert workflow.owner in estate.teams
    assert list(_lost_steps(estate)) == []


def _lost_steps(estate: Snapshot) -> Iterator[str]:
    """Steps whose operation is not in the contract that their source is."""
    by_path = {entry.path: entry.id for entry in estate.contracts.values()}
    for workflow in estate.workflows.values():
        contracts = {source.name: by_path[source.path] for source in workflow.sources}
        for step in workflow.steps:
            if step.operation_id and not _has(estate, contracts[step.source or ""], step):
                yield f"{workflow.id} {step.id}"


def _has(estate: Snapshot, contract_id: str, step: WorkflowStep) -> bool:
    contract = estate.contract(contract_id)
    operations = (*(o.operation_id for o in contract.operations), *(o.operation_id for o in contract.event_operations))
    return step.operation_id in operations


def test_consumptions_name_places_that_exist(estate: Snapshot) -> None:
    uses = [(c.contract, use.address) for c in estate.consumptions for use in c.uses]
    lost = [place for place in uses if not _places(estate, *place)]
    assert lost == []
    assert not _places(estate, "orders/v1", "GET /nowhere")
    assert len(uses) > 300


def _places(estate: Snapshot, contract_id: str, address: str) -> tuple[Node, ...]:
    return places_of(estate.contract(contract_id), parse_address(f"{contract_id} {address}"))


def test_mappings_name_schemas_of_the_vendor_that_exist(estate: Snapshot) -> None:
    mappings = [mapping for service in estate.services.values() for mapping in service.mapping]
    assert {mapping.contract.split("/")[0] for mapping in mappings} == set(estate.vendors)
    for mapping in mappings:
        named = (schema.name or "" for schema in estate.contract(mapping.contract).schemas)
        assert mapping.schema is None or any(mapping.schema in name for name in named), mapping
