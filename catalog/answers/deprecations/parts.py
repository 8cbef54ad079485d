"""Operations, parameters, messages and fields that a contract's document calls deprecated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from catalog.answers.atlas.shared import NOTHING, files_of
from catalog.answers.deprecations.contracts import ENDING, days_left, holder_of, remaining
from catalog.answers.deprecations.shape import Deprecated
from catalog.answers.kept import once
from catalog.errors import CatalogError
from catalog.graph.hits import UsedPlaces
from catalog.graph.touching import touching
from catalog.model.address import Address
from catalog.model.consumption import Consumption
from catalog.model.contract import Contract
from catalog.model.pointer import print_pointer
from catalog.model.service import ContractEntry
from catalog.model.source import Json, Pointer
from catalog.reading.addresses.lookup import address_of, document_address
from catalog.repository.snapshot import Snapshot
from governance.lifecycle.elements import sunset_of

SCHEMA_WORDS = ("type", "properties", "$ref", "enum", "allOf", "anyOf", "oneOf", "items", "format", "pattern")


def candidates(snapshot: Snapshot) -> tuple[str, ...]:
    """The contracts, by id, whose documents say `deprecated` somewhere, without those that end as a whole."""
    return once(snapshot, ("deprecating",), lambda: tuple(sorted(_candidates(snapshot))), stays=True)


def _candidates(snapshot: Snapshot) -> Iterator[str]:
    texts = files_of(snapshot).texts
    for name, entry in snapshot.contracts.items():
        if texts.get(entry.path, NOTHING).deprecates and not _ends(entry):
            yield name


def _ends(entry: ContractEntry) -> bool:
    return entry.lifecycle.stage in ENDING


def parts_of(snapshot: Snapshot, contract_id: str, today: date) -> tuple[Deprecated, ...]:
    """The deprecated parts of a contract; none of a document that cannot be read. Found once for a day."""
    return once(snapshot, ("deprecated", contract_id, today), partial(_parts_of, snapshot, contract_id, today))


def _parts_of(snapshot: Snapshot, contract_id: str, today: date) -> tuple[Deprecated, ...]:
    try:
        contract = snapshot.contract(contract_id)
        return tuple(_parts(snapshot, contract, today))
    except CatalogError:
        return ()


def _parts(snapshot: Snapshot, contract: Contract, today: date) -> Iterator[Deprecated]:
    entry, places = snapshot.contracts[contract.id], UsedPlaces(contract)
    holder = holder_of(snapshot, entry)
    for pointer, node in _marked(contract.document.tree):
        at = _address(contract, pointer)
        if at is None:
            continue
        sunset = sunset_of(node)
        yield Deprecated(
            kind_of(pointer, node), str(at), contract.id, holder.name, holder.kind, holder.team, "deprecated", None,
            sunset, days_left(sunset, today), "", "", _advice(node), remaining(snapshot, _users(snapshot, places, at)),
            contract.document.name, print_pointer((*pointer, "deprecated")),
        )  # fmt: skip


def _marked(tree: Json) -> Iterator[tuple[Pointer, dict[str, Json]]]:
    """Every object with `deprecated: true`, save in examples and values; in the order written."""
    waiting: list[tuple[Pointer, Json]] = [((), tree)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, dict):
            if node.get("deprecated") is True and pointer:
                yield pointer, node
            below = [((*pointer, key), child) for key, child in node.items() if key not in ("example", "examples")]
            waiting.extend(reversed(below))
        elif isinstance(node, list):
            waiting.extend(reversed([((*pointer, at), child) for at, child in enumerate(node)]))


def kind_of(pointer: Pointer, node: dict[str, Json]) -> str:
    """operation, parameter, message or field: as the place and what is written there show."""
    if "in" in node and "name" in node:
        return "parameter"
    if "responses" in node or (pointer and pointer[0] == "operations" and len(pointer) == 2):
        return "operation"
    if "payload" in node:
        return "message"
    return "field" if any(word in node for word in SCHEMA_WORDS) else "part"


def _address(contract: Contract, pointer: Pointer) -> Address | None:
    """By component where it is in one, since every operation shares that; None for what no reader of it knows."""
    try:
        return document_address(contract, pointer) or address_of(contract, pointer)
    except LookupError:
        return None


def _users(snapshot: Snapshot, places: UsedPlaces, at: Address) -> Iterator[tuple[Consumption, int]]:
    """Those who use a place, or all of the contract, with the number of places that touch it."""
    touch = touching(places, at)
    entry = snapshot.contracts[at.contract]
    for consumption in snapshot.consumptions_of(at.contract):
        count = sum(touch.confidence(use) is not None for use in consumption.uses)
        if (count or not consumption.uses) and consumption.service != entry.owner:
            yield consumption, count


def _advice(node: dict[str, Json]) -> str:
    """The first line of its description, where documents say what to use instead."""
    text = node.get("description")
    return text.strip().split("\n")[0][:160] if isinstance(text, str) else ""
