"""Steps of workflows that name what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.steps import unknown_steps
from tests.builders.catalog import snapshot

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
paths:
  /orders/{id}:
    get: {operationId: getOrder, responses: {"200": {description: fine}}}
"""
WORKFLOW = """\
arazzo: 1.0.1
info: {title: Sell, version: 1.0.0}
sourceDescriptions:
  - {name: shop, url: ../services/orders/v1/openapi.yaml, type: openapi}
  - {name: things, url: ../vendors/acme/things/openapi.yaml}
workflows:
  - workflowId: sell
    steps:
      - STEP
  - workflowId: other
    steps: [{stepId: a, workflowId: sell}]
"""


def told(folder: Path, step: str, **files: str) -> list[tuple[str, str | None]]:
    changes = {"services/orders/v1/openapi.yaml": SHOP, "workflows/sell.arazzo.yaml": WORKFLOW.replace("STEP", step)}
    return [(each.message, each.hint) for each in unknown_steps(snapshot(folder, {**changes, **files}))]


@pytest.mark.parametrize(
    "step",
    [
        "{stepId: a, operationId: getOrder}",
        "{stepId: a, operationId: $sourceDescriptions.shop.getOrder}",
        "{stepId: a, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1orders~1{id}/get'}",
        "{stepId: a, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1orders~1%7Bid%7D/get'}",
        "{stepId: a, workflowId: other}",
    ],
)
def test_steps_that_are_right(tmp_path: Path, step: str) -> None:
    assert told(tmp_path, step) == []


@pytest.mark.parametrize(
    ("step", "message", "hint"),
    [
        (
            "{stepId: a, operationId: getOrders}",
            "there is no operation 'getOrders' in orders/v1, acme/things",
            "Did you mean 'getOrder'?",
        ),
        (
            "{stepId: a, operationId: $sourceDescriptions.things.getOrder}",
            "there is no operation 'getOrder' in acme/things",
            None,
        ),
        (
            "{stepId: a, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1orders/get'}",
            "there is nothing at /paths/~1orders/get in orders/v1",
            None,
        ),
        ("{stepId: a, workflowId: sel}", "there is no workflow 'sel'", "Did you mean 'sell'?"),
        ("{stepId: a}", "step a names no operation, channel or workflow", "Add operationId."),
    ],
)
def test_steps_that_are_wrong(tmp_path: Path, step: str, message: str, hint: str | None) -> None:
    assert told(tmp_path, step) == [(message, hint)]


def test_steps_over_what_cannot_be_read_are_not_judged(tmp_path: Path) -> None:
    step = "{stepId: a, operationId: getOrders}"
    assert told(tmp_path, step, **{"services/orders/v1/openapi.yaml": "a: [\n"}) == []


def test_the_finding_stands_at_the_step(tmp_path: Path) -> None:
    text = WORKFLOW.replace("STEP", "{stepId: a, operationId: no}")
    (finding,) = unknown_steps(snapshot(tmp_path, {"workflows/sell.arazzo.yaml": text}))
    assert (finding.locations[0].line, finding.locations[0].column) == (9, 21)
    assert finding.address == "workflow/sell step a"
