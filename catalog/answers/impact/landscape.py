"""The graph of a catalog, with a place in it from which routes begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from catalog.answers.gate.processes import Processes
from catalog.answers.impact.beside import offered
from catalog.answers.impact.lineage import lineage
from catalog.answers.impact.places import Asked
from catalog.answers.impact.shared_files import SharedFiles
from catalog.answers.impact.stated import stated_by
from catalog.answers.kept import once
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.graph.hits import UsedPlaces
from catalog.graph.network import Network
from catalog.graph.references import References
from catalog.graph.stated import checkpoints, of_holder, of_workflow, used
from catalog.graph.touching import Touching, touching
from catalog.model.consumption import Use
from catalog.model.contract import Contract
from catalog.model.service import ContractEntry, Service
from catalog.model.vendor import Vendor
from catalog.reading.addresses.lookup import addresses_of
from catalog.repository.snapshot import Snapshot
from governance.findings import Location


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
        asked = self.asked
        if asked.kind is Kind.SERVICE:
            return frozenset((asked.name,))
        if asked.kind is Kind.TEAM:
            return frozenset(each.name for each in self.snapshot.joined.services_by_owner.get(asked.name, ()))
        entry = self.snapshot.contracts.get(asked.contract or asked.name)
        known = asked.kind in (Kind.CONTRACT, Kind.ADDRESS) and entry is not None and entry.owner_kind == "service"
        return frozenset((entry.owner,)) if known and entry else frozenset()

    @cached_property
    def held(self) -> frozenset[str]:
        """The contracts that belong to the place itself."""
        services, vendors = self.snapshot.services, self.snapshot.vendors.values()
        holders: tuple[Service | Vendor, ...] = (*(services[name] for name in self.own if name in services), *vendors)
        known = (self.snapshot.contracts[entry.id] for holder in holders for entry in holder.contracts)
        return frozenset(entry.id for entry in known if self.holds(entry))

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

    def contract_at(self, path: str) -> str | None:
        """The id of the contract whose document stands at a path."""
        entry = self.snapshot.entry_at(path)
        return entry.id if entry is not None else None

    @cached_property
    def shared_files(self) -> SharedFiles:
        """What refers to an entity or another shared file; asked of such places only."""
        return SharedFiles(self)

    def located(self, edge: Edge) -> Location | None:
        """The place of an edge that was found without reading what says it."""
        return self.shared_files.located(edge) if self.asked.files else None

    def contract(self, contract_id: str) -> Contract | None:
        """The contract, None where it cannot be read. Questions that follow find it with the addresses it was asked
        for."""
        if contract_id not in self._read:
            key = ("contract", contract_id)
            try:
                self._read[contract_id] = once(self.snapshot, key, lambda: self.snapshot.contract(contract_id))
            except CatalogError:
                self._read[contract_id] = None
        return self._read[contract_id]

    def network(self, further: Iterable[Edge] = ()) -> Network:
        """All that descriptors state, and what leads away from the start; `further` are edges of its own."""
        services = self.snapshot.services
        instead = {Vertex(Kind.SERVICE, name): tuple(of_holder(services[name])) for name in self.own}
        found = Network(stated_by(self.snapshot), instead)
        found.add(further)
        found.add(self._from_start())
        return found

    def _from_start(self) -> Iterator[Edge]:
        match self.asked.kind:
            case Kind.TEAM:
                yield from self._of_team()
            case Kind.ADDRESS:
                yield from self._of_address()
            case Kind.ENTITY | Kind.SCHEMA:
                yield from self.shared_files.edges()
            case Kind.WORKFLOW:
                yield from self._of_workflow()
            case Kind.VENDOR | Kind.CONTRACT:
                yield from self._of_vendor()
            case _:
                return

    def _of_team(self) -> Iterator[Edge]:
        snapshot, team = self.snapshot, self.asked.name
        services = snapshot.joined.services_by_owner.get(team, ())
        vendors = (vendor for vendor in snapshot.vendors.values() if vendor.owner == team)
        holders: tuple[Service | Vendor, ...] = (*services, *vendors)
        stated = (edge for holder in holders for edge in of_holder(holder))
        own = (flow for flow in snapshot.workflows.values() if flow.owner == team)
        flows = (edge for flow in own for edge in of_workflow(flow, self.contract_at))
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
        for edge in of_workflow(flow, self.contract_at):
            if edge.source.kind is Kind.CONTRACT:
                target = edge.source._replace(ends=True)
                yield replace(edge, source=self.start, target=target, relation=Relation.GOES_THROUGH)
                yield from offered(self.snapshot, edge.source.name)


def shared(confidence: Confidence) -> str:
    """What an edge from a place to a use says about itself."""
    return "the same schema is used there" if confidence is Confidence.LIKELY else ""
