"""What the fields of a vendor's contract are mapped to, by where the fields are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.errors import CatalogError
from catalog.graph.hits import SpotKey
from catalog.graph.touching import written_at
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.service import EntityMapping, Service
from catalog.reading.addresses.lookup import map_of
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class MappedTo:
    """A service maps the place to a field of a canonical entity (`customer/v2`), or says in `unmapped` why it has none.
    `loss` and `transform` say what happens on the way."""

    service: str
    entity: str
    field: str
    loss: str = ""
    transform: str = ""
    unmapped: str = ""


def mapped_fields(snapshot: Snapshot, contract: Contract) -> dict[SpotKey, tuple[MappedTo, ...]]:
    """By every place that a mapping of the contract names; names that lead nowhere are left out."""
    found: dict[SpotKey, list[MappedTo]] = defaultdict(list)
    for service, mapping in mappings_of(snapshot, contract.id):
        for name, told in _told(service, mapping):
            for key in _written(contract, mapping, name):
                found[key].append(told)
    return {key: tuple(each) for key, each in found.items()}


def mappings_of(snapshot: Snapshot, contract_id: str) -> tuple[tuple[Service, EntityMapping], ...]:
    """Who maps fields of a contract; only services that use it are looked at, and its own."""
    users = {each.service for each in snapshot.consumptions_of(contract_id)}
    entry = snapshot.contracts.get(contract_id)
    users |= {entry.owner} if entry is not None and entry.owner_kind == "service" else set()
    known = (snapshot.services[name] for name in sorted(users) if name in snapshot.services)
    return tuple((service, each) for service in known for each in service.mapping if each.contract == contract_id)


def _told(service: Service, mapping: EntityMapping) -> Iterator[tuple[str, MappedTo]]:
    for each in mapping.fields:
        yield (
            each.vendor_field,
            MappedTo(service.name, mapping.entity, each.canonical, each.loss or "", each.transform or ""),
        )
    for name, reason in mapping.unmapped:
        yield name, MappedTo(service.name, mapping.entity, "", unmapped=reason)


def _written(contract: Contract, mapping: EntityMapping, name: str) -> Iterable[SpotKey]:
    schema = f" schema {mapping.schema}" if mapping.schema else ""
    try:
        return frozenset(written_at(map_of(contract).graph, parse_address(f"{contract.id}{schema} {name}")))
    except CatalogError:
        return ()
