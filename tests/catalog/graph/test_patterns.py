"""Uses with `*` are hit by what they name, by what it comes through and by what lies below; by nothing beside."""

from __future__ import annotations

import pytest

from catalog.graph.hits import Breadth, Changed, UsedPlaces
from catalog.graph.patterns import fits
from catalog.model.address import Section
from catalog.model.consumption import Use
from catalog.model.quality import Origin
from tests.builders.contracts import contract_of

SHOP = """\
openapi: 3.0.3
info: {title: Shop, version: "1"}
paths:
  /orders/{id}:
    get:
      responses:
        "200":
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
  /invoices:
    get:
      responses:
        2XX:
          content:
            application/json:
              schema:
                type: object
                properties:
                  lines: {type: array, items: {$ref: "#/components/schemas/Line"}}
                  payer: {$ref: "#/components/schemas/Customer"}
components:
  schemas:
    Order:
      type: object
      properties:
        customer: {$ref: "#/components/schemas/Customer"}
        lines: {type: array, items: {$ref: "#/components/schemas/Line"}}
        replaces: {$ref: "#/components/schemas/Order"}
        note: {type: string}
    Customer:
      type: object
      properties: {name: {type: string}, email: {type: string}}
    Line:
      type: object
      properties: {sku: {type: string}, total: {type: object, properties: {amount: {type: number}}}}
"""
ORDER, INVOICES = "GET /orders/{} response.200.body", "GET /invoices response.2XX.body"
SCHEMAS = "#/components/schemas/"


def is_hit(use: str, changed: Changed, contract: str = SHOP) -> bool:
    places = UsedPlaces(contract_of(contract, "shop") if contract else None)
    return bool(places.by(changed)((Use(use, Origin("f")),)))


@pytest.mark.parametrize(
    ("use", "place"),
    [
        ("GET /orders/* response.200.body customer", f"{ORDER} customer.email"),
        ("GET /orders/* response.200.body customer.email", f"{ORDER} customer"),
        ("GET /orders/{} response.200.body *", f"{ORDER} lines[].sku"),
        ("GET /orders/{} response.200.body lines[].*", f"{ORDER} lines"),
        ("GET /orders/{} response.200.body lines[].*", f"{ORDER} lines[].total.amount"),
        ("GET /orders/{} response.200.body lines[].*.amount", f"{ORDER} lines[].total.amount"),
        ("GET /orders/{} **", f"{ORDER} note"),
        ("* response.200.body note", "GET /orders/{} response.2XX.body note"),
        ("* response.200.body note", "GET /orders/{} response.default.body note"),
        ("* response.200.body note", "GET /orders/{} response.200.content"),
        ("GET /orders/* response.200.body customer", "GET /orders/{} response.200"),
        ("GET /orders/* response.200.body customer", "GET /orders/{} response"),
        ("GET /orders/* response.200.body customer", "GET /orders/{}"),
        ("GET /orders/* response.200.body customer", "path /orders/{}"),
        ("send order.* payload id", "send order.placed payload id.value"),
        ("send order.* payload id", "channel order.placed"),
        ("GET /orders/{} response.200.body labels.c*", "GET /orders/{} response.200.body labels{}"),
        ("GET /orders/{} response.200.body pay<card>.*", f"{ORDER} pay.number"),
        ("GET /orders/{} response.200.body pay.*", f"{ORDER} pay<card>.number"),
        ("GET /orders/{} response.200.body a[].b[].*", f"{ORDER} a[].b[].c"),
    ],
)
def test_by_name_it_fits_what_is_above_and_below(use: str, place: str) -> None:
    assert fits(use, place)
    assert is_hit(use, Changed(f"shop {place}"), "")


@pytest.mark.parametrize(
    ("use", "place"),
    [
        ("GET /orders/* response.200.body customer", f"{ORDER} note"),
        ("GET /orders/* response.200.body customer", f"{ORDER} customers"),
        ("GET /orders/* response.200.body customer", "GET /orders/{} response.404.body"),
        ("GET /orders/* response.200.body customer", "GET /orders"),
        ("GET /orders/* response.200.body customer", "GET /invoices/{} response.200.body customer"),
        ("GET /orders/{} response.200.body *.amount", f"{ORDER} lines[].sku"),
        ("GET /orders/{} response.200.body lines[].*", f"{ORDER} customer.name"),
        ("send order.* payload id", "send invoice.paid payload id"),
        ("send order.* payload id", "send order.placed headers id"),
    ],
)
def test_by_name_it_does_not_fit_what_lies_beside(use: str, place: str) -> None:
    assert not fits(use, place)
    assert not is_hit(use, Changed(f"shop {place}"), "")


