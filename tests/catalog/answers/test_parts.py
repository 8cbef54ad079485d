"""Parts of a contract by address: themselves, and for places deeper down what they stand in."""

from __future__ import annotations

import pytest

from catalog.answers.parts import OperationSheet, SchemaSheet, show_part
from catalog.errors import UnknownName
from tests.builders.contracts import contract_of

SHOP = contract_of("""\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {"204": {description: d}}
  /orders/{id}:
    get: {responses: {"204": {description: d}}}
components:
  schemas:
    Order: {type: object, properties: {lines: {type: array, items: {type: object, properties: {sku: {}}}}}}
""")


@pytest.mark.parametrize(
    "at",
    [
        "POST /orders",
        f"{SHOP.id} POST /orders",
        "POST /orders request.body lines[].sku",
        "POST /orders response.204",
    ],
)
def test_an_operation_and_what_stands_in_it(at: str) -> None:
    part = show_part(SHOP, at)
    assert isinstance(part, OperationSheet)
    assert part == show_part(SHOP, "POST /orders") != show_part(SHOP, "GET /orders/{}")


def test_names_in_templates_do_not_count() -> None:
    assert show_part(SHOP, "GET /orders/{orderId}") == show_part(SHOP, "GET /orders/{}")


def test_a_field_of_a_component() -> None:
    assert isinstance(show_part(SHOP, "schema Order lines[].sku"), SchemaSheet)


@pytest.mark.parametrize("at", ["POST /orders request.body nothing", "POST /order", "schema Nothing", "[", "info", ""])
def test_what_is_not_there(at: str) -> None:
    with pytest.raises(UnknownName, match="has no place"):
        show_part(SHOP, at)
