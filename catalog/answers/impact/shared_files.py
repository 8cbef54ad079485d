"""From a shared file, an entity or a field of it, to the contracts that refer to it and to who uses them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from catalog.answers.impact.beside import offered, surroundings_of, using_all
from catalog.answers.impact.texts import MOST_READ, Texts, documents_of, texts_of
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Vertex
from catalog.graph.hits import SpotKey, UsedPlaces
from catalog.graph.stated import mapping_statement, owned
from catalog.model.address import Address
from catalog.model.contract import Contract
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, EntityMapping, FieldMapping
from catalog.reading.addresses.lookup import addresses_of
from governance.findings import Location

if TYPE_CHECKING:
    from catalog.answers.impact.landscape import Landscape

NOT_LOOKED_UP = "{} refers to it; whether this use comes through it was not looked up"


@dataclass
class SharedFiles:
    """The files asked about in a landscape, and what refers to them."""

    landscape: Landscape

    def __post_init__(self) -> None:
        self.asked, self.snapshot = self.landscape.asked, self.landscape.snapshot
        self.references = self.landscape.references

    def edges(self) -> Iterator[Edge]:
        """From a shared file, through others that refer to it, to contracts and what is used of them."""
        if not self.placed:
            yield from self._by_text()
            return
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
        if not self.placed:
            return tuple(near)
        return tuple(entry for entry in near if self.references.lead_to(entry.path, self._targets))

    @property
    def _targets(self) -> frozenset[SpotKey]:
        whole = frozenset[SpotKey]((file, ()) for file in self.asked.files)
        return self.asked.keys or whole

    @property
    def placed(self) -> bool:
        """Whether so few documents refer to what was asked about that each is read, and asked where it does."""
        return len(self._near) <= MOST_READ

    def wanted(self, key: SpotKey) -> bool:
        """Whether a place of a shared file is what was asked about."""
        return key in self.asked.keys or (not self.asked.keys and key[0] in self.asked.files)

    @cached_property
    def _referring(self) -> dict[str, None]:
        """The files asked about, and all that lead to them: shared ones, and documents that others refer to."""
        asked = set(self.asked.files)
        if not self.placed:
            return dict.fromkeys((*self.asked.files, *sorted(self.texts.leading_to(asked) - asked)))
        every = {file for path in self._near for file in self.references.reaching(path)}
        found = {file for file in every if asked & self.references.reaching(file).keys()}
        return dict.fromkeys((*self.asked.files, *sorted(found - asked)))

    @cached_property
    def _documents(self) -> frozenset[str]:
        return documents_of(self.snapshot)

    @cached_property
    def texts(self) -> Texts:
        """The references of all documents, as their text shows them."""
        return texts_of(self.snapshot)

    @cached_property
    def _near(self) -> frozenset[str]:
        """The documents that may lead to what was asked about: all of a small catalog, else by their text."""
        if len(self._documents) <= MOST_READ:
            return self._documents
        return self._documents & self.texts.leading_to(self.asked.files)

    def _by_text(self) -> Iterator[Edge]:
        """The same without reading the documents: every use of a contract that refers to the file is possible."""
        passed = [file for file in self._referring if file not in self._documents or self.texts.referring(file)]
        files, start = {file: self._vertex(file) for file in passed}, self.landscape.start
        yield from (Edge(start, files[file], Relation.HAS) for file in self.asked.files if files[file] != start)
        direct = self.texts.direct(passed)
        for path, targets in direct.items():
            for target in targets:
                if path in files:
                    yield Edge(files[target], files[path], Relation.REFERRED, origin=Origin(path))
                for entry in self._entries.get(path, ()):
                    yield from self._possible(files[target], Origin(path), entry)
        around = surroundings_of(self.snapshot)
        yield from (edge for entry in self.referring for edge in around[entry.id])
        yield from self._mapped()

    def located(self, edge: Edge) -> Location | None:
        """The line of an edge that was found in texts; looked up only for what is told."""
        target = self._files.get(edge.source)
        if self.placed or edge.relation is not Relation.REFERRED or edge.origin is None or target is None:
            return None
        path = edge.origin.file
        return Location(path, self.texts.lines({path: (target,)})[path, target])

    @cached_property
    def _files(self) -> Mapping[Vertex, str]:
        """The files that references lead through, by what they are called."""
        return {self._vertex(file): file for file in self._referring}

    def _possible(self, source: Vertex, origin: Origin, entry: ContractEntry) -> Iterator[Edge]:
        """From a file to a contract that refers to it, and to every place that is used of that contract."""
        yield Edge(source, Vertex(Kind.CONTRACT, entry.id, True), Relation.REFERRED, origin=origin)
        uses = (use for each in self.snapshot.consumptions_of(entry.id) for use in each.uses)
        for address in dict.fromkeys(use.address for use in uses):
            place, detail = Vertex(Kind.ADDRESS, f"{entry.id} {address}"), NOT_LOOKED_UP.format(entry.id)
            yield Edge(source, place, Relation.REFERRED, Confidence.POSSIBLE, origin, detail=detail)

    @cached_property
    def _entries(self) -> dict[str, list[ContractEntry]]:
        found: dict[str, list[ContractEntry]] = {}
        for entry in self.referring:
            found.setdefault(entry.path, []).append(entry)
        return found

    def _vertex(self, file: str) -> Vertex:
        """An entity's version by its name, another shared file by its path."""
        named = self._versions
        return Vertex(Kind.ENTITY, named[file]) if file in named else Vertex(Kind.SCHEMA, file)

    @cached_property
    def _versions(self) -> dict[str, str]:
        """Path → the entity and version that stand there."""
        entities = self.snapshot.entities.items()
        return {path: f"{name}/{label}" for name, entity in entities for label, path in entity.versions}

    def _of_reference(self, entry: ContractEntry, files: dict[str, Vertex]) -> Iterator[Edge]:
        """A contract that reaches what was asked about, who uses it there, and who offers it."""
        contract = self.landscape.contract(entry.id)
        places = self.places_in(contract) if contract is not None else ()
        if contract is None or not places:
            return
        ends = Vertex(Kind.CONTRACT, entry.id, True)
        for edge in self.references.edges_to(entry.path, ends, files, self.wanted):
            yield edge
            for use in self._using(contract):
                yield replace(edge, target=Vertex(Kind.ADDRESS, f"{entry.id} {use}"), detail=f"in {entry.id}")
        steps = self.landscape.through(contract, places, ends)
        yield from (replace(step, confidence=Confidence.LIKELY) for step in steps)
        yield from using_all(self.snapshot, entry, ends)
        yield from offered(self.snapshot, entry.id)

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
                if places.comes_through(use, self.wanted):
                    yield use.address

    def _mapped(self) -> Iterator[Edge]:
        """The services that fill the entity, or the field, from a vendor's: by the first such field of each mapping."""
        for service in (each for each in self.snapshot.services.values() if each.mapping):
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