@pytest.mark.parametrize(
    ("use", "pointer", "expected"),
    [
        ("GET /invoices response.*.body payer.email", "Customer/properties/email", True),
        ("GET /invoices response.*.body payer.email", "Customer", True),
        ("GET /invoices response.*.body payer.email", "Customer/properties/name", False),
        ("GET /invoices response.*.body payer", "Customer/properties/name", True),
        ("GET /invoices response.*.body lines[].*", "Customer/properties/name", False),
        ("GET /invoices response.200.body lines[].*", "Line/properties/total/properties/amount", True),
        ("GET /invoices response.200.body **.amount", "Line/properties/total/properties/amount", True),
        ("GET /invoices response.200.body *.*.amount", "Line", True),
        ("GET /invoices response.200.body *.*.amount", "Line/properties/sku", False),
        ("GET /invoices request.*", "Customer/properties/name", False),
        ("POST /invoices response.*", "Customer/properties/name", False),
        ("* payer.*", "Customer/properties/name", True),
        ("* note", "Customer/properties/name", False),
        ("GET /orders/{} response.200.body lines[].*.amount", "Order/properties/note", False),
    ],
)
def test_a_change_of_a_shared_schema_hits_what_is_named_in_other_operations(
    use: str, pointer: str, expected: bool
) -> None:
    changed = Changed(f"shop {ORDER} somewhere", ("GET /orders/{}", "GET /invoices"), SCHEMAS + pointer)
    assert is_hit(use, changed) is expected


@pytest.mark.parametrize(("pointer", "expected"), [("Customer/properties/email", True), ("Line/properties/sku", False)])
def test_a_second_place_in_the_same_operation_counts_and_recursion_ends(pointer: str, expected: bool) -> None:
    changed = Changed(f"shop {ORDER} elsewhere.email", ("GET /orders/{}",), SCHEMAS + pointer)
    assert is_hit("GET /orders/{} response.200.body replaces.*.email", changed) is expected


def test_where_the_contract_cannot_be_read_a_shared_change_hits() -> None:
    changed = Changed(f"shop {ORDER} customer", ("GET /orders/{}", "GET /invoices"), f"{SCHEMAS}Customer")
    assert is_hit("GET /invoices response.*.body payer.email", changed, "")


@pytest.mark.parametrize(
    ("use", "breadth", "expected"),
    [
        ("GET /invoices response.*.body payer.*", Breadth.WITHIN, True),
        ("GET /invoices request.*", Breadth.WITHIN, False),
        ("GET /invoices request.*", Breadth.SUBJECT, True),
        ("GET /customers response.*", Breadth.SUBJECT, False),
        ("GET /customers response.*", Breadth.CONTRACT, True),
    ],
)
def test_what_changed_as_a_whole_hits_what_it_holds(use: str, breadth: Breadth, expected: bool) -> None:
    changed = Changed(f"shop {ORDER}", ("GET /orders/{}", "GET /invoices"), None, breadth)
    assert is_hit(use, changed, "") is expected


@pytest.mark.parametrize("whole", ["send shop refund-settled", "send shop message.refund-settled", "send shop message"])
def test_a_message_that_goes_hits_what_is_named_in_it(whole: str) -> None:
    changed = Changed(f"shop {whole}", (), None, Breadth.WITHIN)
    assert is_hit("send shop payload.refund-settled *.value", changed, "")
    assert is_hit("send shop payload.order-placed *.value", changed, "") is (whole == "send shop message")


def test_where_there_is_too_much_to_look_through_every_change_of_the_operation_hits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("catalog.graph.hits.MOST_PLACES", 3)
    for operation, expected in (("GET /invoices", True), ("GET /orders/{}", False)):
        changed = Changed(f"shop {ORDER} somewhere", (operation,), f"{SCHEMAS}Customer/properties/name")
        assert is_hit("GET /invoices response.*.body lines[].*", changed) is expected


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("**", True),
        ("GET /orders/* response.200.body customer.*", True),
        ("GET /orders/* response.200.body nothing*", False),
        ("DELETE *", False),
    ],
)
def test_a_pattern_that_fits_no_place_is_seen(use: str, expected: bool) -> None:
    assert UsedPlaces(contract_of(SHOP, "shop")).pattern(Use(use, Origin("f"))).names_something() is expected


@pytest.mark.parametrize(
    ("use", "fields"),
    [
        ("GET /orders/* response.200.body customer.*", {"customer.name", "customer.email"}),
        ("GET /orders/* response.200.body *.*.amount", {"lines[].total.amount"}),
        ("GET /orders/* response.200.body lines[].*.amount", {"lines[].total.amount"}),
        ("GET /invoices response.200.body p*", {"payer"}),
        ("GET /invoices response.*.body", set()),
    ],
)
def test_the_fields_named_are_told_by_address(use: str, fields: set[str]) -> None:
    ends = UsedPlaces(contract_of(SHOP, "shop")).pattern(Use(use, Origin("f"))).ends()
    assert {str(at).rpartition(" ")[2] for at, _ in ends if at.section(Section.PATH)} == fields
