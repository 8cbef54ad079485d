"""The vendors' half of the estate: valid documents, true examples, and a past that did what its messages say."""

from __future__ import annotations

import difflib
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from catalog.demo.build import HISTORY, build_demo
from catalog.demo.steps import read_steps
from catalog.model.contract import Contract
from catalog.model.specification import Family
from catalog.model.vendor import Vendor
from catalog.repository.closures import catalog_releases
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_source, open_tree
from governance.compatibility.comparison import Comparison, compare
from governance.findings import Effect
from governance.validation.document import validity_findings
from tests.builders.shared import REPOSITORY
from tests.project.test_estate_examples import examples

Past = dict[str, tuple[Snapshot, Snapshot]]

BASE = "https://estate.example/"
BREAKING = {
    ("webshop-2024-10", "webshop/admin"): "POST /orders/{}/fulfillments.json request.body fulfillment",
    ("salesforce-62", "salesforce/sobjects"): "GET /sobjects/Account/{} response.200.body",
    ("paylane-2024-11-01", "paylane/payments"): "POST /payments request.body return_url",
    ("sap-2502", "sap-s4/business-partner"): "POST /A_BusinessPartner request.body",
    ("paylane-2025-06-01", "paylane/payments"): "GET /payments/{} response.200.body captures",
    ("sap-2508", "sap-s4/billing-document"): "GET /A_BillingDocument response.200.body d.results[]",
    ("salesforce-65", "salesforce/sobjects"): "PATCH /sobjects/Account/{}/{} response.204",
    ("webshop-2026-01", "webshop/webhooks"): "send orders/cancelled payload current_subtotal_price",
    ("paylane-2026-03-01", "paylane/payments"): "POST /payments request.body recurring",
}
"""(step, contract): where it breaks."""
HARMLESS = (
    ("sap-2402", "sap-s4/sales-order"),
    ("netsuite-2026.1", "netsuite/records"),
    ("paylane-2026-03-01", "paylane/events"),
    ("netsuite-custom-fields", "netsuite/records"),
    ("webshop-2026-10", "webshop/webhooks"),
    ("paylane-2026-09-01", "paylane/payments"),
)
"""(step, contract): where nothing breaks, however it looks."""


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    """The estate before and after each step, by the step's name."""
    folder = tmp_path_factory.mktemp("estate") / "demo"
    build_demo(folder)
    command = ["git", "-C", str(folder), "log", "--reverse", "--format=%H"]
    commits = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    source = open_source(folder)
    snapshots = [Snapshot(source.tree(commit), {}) for commit in commits]
    names = [step.name for step in read_steps(HISTORY)]
    return dict(zip(names[1:], pairwise(snapshots), strict=True))


@cache
def estate() -> Snapshot:
    return Snapshot(open_tree(REPOSITORY, "worktree"))


def vendor_contracts() -> Iterator[tuple[str, str | None]]:
    """Contract and label of every vendor document at the head; None for those in place."""
    for vendor in estate().vendors.values():
        for entry in vendor.contracts:
            yield entry.id, None
            yield from ((entry.id, upcoming.label) for upcoming in entry.upcoming)


def where_it_breaks(comparison: Comparison) -> list[str]:
    return [finding.address.partition(" ")[2] for finding in comparison.findings if finding.effect is Effect.BREAKS]


def upcoming(contract_id: str, label: str) -> Comparison:
    return compare(estate().contract(contract_id), estate().contract(contract_id, label))


def test_every_document_is_valid() -> None:
    contracts = [estate().contract(contract_id, label) for contract_id, label in vendor_contracts()]
    assert len(contracts) > 10
    assert [finding for contract in contracts for finding in validity_findings(contract)] == []
    for contract in contracts:
        if contract.specification.family is Family.OPENAPI:
            validate(plain(contract))


def plain(contract: Contract) -> Any:
    return json.loads(json.dumps(contract.document.tree))


def test_every_vendor_has_a_calendar_and_a_live_label_that_it_serves() -> None:
    assert set(estate().vendors) == {"salesforce", "sap-s4", "netsuite", "webshop", "paylane"}
    for vendor in estate().vendors.values():
        assert vendor.live in vendor.serves, vendor.name
        assert vendor.calendar.cadence, vendor.name
        assert list(_misplaced(vendor)) == []


def _misplaced(vendor: Vendor) -> Iterator[str]:
    """Labels against the vendor's pattern, and releases whose dates do not fit what is said to be live."""
    today = estate().catalog.as_of
    assert today is not None
    assert vendor.label_pattern is not None
    yield from (label for label in vendor.labels if not re.fullmatch(vendor.label_pattern, label))
    for release in vendor.releases:
        answers = release.state(today) in ("released", "deprecated")
        if answers != (release.label in vendor.serves):
            yield f"{vendor.name} {release.label} is {release.state(today)}"


