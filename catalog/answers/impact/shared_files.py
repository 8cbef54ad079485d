"""From a shared file, an entity or a field of it, to the contracts that refer to it and to who uses them there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from catalog.graph.edges import Confidence, Edge, Kind, Relation, Vertex
from catalog.graph.hits import SpotKey, UsedPlaces
from catalog.graph.stated import mapping_statement, of_workflow, owned
from catalog.model.address import Address
from catalog.model.contract import Contract
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, EntityMapping, FieldMapping
from catalog.reading.addresses.lookup import addresses_of

if TYPE_CHECKING:
    from catalog.answers.impact.landscape import Landscape

MOST_PLACED = 200
"""Contracts that are asked for the addresses of what they refer to; that takes a walk through all of each."""


@dataclass
class SharedFiles:
    """The files asked about in a landscape, and what refers to them."""

    landscape: Landscape

    def __post_init__(self) -> None:
        self.asked, self.snapshot = self.landscape.asked, self.landscape.snapshot
        self.references = self.landscape.references

    def edges(self) -> Iterator[Edge]:
        """From a shared file, through others that refer to it, to contracts and what is used of them."""
        asked, wanted = self.asked, self.wanted
        files = {file: self._vertex(file) for file in self._referring}
        yield from (
            Edge(self.landscape.start, files[file], Relation.HAS)
            for file in asked.files
            if files[file] != self.landscape.start
        )
        yield from self.references.edges(files, wanted)
        for entry in self.referring:
            yield from self._of_reference(entry, files)
        yield from self._mapped()

    @cached_property
    def referring(self) -> tuple[ContractEntry, ...]:
        """The contracts whose references lead to what was asked about."""
        near = (entry for entry in self.snapshot.contracts.values() if entry.path in self._referring)
        return tuple(entry for entry in near if self.references.lead_to(entry.path, self._targets))

    @property
    def _targets(self) -> frozenset[SpotKey]:
        whole = frozenset[SpotKey]((file, ()) for file in self.asked.files)
        return self.asked.keys or whole

    @property
    def placed(self) -> bool:
        """Whether so few contracts refer to what was asked about that each is asked where it does."""
        return len(self.referring) <= MOST_PLACED

    def wanted(self, key: SpotKey) -> bool:
        """Whether a place of a shared file is what was asked about."""
        return key in self.asked.keys or (not self.asked.keys and key[0] in self.asked.files)

    @cached_property
    def _referring(self) -> dict[str, None]:
        """The files asked about, and all that lead to them: shared ones, and documents that others refer to."""
        asked = set(self.asked.files)
        documents = {entry.path for entry in self.snapshot.declared if entry.path}
        every = {file for path in documents for file in self.references.reaching(path)}
        found = {file for file in every if asked & self.references.reaching(file).keys()}
        return dict.fromkeys((*self.asked.files, *sorted(found - asked)))

    def _vertex(self, file: str) -> Vertex:
        """An entity's version by its name, another shared file by its path."""
        named = {path: f"{name}/{label}" for name, entity in self.snapshot.entities.items()
                 for label, path in entity.versions}  # fmt: skip
        return Vertex(Kind.ENTITY, named[file]) if file in named else Vertex(Kind.SCHEMA, file)

    def _of_reference(self, entry: ContractEntry, files: dict[str, Vertex]) -> Iterator[Edge]:
        """A contract that reaches what was asked about, who uses it there, and who offers it."""
        contract = self.landscape.contract(entry.id)
        places = self.places_in(contract) if contract is not None else ()
        if contract is None or (self.placed and not places):
            return
        ends = Vertex(Kind.CONTRACT, entry.id, True)
        for edge in self.references.edges_to(entry.path, ends, files, self.wanted):
            yield edge
            for use in self._using(contract):
                yield replace(edge, target=Vertex(Kind.ADDRESS, f"{entry.id} {use}"), detail=f"in {entry.id}")
        steps = self.landscape.through(contract, places, ends) if self.placed else self._steps_over(entry.id, ends)
        yield from (replace(step, confidence=Confidence.LIKELY) for step in steps)
        yield from self.landscape.offered(entry.id)

    def _steps_over(self, contract_id: str, source: Vertex) -> Iterator[Edge]:
        for flow in self.snapshot.workflows.values():
            for edge in of_workflow(flow, self.landscape.contract_at):
                if edge.source == Vertex(Kind.CONTRACT, contract_id):
                    yield replace(edge, source=source)

    def places_in(self, contract: Contract) -> tuple[str, ...]:
        """The addresses under which operations of a contract reach what was asked about; none where not `placed`."""
        if not self.placed:
            return ()
        asked = self.asked.keys or frozenset(
            target for file in self.references.reaching(contract.document.name)
            for _, target in self.references.of(file) if target[0] in self.asked.files
        )  # fmt: skip
        found: dict[Address, None] = {}
        for name, pointer in sorted(asked, key=str):
            try:
                found |= dict.fromkeys(addresses_of(contract, pointer, name))
            except LookupError:
                continue
        sent = {each.subject[1:] for each in found if each.subject[:1] in (("send",), ("receive",))}
        told = (each for each in found if each.subject[:1] != ("channel",) or each.subject[1:] not in sent)
        return tuple(dict.fromkeys(str(replace(each, ordinal=1)) for each in told))

    def _using(self, contract: Contract) -> Iterator[str]:
        """The uses of a contract that come through what was asked about."""
        places = UsedPlaces(contract)
        for consumption in self.snapshot.consumptions_of(contract.id):
            for use in consumption.uses:
                place = places.of(use)
                if place is not None and place.comes_through(self.wanted):
                    yield use.address

    def _mapped(self) -> Iterator[Edge]:
        """The services that fill the entity, or the field, from a vendor's: by the first such field of each mapping."""
        for service in self.snapshot.services.values():
            target = Vertex(Kind.SERVICE, service.name, True)
            for position, mapping in enumerate(service.mapping):
                for each in self._filling(mapping)[:1]:
                    origin = Origin(service.origin.file, ("mapping", position, "fields", each.vendor_field))
                    vendor_field = " ".join(filter(None, (mapping.contract, mapping.schema, each.vendor_field)))
                    yield Edge(
                        self.landscape.start, target, Relation.MAPPED, origin=origin,
                        statement=mapping_statement(mapping, each), detail=f"{vendor_field} becomes {each.canonical}",
                    )  # fmt: skip
            yield from owned(target, service.owner, Origin(service.origin.file, ("owner",)))

    def _filling(self, mapping: EntityMapping) -> tuple[FieldMapping, ...]:
        entity, _, version = mapping.entity.partition("/")
        known = self.snapshot.entities.get(entity)
        if known is None or dict(known.versions).get(version) not in self.asked.files:
            return ()
        field = self.asked.name.partition(" ")[2]
        below = (f"{field}.", f"{field}[")
        return tuple(each for each in mapping.fields if not field or f"{each.canonical}.".startswith(below))
