"""What addresses look like, and that spelling does not change them."""

from __future__ import annotations

import pytest

from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.source import Pointer
from catalog.reading.addresses.lookup import address_of, addresses_of, document_address, pointers_of, resolve
from tests.builders.contracts import contract_of

HTTP = """
openapi: 3.1.0
info: {title: Orders, version: '1', x-team: {name: orders}}
tags: [{name: b}, {name: a, description: First}]
security: [{oauth: [read, write]}, {key: []}]
paths:
  /orders/{id}/lines/{line}:
    summary: Lines
    parameters:
      - {name: line, in: path, required: true, schema: {type: integer}}
      - {name: id, in: path, required: true, schema: {type: string, maxLength: 9}}
    get:
      operationId: getLine
      parameters:
        - {name: fields, in: query, schema: {type: array, items: {enum: [sku, total]}}}
        - {name: X-Tenant, in: header, description: Whose, schema: {type: string, description: A tenant}}
      responses:
        '200':
          description: A line
          headers: {ETag: {schema: {type: string}}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Line'}, examples: {one: {value: {sku: S-1}}}}
            text/csv: {schema: {type: string}}
        default: {$ref: '#/components/responses/Problem'}
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [lines, payment]
              properties:
                lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
                payment:
                  oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Invoice'}]
                delivery:
                  anyOf: [{type: 'null'}, {$ref: '#/components/schemas/Delivery'}]
                notes: {type: object, additionalProperties: {type: string, maxLength: 80}}
                odd: {type: object, properties: {'a b': {type: string}, 'x.y[0]': {type: string}, '': true}}
                pair: {prefixItems: [{type: string}, {type: integer}], items: {type: boolean}}
                limit:
                  anyOf: [{type: integer}, {type: string}, {type: object, required: [unit, value]},
                          {type: object, required: [unit]}, {minimum: 3}, {minimum: 2}]
      responses: {'201': {description: Created}}
      callbacks:
        shipped:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {properties: {at: {type: string}}}}}}
              responses: {'204': {description: Heard}}
webhooks:
  order.created:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Line'}}}}
      responses: {'204': {description: Heard}}
components:
  schemas:
    Line:
      allOf: [{$ref: '#/components/schemas/Named'}]
      properties: {sku: {type: string}, parts: {type: array, items: {$ref: '#/components/schemas/Line'}}}
    Named: {type: object, properties: {name: {type: [string, 'null'], maxLength: 40}}}
    Card: {type: object, properties: {kind: {const: card}, number: {type: string}}}
    Invoice: {type: object, properties: {kind: {enum: [invoice]}, days: {type: integer}}}
    Delivery: {type: object, properties: {city: {type: string}}}
    Unused: {type: object, properties: {email: {type: string}}}
  responses:
    Problem: {description: A problem, content: {application/problem+json: {schema: {properties: {detail: {}}}}}}
  securitySchemes:
    oauth: {type: oauth2, flows: {}}
    key: {type: apiKey, in: header, name: X-Key}
"""

