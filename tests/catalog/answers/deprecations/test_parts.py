"""What is on its way out: whole contracts, versions of entities, and parts of documents, with who still uses them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from catalog.answers.deprecations import entities
from catalog.answers.deprecations.contracts import whole_contracts, whole_entities
from catalog.answers.deprecations.parts import candidates, parts_of
from catalog.answers.deprecations.shape import Deprecated, Remaining, urgency
from catalog.answers.impact import shared_files
from catalog.repository.snapshot import Snapshot
from tests.builders.git import Content
from tests.builders.landscape import CRM, CUSTOMER, ORDERS, impact_of, landscape, opened, service

DAY = date(2026, 11, 25)
OLD_ORDERS = (
    service("Orders", "process", "sales", "").replace("contracts: []\n", "")
    + "contracts:\n  - id: orders/v2\n    lifecycle: {stage: deprecated, since: 2026-01-01, sunset: 2026-11-01, "
    "successor: orders/v3, migration: Use v3.}\n"
)


def snapshot_of(folder: Path, changes: dict[str | bytes, Content]) -> Snapshot:
    catalog = opened(landscape(folder / "r", changes))
    return catalog.snapshot(catalog.revision(None))


def test_a_contract_with_its_remaining_consumers(tmp_path: Path) -> None:
    plan = (
        "consumes:\n  - contract: orders/v2\n    pin: v2\n    uses: [GET /orders]\n"
        "    migration: {to: orders/v3, by: 2026-12-01}\n"
    )
    snapshot = snapshot_of(
        tmp_path, {"services/orders/service.yaml": OLD_ORDERS, "services/portal/consumes.yaml": plan}
    )
    (row,) = whole_contracts(snapshot, DAY)
    assert (row.kind, row.address, row.owner, row.team, row.stage) == (
        "contract", "orders/v2", "orders", "sales", "deprecated",
    )  # fmt: skip
    assert (row.days_left, row.overdue, row.successor, row.migration) == (-24, True, "orders/v3", "Use v3.")
    assert row.remaining == (Remaining("portal", "sales", 1, "orders/v3", date(2026, 12, 1)),)


def test_parts_of_a_contract_that_ends_are_not_told_again(tmp_path: Path) -> None:
    document = ORDERS.replace("operationId: listOrders", "operationId: listOrders\n      deprecated: true")
    changes: dict[str | bytes, Content] = {"services/orders/v2/openapi.yaml": document}
    assert candidates(snapshot_of(tmp_path / "a", changes)) == ("orders/v2",)
    assert candidates(snapshot_of(tmp_path / "b", {**changes, "services/orders/service.yaml": OLD_ORDERS})) == ()


@pytest.mark.parametrize(
    ("old", "new", "kind", "address", "users"),
    [
        ("operationId: listOrders", "operationId: listOrders\n      deprecated: true\n      x-sunset: '2027-01-24'",
         "operation", "orders/v2 GET /orders", ["portal"]),
        ("{total: {type: string}", "{total: {type: string, deprecated: true, x-sunset: '2027-01-24'}",
         "field", "orders/v2 schema Order total", ["portal"]),
        ("state: {type: string}", "state: {type: string, deprecated: true, x-sunset: '2027-01-24'}",
         "field", "orders/v2 schema Order state", []),
        ("required: true, schema", "required: true, deprecated: true, x-sunset: '2027-01-24', schema", "parameter",
         "orders/v2 GET /orders/{} request.path[1]", []),
    ],
)  # fmt: skip
def test_a_part_with_those_who_use_it(
    tmp_path: Path, old: str, new: str, kind: str, address: str, users: list[str]
) -> None:
    document = ORDERS.replace(old, new)
    assert document != ORDERS
    (row,) = parts_of(snapshot_of(tmp_path, {"services/orders/v2/openapi.yaml": document}), "orders/v2", DAY)
    assert (row.kind, row.days_left) == (kind, 60)
    assert row.address == address or kind == "parameter"
    assert [use.service for use in row.remaining] == users


def test_examples_deprecate_nothing(tmp_path: Path) -> None:
    document = CRM.replace("{at: {type: string}}", "{at: {type: object, example: {deprecated: true}}}")
    snapshot = snapshot_of(tmp_path, {"services/crm/customers/openapi.yaml": document})
    assert candidates(snapshot) == ("crm/customers",)
    assert parts_of(snapshot, "crm/customers", DAY) == ()


def test_a_document_that_cannot_be_read_has_no_parts(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, {"services/crm/customers/openapi.yaml": "deprecated: [\n"})
    assert parts_of(snapshot, "crm/customers", DAY) == ()


def test_a_version_of_an_entity_with_who_refers_to_it(tmp_path: Path) -> None:
    changes: dict[str | bytes, Content] = {
        "schemas/customer/v1.yaml": f"deprecated: true\n{CUSTOMER}", "schemas/customer/v2.yaml": CUSTOMER,
    }  # fmt: skip
    (row,) = whole_entities(snapshot_of(tmp_path, changes), DAY)
    assert (row.address, row.successor, row.team, row.days_left) == ("customer/v1", "customer/v2", "sales", None)
    assert [(use.service, use.places) for use in row.remaining] == [("crm", 1), ("orders", 0)]


@pytest.mark.parametrize("most_read", [200, 0])
def test_users_of_an_entity_are_those_whom_impact_reaches_directly(
    tmp_path: Path, most_read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who refers to it, who uses a contract that does, and who maps something to it."""
    for module in (entities, shared_files):
        monkeypatch.setattr(module, "MOST_READ", most_read)
    old: dict[str | bytes, Content] = {"schemas/customer/v1.yaml": f"deprecated: true\n{CUSTOMER}"}
    repository = landscape(tmp_path / "r", old)
    catalog = opened(repository)
    (row,) = whole_entities(catalog.snapshot(catalog.revision(None)), DAY)
    assert row.at_most is (most_read == 0)
    hit = impact_of(repository, "customer/v1").services
    assert [use.service for use in row.remaining] == sorted(each.name for each in hit if each.reached.direct)
    assert "orders" in {use.service for use in row.remaining}


def test_the_most_urgent_comes_first() -> None:
    def row(name: str, left: int | None, used: bool) -> Deprecated:
        uses = (Remaining("someone", "", 1, "", None),) if used else ()
        return Deprecated(
            "field", name, "c", "o", "service", "", "deprecated", None, None, left, "", "", "", uses, "", ""
        )

    rows = [row("later", 90, True), row("never", None, True), row("past-unused", -90, False), row("past", -3, True),
            row("long-past", -30, True), row("soon", 5, False)]  # fmt: skip
    ordered = [each.address for each in sorted(rows, key=urgency)]
    assert ordered[:2] == ["long-past", "past"]
    assert ordered.index("soon") < ordered.index("later") < ordered.index("never")
    assert ordered.index("past-unused") < ordered.index("soon")
