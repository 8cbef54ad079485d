"""The register of agreed exceptions: where each stands on the day."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.catalog import SOUND, write
from tests.builders.estate import twin
from tests.builders.portal import portal_client

DOCUMENT = """\
openapi: 3.1.0
info: {title: Orders, version: "1.0.0"}
paths:
  /orders:
    post: {operationId: add, responses: {'204': {description: ok}}}
"""


def waiver(**changes: str) -> str:
    said = {
        "rule": "missing-idempotency-key",
        "address": "orders/v1 POST /orders",
        "scope": "instance",
        "reason": "agreed",
        "requested_by": "a",
        "approved_by": "b",
        "created": "2026-11-01",
        "expires": "2027-01-15",
    } | changes
    return "".join(f"{key}: {value}\n" for key, value in said.items() if value)


CASES: Mapping[str, tuple[str, str]] = {
    "good": (waiver(), "in force"),
    "soon": (waiver(expires="2026-11-30"), "expires soon"),
    "late": (waiver(expires="2026-11-20"), "expired"),
    "alone": (waiver(approved_by=""), "not approved"),
    "idle": (waiver(rule="money-as-float"), "excuses nothing"),
    "gone": (waiver(address="orders/v1 POST /bills"), "place is gone"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_waiver_says_where_it_stands(name: str, tmp_path: Path) -> None:
    text, standing = CASES[name]
    files = {**SOUND, "services/orders/v1/openapi.yaml": DOCUMENT, f"policy/waivers/{name}.yaml": text}
    page = twin("/worktree/exceptions", portal_client(write(tmp_path, files)))
    (row,) = page["waivers"]
    assert (row["id"], row["standing"]) == (name, standing)
    assert page["standings"] == {standing: 1}


def test_what_a_waiver_excuses_is_on_the_page_of_findings() -> None:
    for row in twin("/main/exceptions")["waivers"]:
        listed = twin(f"/main/findings/{row['contract']}?rule={row['rule']}")["findings"]
        assert sum(each["waiver"] == row["id"] for each in listed) == row["excuses"] > 0


def test_waivers_stand_in_the_order_in_which_they_end() -> None:
    ends = [row["expires"] for row in twin("/main/exceptions")["waivers"]]
    assert ends == sorted(ends)


def test_an_acceptance_says_who_agreed() -> None:
    (row,) = twin("/main/exceptions")["acceptances"]
    assert (row["id"], row["there"], row["accepted_by"], row["consumers"]) == (
        "refund-reason-shortened", True, ["team/payments"], ["payment-status"],
    )  # fmt: skip