LINE_ITEM = ("paths", "/orders/{id}/lines/{line}")
SCHEMAS = ("components", "schemas")
LINE = "GET /orders/{}/lines/{}"
PLACES: dict[str, Pointer] = {
    "shop": (),
    "shop @info.x-team.name": ("info", "x-team", "name"),
    'shop @tags[="a"].description': ("tags", 1, "description"),
    'shop @security[="oauth2(read,write)"]': ("security", 0),
    'shop @security[="oauth2(read,write)"].oauth2[="write"]': ("security", 0, "oauth", 1),
    'shop @security[="apiKey header X-Key"]': ("security", 1),
    "shop path /orders/{}/lines/{} @summary": (*LINE_ITEM, "summary"),
    f"shop {LINE}": (*LINE_ITEM, "get"),
    f"shop {LINE} @operationId": (*LINE_ITEM, "get", "operationId"),
    f"shop {LINE} request.path.1": (*LINE_ITEM, "parameters", 0),
    f"shop {LINE} request.path.0 @maxLength": (
        "paths",
        "/orders/{id}/lines/{line}",
        "parameters",
        1,
        "schema",
        "maxLength",
    ),
    f'shop {LINE} request.query.fields [] @enum[="total"]': (
        *LINE_ITEM,
        *("get", "parameters", 0, "schema", "items", "enum", 1),
    ),
    f"shop {LINE} request.header.X-Tenant @description": (
        *LINE_ITEM,
        *("get", "parameters", 1, "description"),
    ),
    f"shop {LINE} request.header.X-Tenant @description~2": (
        *LINE_ITEM,
        *("get", "parameters", 1, "schema", "description"),
    ),
    f"shop {LINE} response.200.header.ETag @type": (
        *LINE_ITEM,
        *("get", "responses", "200", "headers", "ETag", "schema", "type"),
    ),
    f"shop {LINE} response.200.content @examples.one.value.sku": (
        *LINE_ITEM,
        *("get", "responses", "200", "content", "application/json"),
        *("examples", "one", "value", "sku"),
    ),
    f"shop {LINE} response.200.body.text/csv @type": (
        *LINE_ITEM,
        *("get", "responses", "200", "content", "text/csv", "schema", "type"),
    ),
    f"shop {LINE} response.default.body detail": (
        *("components", "responses", "Problem", "content", "application/problem+json", "schema"),
        *("properties", "detail"),
    ),
    "shop POST /orders request.body lines[].sku": (*SCHEMAS, "Line", "properties", "sku"),
    "shop POST /orders request.body lines[].name @maxLength": (
        "components",
        "schemas",
        "Named",
        "properties",
        "name",
        "maxLength",
    ),
    'shop POST /orders request.body lines[].name @type[="null"]': (
        "components",
        "schemas",
        "Named",
        "properties",
        "name",
        "type",
        1,
    ),
    "shop POST /orders request.body lines[].parts[]^2": (
        "components",
        "schemas",
        "Line",
        "properties",
        "parts",
        "items",
    ),
    "shop POST /orders request.body lines[]": (
        *("paths", "/orders", "post", "requestBody", "content", "application/json", "schema", "properties"),
        *("lines", "items"),
    ),
    'shop POST /orders request.body @required[="payment"]': (
        *("paths", "/orders", "post", "requestBody", "content", "application/json", "schema", "required", 1),
    ),
    "shop POST /orders request.body payment<card>.number": (*SCHEMAS, "Card", "properties", "number"),
    "shop POST /orders request.body payment<invoice>.days": (*SCHEMAS, "Invoice", "properties", "days"),
    "shop POST /orders request.body delivery.city": (*SCHEMAS, "Delivery", "properties", "city"),
    "shop schema Unused email": (*SCHEMAS, "Unused", "properties", "email"),
    "shop webhook order.created operation POST request.body": (
        *("webhooks", "order.created", "post", "requestBody", "content", "application/json", "schema"),
    ),
    "shop POST /orders callback shipped expression {$request.body#/url} operation POST request.body at": (
        *("paths", "/orders", "post", "callbacks", "shipped", "{$request.body#/url}", "post", "requestBody"),
        *("content", "application/json", "schema", "properties", "at"),
    ),
    'shop securityScheme "apiKey header X-Key" @in': ("components", "securitySchemes", "key", "in"),
    "shop @components.schemas": ("components", "schemas"),
    **{
        f"shop POST /orders request.body {steps}": (
            *("paths", "/orders", "post", "requestBody", "content", "application/json", "schema", "properties"),
            *pointer,
        )
        for steps, pointer in {
            "notes{} @maxLength": ("notes", "additionalProperties", "maxLength"),
            'odd."a b"': ("odd", "properties", "a b"),
            'odd."x.y[0]"': ("odd", "properties", "x.y[0]"),
            'odd.""': ("odd", "properties", ""),
            "pair[1]": ("pair", "prefixItems", 1),
            "pair[]": ("pair", "items"),
            "limit<integer>": ("limit", "anyOf", 0),
            "limit<object:unit,value>": ("limit", "anyOf", 2),
            "limit<object:unit>": ("limit", "anyOf", 3),
            "delivery<null>": ("delivery", "anyOf", 0),
        }.items()
    },
}


@pytest.fixture(scope="module")
def contract() -> Contract:
    return contract_of(HTTP)


@pytest.mark.parametrize("text", PLACES)
def test_a_place_has_this_address(contract: Contract, text: str) -> None:
    assert str(address_of(contract, PLACES[text])) == text
    assert PLACES[text] in pointers_of(contract, parse_address(text))


def test_branches_that_nothing_tells_apart_stand_in_canonical_order(contract: Contract) -> None:
    limit = ("paths", "/orders", "post", "requestBody", "content", "application/json", "schema", "properties", "limit")
    names = {str(address_of(contract, (*limit, "anyOf", index))) for index in (4, 5)}
    assert len(names) == 2
    assert all(name.rpartition("<")[2].rstrip(">").isdigit() for name in names)


def test_a_reference_is_written_at_several_places(contract: Contract) -> None:
    address = parse_address("shop POST /orders request.body lines[]")
    items = (
        "paths",
        "/orders",
        "post",
        "requestBody",
        "content",
        "application/json",
        "schema",
        "properties",
        "lines",
        "items",
    )
    assert pointers_of(contract, address) == (items, (*items, "$ref"), (*SCHEMAS, "Line"))


def test_a_shared_place_has_an_address_for_each_operation(contract: Contract) -> None:
    found = [str(address) for address in addresses_of(contract, (*SCHEMAS, "Line", "properties", "sku"))]
    assert found == [
        "shop POST /orders request.body lines[].sku",
        f"shop {LINE} response.200.body sku",
        "shop webhook order.created operation POST request.body sku",
        "shop schema Line sku",
    ]


def test_the_document_address_of_a_shared_place(contract: Contract) -> None:
    address = document_address(contract, (*SCHEMAS, "Line", "properties", "sku", "type"))
    assert str(address) == "shop schema Line sku @type"
    assert document_address(contract, ("info", "title")) is None


def test_a_longer_way_round_a_recursion_leads_to_the_same_place(contract: Contract) -> None:
    longer = parse_address(f"shop {LINE} response.200.body parts[].parts[].sku")
    node = resolve(contract, longer)
    assert node is not None
    assert node.pointer == (*SCHEMAS, "Line", "properties", "sku")


def test_a_media_type_may_be_said_where_it_is_left_out(contract: Contract) -> None:
    said = parse_address("shop POST /orders request.body.application/json lines")
    left_out = parse_address("shop POST /orders request.body lines")
    assert pointers_of(contract, said) == pointers_of(contract, left_out) != ()
