"""An address keeps its meaning when a document moves to a later specification."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.model.address import Address, Section
from catalog.model.source import Pointer, SourceDocument
from catalog.reading.addresses.lookup import address_of, resolve
from tests.builders.contracts import (
    SPECIFICATIONS,
    contract_in,
    contract_of,
    corpus_rows,
    document_at,
    every_pointer,
    some_pointers,
)
from tests.builders.shared import VENDORS, needs_shared
from tests.builders.upgrade import from_20_to_30, from_30_to_31
from tests.builders.upgraded_events import from_26_to_3

Upgrade = Callable[[SourceDocument], SourceDocument]
OWN = {"openapi-2.0": from_20_to_30, "openapi-3.0": from_30_to_31, "asyncapi-2.6": from_26_to_3}
CORPUS = {"openapi": ("3.0", from_30_to_31), "asyncapi": ("2.", from_26_to_3)}


def lost_places(document: SourceDocument, upgrade: Upgrade, pointers: list[Pointer]) -> Iterator[str]:
    """Places, not what is written about them, that the same address does not find in the upgraded document."""
    contract, upgraded = contract_in(document), contract_in(upgrade(document))
    for pointer in pointers:
        address = address_of(contract, pointer)
        is_kept = not address.section(Section.FACET) and not is_dropped(address)
        if is_kept and resolve(upgraded, address) is None:
            yield str(address)


def is_dropped(address: Address) -> bool:
    """Unused components of kinds that our upgrades leave out, and the schema of a channel's parameter."""
    is_parameter_schema = address.part[:1] == ("parameter",) and address.ordinal > 1
    is_channel = address.subject in (("channel", "orders.shared"), ("channel", "Shared"))
    return is_parameter_schema or is_channel or address.subject[:1] in (("securityScheme",), ("parameter",))


@pytest.mark.parametrize("name", OWN)
def test_our_own_documents(name: str) -> None:
    document = document_at(SPECIFICATIONS / f"{name}.yaml")
    lost = list(lost_places(document, OWN[name], list(every_pointer(document.tree))))
    assert lost == []


def older_files() -> list[tuple[Path, Upgrade]]:
    """The corpus documents that an upgrade fits: the last of each contract."""
    found = {
        row["contract"]: (VENDORS / row["file"], CORPUS[row["format"]][1])
        for row in corpus_rows()
        if row["spec_version"].startswith(CORPUS[row["format"]][0])
    }
    return list(found.values())


@needs_shared
@pytest.mark.parametrize(
    ("path", "upgrade"),
    [pytest.param(*each, id=each[0].parent.name) for each in older_files() if each[0].stat().st_size < 300_000],
)
def test_vendor_documents(path: Path, upgrade: Upgrade) -> None:
    document = document_at(path)
    assert list(lost_places(document, upgrade, some_pointers(document.tree, 150))) == []


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize(("path", "upgrade"), [pytest.param(*each, id=each[0].parent.name) for each in older_files()])
def test_a_thousand_places_of_vendor_documents(path: Path, upgrade: Upgrade) -> None:
    document = document_at(path)
    assert list(lost_places(document, upgrade, some_pointers(document.tree, 1000))) == []


SECOND = """
asyncapi: 2.6.0
info: {title: Orders, version: '1'}
channels:
  order.{id}.submitted.v1:
    publish:
      message:
        name: OrderSubmitted
        traits: [{headers: {type: object, properties: {trace: {type: string}}}}]
        payload: {$ref: '#/components/schemas/Order'}
  orders.audit:
    subscribe:
      message:
        oneOf:
          - payload: {type: object, properties: {event: {const: opened}, by: {type: string}}}
          - payload: {type: object, properties: {event: {const: closed}, at: {type: string}}}
components:
  schemas:
    Order: {type: object, properties: {total: {type: number}}}
"""
THIRD = """
asyncapi: 3.0.0
info: {title: Orders, version: '1'}
channels:
  audit:
    address: orders.audit
    messages:
      shut: {payload: {type: object, properties: {at: {type: string}, event: {const: closed}}}}
      open: {payload: {type: object, properties: {event: {const: opened}, by: {type: string}}}}
  submitted:
    address: order.{number}.submitted.v1
    messages:
      any: {$ref: '#/components/messages/Submitted'}
operations:
  onSubmitted: {action: receive, channel: {$ref: '#/channels/submitted'}}
  audit: {action: send, channel: {$ref: '#/channels/audit'}}
components:
  messages:
    Submitted:
      name: OrderSubmitted
      headers: {type: object, properties: {trace: {type: string}}}
      payload:
        schemaFormat: application/schema+json;version=draft-07
        schema: {type: object, properties: {total: {type: number}}}
"""
SAME = {
    "shop receive order.{}.submitted.v1 payload total": "number",
    "shop receive order.{}.submitted.v1 headers trace": "string",
    "shop send orders.audit payload.opened by": "string",
    "shop send orders.audit payload.closed at": "string",
}


@pytest.mark.parametrize("text", SAME)
def test_both_major_versions_of_asyncapi_give_a_place_one_address(text: str) -> None:
    for contract in (contract_of(SECOND), contract_of(THIRD)):
        found = {
            str(address_of(contract, pointer)): pointer
            for pointer in every_pointer(contract.document.tree)
            if pointer[-1:] != ("properties",)
        }
        assert text in found
        node = resolve(contract, address_of(contract, found[text]))
        assert node is not None
        assert isinstance(node.value, dict)
        assert node.value["type"] == SAME[text]
