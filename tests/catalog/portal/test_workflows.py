"""Pages of processes: steps over services, promises beside those of the steps, releases that reach them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from catalog.answers.processes import StepRow, budget_of
from catalog.model.quality import Slo
from tests.builders.catalog import SOUND, write
from tests.builders.estate import estate_portal, twin
from tests.builders.portal import portal_client


def step(name: str, slo: Slo | None) -> StepRow:
    return StepRow(name, "", "", "", "", "", "", "", "", "", "", None, slo, False)


@pytest.mark.parametrize(
    ("promised", "fits"), [(Slo(latency_p95_ms=900), True), (Slo(latency_p95_ms=800), False), (None, None)]
)
def test_steps_one_after_the_other_take_their_times_together(promised: Slo | None, fits: bool | None) -> None:
    steps = [step("a", Slo(latency_p95_ms=400)), step("b", Slo(latency_p95_ms=500)), step("c", None)]
    found = budget_of(promised, steps)
    assert (found.latency_ms, found.latency_fits, found.silent) == (900, fits, ("c",))


def test_availabilities_are_multiplied() -> None:
    steps = [step("a", Slo(availability=99.0)), step("b", Slo(availability=98.0))]
    found = budget_of(Slo(availability=97.5), steps)
    assert (found.availability, found.availability_fits) == (97.02, False)


def test_each_step_leads_to_an_operation_of_a_service() -> None:
    flow = twin("/main/workflows/quote-to-order")["workflow"]
    steps = [(each["owner"], each["at"]) for each in flow["steps"]]
    assert steps[:3] == [
        ("pricing", "POST /price-requests"),
        ("credit-check", "POST /decisions"),
        ("quote-to-order", "POST /orders"),
    ]
    owners = [owner for owner, _ in steps]
    assert flow["hops"] == sum(one != other for one, other in pairwise(owners))
    client = estate_portal()
    for each in flow["steps"]:
        place = {"at": each["at"]}
        assert client.get(f"/main/contracts/{each['contract']}", query_string=place).status_code == 200


def test_a_process_names_the_announced_releases_that_reach_it() -> None:
    threats = twin("/main/workflows/order-to-cash")["threats"]
    assert [(each["contract"], each["label"], each["production"]) for each in threats] == [
        ("salesforce/sobjects", "68.0", "2027-02-06")
    ]
    ahead = twin("/main/vendors/salesforce")["ahead"][0]["release"]
    assert "order-to-cash" in ahead["workflows"]


def test_the_list_has_every_process() -> None:
    page = twin("/main/workflows")
    assert len(page["workflows"]) == page["pager"]["total"] == twin("/main/")["workflows"]


def test_a_step_to_nothing_is_shown_as_such(tmp_path: Path) -> None:
    arazzo = (
        "arazzo: 1.0.1\ninfo: {title: Odd, version: 1.0.0}\n"
        "sourceDescriptions: [{name: a, url: ../services/nowhere/openapi.yaml, type: openapi}]\n"
        "workflows: [{workflowId: odd, steps: [{stepId: one, operationId: get}]}]\n"
    )
    client = portal_client(write(tmp_path, {**SOUND, "workflows/odd.arazzo.yaml": arazzo}))
    assert "goes to nothing that this catalog has" in client.get("/worktree/workflows/odd").text
