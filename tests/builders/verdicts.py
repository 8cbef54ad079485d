"""Verdicts as the gate makes them, from the few facts that a test is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from governance.findings import (
    ChangeClass,
    Effect,
    Finding,
    Kind,
    Location,
    Pointers,
    Severity,
    Side,
    Status,
    Witness,
    fingerprint,
)
from governance.gate.verdict import (
    Compared,
    ContractVerdict,
    ExceptionKind,
    HitConsumer,
    HitWorkflow,
    JudgedFinding,
    UsedException,
    Verdict,
)

FILE = "contracts/services/orders/v1/openapi.yaml"
RULE = "outbound-property-removed"
WITNESS = Witness(
    {"method": "GET", "path": "/orders/1", "status": 200, "headers": {}, "body": {"id": "1"}}, "/body", {"id": "1"},
    Side.REVISION,
)  # fmt: skip
WAIVED = UsedException(ExceptionKind.WAIVER, "w-1", "contracts/policy/waivers/w-1.yaml", "Agreed until the move.")
ADDED = UsedException(
    ExceptionKind.ACCEPTANCE, "a-1", "contracts/policy/acceptances/a-1.yaml", "Nobody reads it any more.", True,
    ("team/finance",),
)  # fmt: skip
CASH = HitWorkflow("order-to-cash", "status-propagation", ("bill",), "order-domain")


def finding(message: str = "total was removed", **changes: Any) -> Finding:
    """A break of a shared schema's property, new, at line 12; with what is said to be different."""
    address = changes.pop("address", "orders/v1 GET /orders/{} response.200.body total")
    made: dict[str, Any] = {
        "rule": RULE, "kind": Kind.COMPATIBILITY, "severity": Severity.ERROR, "address": address, "message": message,
        "fingerprint": fingerprint(RULE, address, message), "hint": "Keep it until its sunset.",
        "locations": (Location(FILE, 12, 5),), "effect": Effect.BREAKS, "change_class": ChangeClass.WIRE,
        "pointers": Pointers("/components/schemas/Order/properties/total", None), "status": Status.NEW,
        "affects": ("GET /orders", "GET /orders/{id}"), "digests": ("sha256:" + "a" * 64, "sha256:" + "b" * 64),
    }  # fmt: skip
    return Finding(**{**made, **changes})


def judged(told: Finding | None = None, **changes: Any) -> JudgedFinding:
    """A finding that blocks and hits billing in order-to-cash; with what is said to be different."""
    made: dict[str, Any] = {
        "finding": told or finding(), "contract": "orders/v1", "blocks": True, "owner": "blue",
        "consumers": ("billing",), "workflows": (CASH,),
    }  # fmt: skip
    return JudgedFinding(**{**made, **changes})


def quiet(status: Status, **changes: Any) -> JudgedFinding:
    """A finding of another status that does not block."""
    told = finding(**{"message": f"{status.value} thing", **changes.pop("finding", {}), "status": status})
    return judged(told, **{"blocks": False, **changes})


def verdict(*findings: JudgedFinding, **changes: Any) -> Verdict:
    """The findings, in the given order, of a change of orders/v1 that billing reads."""
    places = ("orders/v1 GET /orders/{} response.200.body total",)
    made: dict[str, Any] = {
        "blocked": any(told.blocks for told in findings), "findings": findings,
        "consumers": (HitConsumer("billing", "finance", "orders/v1", places, ("declared",), sides=("base",)),),
        "contracts": (ContractVerdict("orders/v1", "1.2.0", "1.2.0", "major", True, "blue", FILE, "2.0.0", False),),
        "compared": Compared("1" * 40, "2" * 40, "3" * 40), "today": "2026-11-25",
    }  # fmt: skip
    return Verdict(**{**made, **changes})


def many(number: int) -> Verdict:
    """Findings in no order: one of seven blocks, one of seven is a new warning, the others were known before."""
    found = []
    for index in range(number):
        place = f"orders/v1 GET /orders/{{}} response.200.body field{index}"
        told = finding(f"field{index} was removed", address=place, locations=(Location(FILE, index + 1, 1),))
        kind = index % 7
        if kind == 0:
            found.append(judged(told))
        elif kind == 1:
            found.append(judged(replace(told, severity=Severity.WARNING), blocks=False))
        else:
            found.append(judged(replace(told, status=Status.EXISTING), blocks=False))
    return verdict(*found)