def test_every_example_is_what_its_schema_says() -> None:
    trees = {
        f"{name}-{label}": nullable_as_types(plain(estate().contract(name, label)))
        for name, label in vendor_contracts()
    }
    registry = jsonschema_rs.Registry([(BASE + name, tree) for name, tree in trees.items()])
    found = [(name, path, value) for name, tree in trees.items() for path, value in examples(tree)]
    assert len(found) > 100
    assert [f"{n} {p}: {e}" for n, p, v in found for e in _errors(registry, n, p, v)] == []


def nullable_as_types(node: Any) -> Any:
    """Schemas of OpenAPI before 3.1 in the words of JSON Schema."""
    if isinstance(node, list):
        return [nullable_as_types(item) for item in node]
    if not isinstance(node, dict):
        return node
    told = {key: nullable_as_types(value) for key, value in node.items()}
    if told.get("nullable") is True or told.get("x-nullable") is True:
        told["type"] = [told["type"], "null"]
    return told


def _errors(registry: jsonschema_rs.Registry, name: str, path: tuple[str | int, ...], value: Any) -> list[str]:
    pointer = "".join("/" + quote(str(token).replace("~", "~0").replace("/", "~1"), safe="") for token in path)
    schema = {"$ref": f"{BASE}{name}#{pointer}"}
    validator = jsonschema_rs.Draft202012Validator(schema, registry=registry)
    return [error.message for error in validator.iter_errors(value)]


def test_the_release_that_takes_a_consumed_field_away_breaks() -> None:
    comparison = upcoming("salesforce/sobjects", "68.0")
    assert comparison.breaking
    assert where_it_breaks(comparison) == [
        "GET /sobjects/Account/{} response.200.body AccountNumber",
        "GET /sobjects/Contact/{} response.200.body AssistantPhone",
    ]


def test_the_release_that_looks_frightening_breaks_nobody() -> None:
    before, after = (Path(estate().document_path("sap-s4/sales-order", label)) for label in (None, "2608"))
    diff = difflib.unified_diff(_lines(before), _lines(after), n=0)
    changed = [line for line in diff if line.startswith(("+", "-"))]
    assert len(changed) > 1000
    kept = {component for component in _components(before) if component in _components(after)}
    assert kept == {"securitySchemes/communicationUser", "securitySchemes/oauth"}
    comparison = upcoming("sap-s4/sales-order", "2608")
    assert {finding.effect for finding in comparison.findings} == {Effect.SAFE}
    assert comparison.required_bump == "minor"


def _lines(path: Path) -> list[str]:
    return (REPOSITORY / path).read_text().splitlines()


def _components(path: Path) -> set[str]:
    tree: Any = estate().document(str(path)).tree
    components: dict[str, dict[str, Any]] = tree["components"]
    return {f"{kind}/{name}" for kind, named in components.items() for name in named}


def test_releases_broke_where_their_messages_say(past: Past) -> None:
    for (step, contract_id), place in BREAKING.items():
        comparison = _taken_over(past, step, contract_id)
        assert comparison.breaking, step
        assert any(found.startswith(place) for found in where_it_breaks(comparison)), (
            step,
            where_it_breaks(comparison),
        )


@pytest.mark.parametrize(("step", "contract_id"), HARMLESS)
def test_other_releases_broke_nothing(past: Past, step: str, contract_id: str) -> None:
    comparison = _taken_over(past, step, contract_id)
    assert comparison.breaking is False
    assert where_it_breaks(comparison) == []


def _taken_over(past: Past, step: str, contract_id: str) -> Comparison:
    before, after = (snapshot.contract(contract_id) for snapshot in past[step])
    assert before.document.tree != after.document.tree, step
    return compare(before, after)


def test_documents_of_the_past_are_valid(past: Past) -> None:
    seen = {contract.document.digest: contract for contract in _vendor_past(past)}
    assert len(seen) > 40
    assert [finding for contract in seen.values() for finding in validity_findings(contract)] == []


def _vendor_past(past: Past) -> Iterator[Contract]:
    for before, _ in past.values():
        yield from (before.contract(entry.id) for vendor in before.vendors.values() for entry in vendor.contracts)


def test_netsuite_changes_under_one_label(tmp_path: Path) -> None:
    build_demo(tmp_path / "demo")
    found = [r for r in catalog_releases(open_source(tmp_path / "demo")) if r.contract == "netsuite/records"]
    assert [(r.label, r.repeat) for r in found] == [
        ("2025.1", 1),
        ("2025.2", 1),
        ("2026.1", 1),
        ("2026.1", 2),
        ("2026.2", 1),
    ]
