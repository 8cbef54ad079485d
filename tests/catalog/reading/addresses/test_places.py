"""Every place of every document has an address that prints, parses and leads back to the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.model.address_text import parse_address
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.addresses.lookup import address_of, addresses_of, places_of, pointers_of, resolve
from catalog.reading.contract import read_contract
from catalog.reading.read import read_source
from catalog.reading.references import Resolver
from tests.builders.contracts import (
    contract_in,
    contract_of,
    corpus_files,
    document_at,
    every_pointer,
    latest_corpus_files,
    some_pointers,
    specification_files,
)
from tests.builders.shared import needs_shared

SMALL = [path for path in latest_corpus_files() if path.stat().st_size < 700_000]
"""What `make test` looks at; `make laws` looks at all."""


def not_leading_back(path: Path, pointers: list[Pointer]) -> list[tuple[Pointer, str]]:
    """Places whose address does not survive printing, parsing and resolving."""
    contract = contract_in(document_at(path))
    lost = []
    for pointer in pointers:
        address = address_of(contract, pointer)
        read = parse_address(str(address))
        if read != address or pointer not in pointers_of(contract, read):
            lost.append((pointer, str(address)))
    return lost


def names(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", specification_files(), ids=names)
def test_every_place_of_our_own_documents(path: Path) -> None:
    assert not_leading_back(path, list(every_pointer(document_at(path).tree))) == []


@needs_shared
@pytest.mark.parametrize("path", SMALL, ids=names)
def test_places_of_the_latest_vendor_documents(path: Path) -> None:
    assert not_leading_back(path, some_pointers(document_at(path).tree, 150)) == []


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("path", corpus_files(), ids=names)
def test_a_thousand_places_of_every_vendor_document(path: Path) -> None:
    assert not_leading_back(path, some_pointers(document_at(path).tree, 1000, seed=1)) == []


def test_what_is_not_there_has_no_address() -> None:
    contract = contract_of("openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths: {}\n")
    with pytest.raises(LookupError):
        address_of(contract, ("info", "summary"))


def test_an_address_of_something_else_leads_nowhere() -> None:
    contract = contract_of("openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths: {}\n")
    address = parse_address("shop GET /orders response.200.body id")
    assert resolve(contract, address) is None
    assert places_of(contract, address) == ()


def test_places_of_other_files_have_addresses() -> None:
    files = {
        "api/openapi.yaml": b"""
openapi: 3.0.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      responses:
        '200': {description: Orders, content: {application/json: {schema: {$ref: 'shared/order.yaml'}}}}
""",
        "api/shared/order.yaml": b"type: object\nproperties: {total: {type: number}, next: {$ref: 'order.yaml'}}\n",
    }

    def fetch(name: str) -> SourceDocument:
        return read_source(files[name], name)

    document = fetch("api/openapi.yaml")
    contract = read_contract(document, contract_id="shop", resolver=Resolver(fetch, document))
    address = address_of(contract, ("properties", "total", "type"), "api/shared/order.yaml")
    assert str(address) == "shop GET /orders response.200.body total @type"
    node = resolve(contract, address)
    assert node is not None
    assert (node.document.name, node.pointer) == ("api/shared/order.yaml", ("properties", "total", "type"))
    with pytest.raises(LookupError):
        address_of(contract, (), "api/elsewhere.yaml")


WEBS = {
    "itself": {"A": {"$ref": "#/components/schemas/A"}},
    "round": {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}},
    "all of itself": {"A": {"allOf": [{"$ref": "#/components/schemas/A"}] * 20}},
    "one of itself": {"A": {"oneOf": [{"$ref": "#/components/schemas/A"}] * 20}},
    "into itself": {"A": {"properties": {"a": {"$ref": "#/components/schemas/A/properties/a/properties/b"}}}},
    "all of all": {
        name: {"allOf": [{"$ref": f"#/components/schemas/{other}"} for other in "ABCDEFGH"]} for name in "ABCDEFGH"
    },
}


@pytest.mark.parametrize("schemas", WEBS.values(), ids=WEBS)
def test_circles_of_references_end(schemas: Json) -> None:
    response = {"description": "", "content": {"text/plain": {"schema": {"$ref": "#/components/schemas/A"}}}}
    tree: Json = {
        "openapi": "3.1.0",
        "info": {"title": "Webs", "version": "1"},
        "paths": {"/": {"get": {"responses": {"200": response}}}},
        "components": {"schemas": schemas},
    }
    contract = contract_in(SourceDocument("web.json", "", b"", tree))
    for pointer in some_pointers(tree, 60):
        for address in addresses_of(contract, pointer):
            assert pointer in pointers_of(contract, parse_address(str(address)))
