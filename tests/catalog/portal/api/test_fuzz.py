"""Schemathesis over the portal's own contract: all phases, all checks, no failure. In full with `make laws`."""

from __future__ import annotations

import secrets

import pytest

from catalog.portal.api.document import document
from tests.builders.estate import estate_portal, twin
from tests.builders.fuzzed import PHASES, Fuzzed, at_home, fuzz

SAMPLE = "^(search|listServices|getService|getImpact|getApiCatalog)$"
EXAMPLES = 40


def names() -> dict[str, list[str]]:
    """What path parameters may be, so that most requests find something."""
    contracts = twin("/main/contracts")["contracts"]
    return {
        "Revision": ["main", "HEAD", "main~1", "worktree"],
        "ServiceName": [row["name"] for row in twin("/main/services")["services"]],
        "ContractId": [row["id"] for row in contracts],
        "DomainName": [row["name"] for row in twin("/main/domains")["domains"]],
        "TeamName": [row["name"] for row in twin("/main/teams")["teams"]],
        "VendorName": [row["name"] for row in twin("/main/vendors")["vendors"]],
        "WorkflowName": [row["id"] for row in twin("/main/workflows")["workflows"]],
        "EntityName": [row["name"] for row in twin("/main/glossary")["entities"]],
        "TermName": [row["name"] for row in twin("/main/glossary")["terms"]],
        "RuleId": [row["rule"] for row in twin("/main/rules")["rules"]],
    }


def assert_sound(found: Fuzzed) -> None:
    assert found.errors == ()
    assert found.failures == ()
    assert {phase for phase, count in found.requests.items() if count} >= set(PHASES)
    assert found.statuses[200] > 0
    assert found.statuses[400] > 0
    assert found.statuses[404] > 0
    assert not any(status >= 500 for status in found.statuses)


def test_some_operations_in_all_phases() -> None:
    assert_sound(fuzz(estate_portal().application, document(), 2, seed=1, only=SAMPLE))


@pytest.mark.laws
def test_every_operation_in_all_phases() -> None:
    seed = secrets.randbelow(2**32)
    print(f"seed {seed}")
    assert_sound(fuzz(estate_portal().application, document(), EXAMPLES, seed=seed))


@pytest.mark.laws
def test_every_operation_on_things_that_there_are() -> None:
    seed = secrets.randbelow(2**32)
    print(f"seed {seed}")
    assert_sound(fuzz(estate_portal().application, at_home(document(), names()), EXAMPLES, seed=seed))


def test_a_wrong_contract_is_found_out() -> None:
    """The harness itself: a promise that the portal does not keep is a failure."""
    wrong = document()
    wrong["components"]["schemas"]["ServiceList"]["required"].append("nobody-says-this")
    found = fuzz(estate_portal().application, wrong, 1, seed=1, only="^listServices$")
    assert any("nobody-says-this" in failure for failure in found.failures)
