"""The graph of a catalog, with a place in it from which routes begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from catalog.answers.gate.processes import Processes
from catalog.answers.impact.lineage import lineage
from catalog.answers.impact.places import Asked
from catalog.errors import CatalogError
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.graph.hits import UsedPlaces
from catalog.graph.network import Network
from catalog.graph.references import References
from catalog.graph.stated import checkpoints, mapping_statement, of_consumption, of_holder, of_workflow, owned, used
from catalog.graph.touching import Touching, in_files, touching
from catalog.model.address import Address
from catalog.model.consumption import Use
from catalog.model.contract import Contract
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, EntityMapping, FieldMapping, Service
from catalog.model.vendor import Vendor
from catalog.reading.addresses.lookup import addresses_of
from catalog.repository.snapshot import Snapshot


@dataclass
class Landscape:
    """A snapshot's graph. `asked` is the place that routes begin at; `own` the services that belong to it: they are
    what it is about, and not hit by it."""

    snapshot: Snapshot
    references: References
    asked: Asked
    _read: dict[str, Contract | None] = field(default_factory=dict)

    @property
    def start(self) -> Vertex:
        return Vertex(self.asked.kind, self.asked.name)

    @cached_property
    def own(self) -> frozenset[str]:
        asked, services = self.asked, self.snapshot.services
        if asked.kind is Kind.SERVICE:
            return frozenset((asked.name,))
        if asked.kind is Kind.TEAM:
            return frozenset(name for name, service in services.items() if service.owner == asked.name)
        entry = self.snapshot.contracts.get(asked.contract or asked.name)
        known = asked.kind in (Kind.CONTRACT, Kind.ADDRESS) and entry is not None and entry.owner_kind == "service"
        return frozenset((entry.owner,)) if known and entry else frozenset()

    def holds(self, entry: ContractEntry) -> bool:
        """Whether a contract belongs to the place itself."""
        vendor = self.snapshot.vendors.get(entry.owner) if entry.owner_kind == "vendor" else None
        if vendor is not None:
            answers = vendor.owner if self.asked.kind is Kind.TEAM else vendor.name
            return self.asked.name == answers or entry.id == self.asked.name
        return entry.owner in self.own

    @property
    def unread(self) -> tuple[str, ...]:
        """The contracts that were asked about and cannot be read."""
        return tuple(sorted(name for name, contract in self._read.items() if contract is None))

    @cached_property
    def by_path(self) -> dict[str, str]:
        """Contract id by its document's path."""
        return {entry.path: entry.id for entry in reversed(self.snapshot.declared) if entry.path}

    def contract(self, contract_id: str) -> Contract | None:
        """The contract, None where it cannot be read."""
        if contract_id not in self._read:
            try:
                self._read[contract_id] = self.snapshot.contract(contract_id)
            except CatalogError:
                self._read[contract_id] = None
        return self._read[contract_id]

    def network(self, further: Iterable[Edge] = ()) -> Network:
        """All that descriptors state, and what leads away from the start; `further` are edges of its own."""
        found = Network()
        found.add(further)
        found.add(self._from_start())
        found.add(self._stated())
        return found

    def _stated(self) -> Iterator[Edge]:
        snapshot = self.snapshot
        for service in snapshot.services.values():
            mine = service.name in self.own
            for edge in of_holder(service):
                inner = edge.relation is Relation.OFFERS and not mine
                yield replace(edge, confidence=Confidence.POSSIBLE) if inner else edge
        for vendor in snapshot.vendors.values():
            yield from of_holder(vendor)
        for consumption in snapshot.consumptions:
            yield from of_consumption(consumption, snapshot.contracts.get(consumption.contract))
        for workflow in snapshot.workflows.values():
            yield from of_workflow(workflow, self.by_path.get)

    def _from_start(self) -> Iterator[Edge]:
        match self.asked.kind:
            case Kind.TEAM:
                yield from self._of_team()
            case Kind.ADDRESS:
                yield from self._of_address()
            case Kind.ENTITY | Kind.SCHEMA:
                yield from self._of_files()
            case Kind.WORKFLOW:
                yield from self._of_workflow()
            case Kind.VENDOR | Kind.CONTRACT:
                yield from self._of_vendor()
            case _:
                return

    def _of_team(self) -> Iterator[Edge]:
        snapshot, team = self.snapshot, self.asked.name
        holders: tuple[Service | Vendor, ...] = (*snapshot.services.values(), *snapshot.vendors.values())
        stated = (edge for holder in holders for edge in of_holder(holder))
        flows = (edge for flow in snapshot.workflows.values() for edge in of_workflow(flow, self.by_path.get))
        for edge in (*stated, *flows):
            if edge.relation is Relation.OWNED and edge.target.name == team:
                yield replace(edge, source=self.start, target=edge.source, relation=Relation.OWNS)

    def _of_address(self) -> Iterator[Edge]:
        """The uses that the place touches, the workflows through it, and what is mapped from it."""
        contract_id, at = self.asked.contract, self.asked.at
        assert at is not None
        contract, entry = self.contract(contract_id), self.snapshot.contracts.get(contract_id)
        touch = touching(UsedPlaces(contract), at)
        for consumption in self.snapshot.consumptions_of(contract_id):
            if not consumption.uses:
                yield used(self.start, consumption, None, entry)
            for use in consumption.uses:
                found, target = touch.confidence(use), Vertex(Kind.ADDRESS, f"{contract_id} {use.address}")
                if found is not None and target != self.start:
                    yield Edge(self.start, target, Relation.HAS, found, detail=shared(found))
        if contract is not None:
            others = tuple(str(each) for key in touch.keys for each in addresses_of(contract, key[1], key[0]))
            sure = Confidence.LIKELY if others or at.part else Confidence.CERTAIN
            for edge in (*self.through(contract, (str(at), *others), self.start), *self._watched(touch)):
                yield replace(edge, confidence=sure)
            yield from lineage(self.snapshot, contract, touch.keys)

    def _watched(self, touch: Touching) -> Iterator[Edge]:
        """The workflows whose checkpoints are shown by an event that the place is part of."""
        for flow in self.snapshot.workflows.values():
            for edge in checkpoints(flow):
                contract, _, event = edge.source.name.partition(" ")
                if contract == self.asked.contract and touch.confidence(Use(event, flow.origin)) is not None:
                    yield replace(edge, source=self.start)

    def _of_vendor(self) -> Iterator[Edge]:
        """What services make of all fields of a vendor's contracts."""
        for entry in self.snapshot.contracts.values():
            if entry.owner_kind == "vendor" and self.asked.name in (entry.owner, entry.id):
                contract = self.contract(entry.id)
                yield from lineage(self.snapshot, contract) if contract is not None else ()

    def through(self, contract: Contract, places: Iterable[str], source: Vertex) -> Iterator[Edge]:
        """The workflows with a step at one of these places of a contract."""
        processes = Processes(self.snapshot.workflows_over)
        for hit in processes.through(contract, places):
            flow = self.snapshot.workflows[hit.id]
            for step in (each for each in flow.steps if each.id in hit.steps):
                said = Statement("step", flow.id, step.id)
                target = Vertex(Kind.WORKFLOW, flow.id)
                yield Edge(source, target, Relation.STEP, origin=step.origin, statement=said, detail=step.id)

    def _of_workflow(self) -> Iterator[Edge]:
        """The contracts that it goes through, whose services take part."""
        flow = self.snapshot.workflows[self.asked.name]
        for edge in of_workflow(flow, self.by_path.get):
            if edge.source.kind is Kind.CONTRACT:
                target = edge.source._replace(ends=True)
                yield replace(edge, source=self.start, target=target, relation=Relation.GOES_THROUGH)
                yield from self.offered(edge.source.name)

    def offered(self, contract_id: str) -> Iterator[Edge]:
        """The service that offers a contract, and its team, where nothing travels on from either."""
        entry = self.snapshot.contracts.get(contract_id)
        if entry is None or entry.owner_kind != "service":
            return
        source, service = Vertex(Kind.CONTRACT, contract_id, True), Vertex(Kind.SERVICE, entry.owner, True)
        said = Statement("offer", contract_id)
        yield Edge(source, service, Relation.OFFERED, origin=entry.origin, statement=said)
        holder = self.snapshot.services[entry.owner]
        yield from owned(service, holder.owner, Origin(holder.origin.file, ("owner",)))

    def _of_files(self) -> Iterator[Edge]:
        """From a shared file, through others that refer to it, to contracts and what is used of them."""
        asked, wanted = self.asked, self.wanted
        files = {file: self._vertex(file) for file in self._referring}
        yield from (Edge(self.start, files[file], Relation.HAS) for file in asked.files if files[file] != self.start)
        yield from self.references.edges(files, wanted)
        for entry in self.snapshot.contracts.values():
            if entry.path and any(file in files for _, (file, _) in self.references.of(entry.path)):
                yield from self._of_reference(entry, files)
        yield from self._mapped()

    def wanted(self, key: tuple[str, tuple[str | int, ...]]) -> bool:
        """Whether a place of a shared file is what was asked about."""
        return key in self.asked.keys if self.asked.keys else in_files(frozenset(self.asked.files))(key)

    @cached_property
    def _referring(self) -> dict[str, None]:
        """The files asked about, and the shared files that lead to them."""
        asked = set(self.asked.files)
        shared = {file for path in self.by_path for file in self.references.reaching(path)} - self.by_path.keys()
        found = {file for file in shared if asked & self.references.reaching(file).keys()}
        return dict.fromkeys((*self.asked.files, *sorted(found - asked)))

    def _vertex(self, file: str) -> Vertex:
        """An entity's version by its name, another shared file by its path."""
        named = {path: f"{name}/{label}" for name, entity in self.snapshot.entities.items()
                 for label, path in entity.versions}  # fmt: skip
        return Vertex(Kind.ENTITY, named[file]) if file in named else Vertex(Kind.SCHEMA, file)

    def _of_reference(self, entry: ContractEntry, files: dict[str, Vertex]) -> Iterator[Edge]:
        """A contract that reaches what was asked about, who uses it there, and who offers it."""
        contract = self.contract(entry.id)
        places = self.places_in(contract) if contract is not None else ()
        if contract is None or not places:
            return
        ends = Vertex(Kind.CONTRACT, entry.id, True)
        references = tuple(self.references.edges({**files, entry.path: ends}, self.wanted))
        for edge in (each for each in references if each.target == ends):
            yield edge
            for use in self._using(contract):
                yield replace(edge, target=Vertex(Kind.ADDRESS, f"{entry.id} {use}"), detail=f"in {entry.id}")
        yield from (replace(step, confidence=Confidence.LIKELY) for step in self.through(contract, places, ends))
        yield from self.offered(entry.id)

    def places_in(self, contract: Contract) -> tuple[str, ...]:
        """The addresses under which operations of a contract reach what was asked about."""
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
                        self.start, target, Relation.MAPPED, origin=origin, statement=mapping_statement(mapping, each),
                        detail=f"{vendor_field} becomes {each.canonical}",
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


def shared(confidence: Confidence) -> str:
    """What an edge from a place to a use says about itself."""
    return "the same schema is used there" if confidence is Confidence.LIKELY else ""
