"""Calls between layers, and that the rules themselves judge them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from catalog.answers.check import ANEW, check_catalog
from catalog.answers.judged import Judged
from catalog.answers.lasting import Lasting
from catalog.answers.layers.calls import between, flows, told
from catalog.answers.layers.violations import SKIP, Violation, faults, judged, leaks, skips
from catalog.answers.rule_book import RuleBook
from catalog.repository.snapshot import Snapshot
from tests.builders.git import Content
from tests.builders.landscape import landscape, opened

DAY = date(2026, 11, 25)
SKIPPING = (
    "consumes:\n  - contract: orders/v2\n    pin: v2\n    uses: ['GET /orders response.200.body items[].total']\n"
    "  - {contract: crm/customers, pin: 1.x}\n  - {contract: acme/ledger, pin: '7'}\n"
)
LEAKING = {
    "services/orders/v2/openapi.yaml": """\
openapi: 3.1.0
info: {title: Orders, version: 2.0.0}
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {type: object, properties: {KUNNR: {type: string}}}}}
"""
}


def snapshot_of(folder: Path, changes: dict[str | bytes, Content] | None = None) -> Snapshot:
    catalog = opened(landscape(folder / "r", changes))
    return catalog.snapshot(catalog.revision(None))


def test_calls_are_counted_by_the_layers_of_both_ends(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    counted = {(flow.source, flow.target): (flow.calls, flow.violations) for flow in flows(snapshot, ())}
    assert counted == {("system", "vendor"): (1, 0), ("process", "system"): (2, 0), ("experience", "process"): (1, 0)}
    (call,) = told(snapshot, between(snapshot)["experience", "process"])
    assert (call.service, call.contract, call.provider, call.patterns, call.places) == (
        "portal", "orders/v2", "orders", ("sync",), 1,
    )  # fmt: skip
    assert (call.file, call.pointer) == ("services/portal/consumes.yaml", "/consumes/0/contract")


def test_skips_are_those_that_check_finds(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, {"services/portal/consumes.yaml": SKIPPING})
    found = faults(snapshot, DAY)
    assert found == (("portal", "crm/customers"), ("portal", "acme/ledger"))
    rows = tuple(skips(snapshot, found, DAY))
    checked = check_catalog(snapshot, book=RuleBook(snapshot, DAY)).findings
    assert {(row.message, row.file, row.line) for row in rows} == {
        (each.message, each.locations[0].file, each.locations[0].line) for each in checked if each.rule == SKIP
    }
    assert {flow.violations for flow in flows(snapshot, found) if flow.source == "experience"} == {0, 1}


def test_a_layer_whose_rule_is_off_has_no_faults(tmp_path: Path) -> None:
    policy = "profiles:\n  experience:\n    rules: {layer-skip: off}\n"
    changes: dict[str | bytes, Content] = {
        "services/portal/consumes.yaml": SKIPPING, "policy/policy.yaml": policy
    }  # fmt: skip
    assert faults(snapshot_of(tmp_path, changes), DAY) == ()


def test_vendors_names_are_those_that_the_rule_finds(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, {**LEAKING})
    assert "orders/v2" in judged(snapshot, DAY)
    (leak,) = leaks(snapshot, judged(snapshot, DAY), DAY, ANEW)
    assert isinstance(leak, Violation)
    assert (leak.rule, leak.service, leak.contract, leak.waiver) == ("vendor-leak", "orders", "orders/v2", "")
    assert leak.file == "services/orders/v2/openapi.yaml"


def test_what_was_found_before_is_told_and_not_looked_for(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, {**LEAKING})
    before, book = Judged(Lasting(tmp_path / "kept", 10)), RuleBook(snapshot, DAY)
    before.prepare(snapshot, snapshot.contracts["orders/v2"], book)
    (known,) = leaks(snapshot, ("orders/v2",), DAY, before)
    assert leaks(snapshot_of(tmp_path, {**LEAKING}), ("orders/v2",), DAY, ANEW) == (known,)


def test_a_waiver_is_named(tmp_path: Path) -> None:
    waiver = (
        "id: the-number\nrule: vendor-leak\ncontract: orders/v2\nscope: contract\nreason: Known since the merger.\n"
        "requested_by: sales\napproved_by: links\ncreated: 2026-11-01\nexpires: 2026-12-31\n"
    )
    snapshot = snapshot_of(tmp_path, {**LEAKING, "policy/waivers/the-number.yaml": waiver})
    assert [leak.waiver for leak in leaks(snapshot, ("orders/v2",), DAY, ANEW)] == ["the-number"]
