"""What a PLACE means: a name, a name with an address or field below it, or a vendor's release."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from catalog.answers.impact.texts import MOST_READ, documents_of, texts_of
from catalog.answers.places import event_rows, operation_rows
from catalog.errors import CatalogError, UnknownName
from catalog.frozen import replace
from catalog.graph.edges import Kind
from catalog.graph.fields import Fields
from catalog.graph.hits import SpotKey
from catalog.graph.references import References
from catalog.model.address import Address
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.service import ContractEntry
from catalog.model.vendor import Vendor
from catalog.reading.addresses.groups import reach
from catalog.reading.addresses.lookup import map_of, resolve
from catalog.reading.descriptors.advice import closest, did_you_mean, nearest
from catalog.repository.snapshot import Snapshot

KINDS = ("service", "contract", "vendor", "workflow", "team", "entity", "schema", "release", "address")
"""What a PLACE may be, in the order in which its meaning is looked for."""
NOWHERE = "treaty list names what there is; treaty search finds more"
FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that exists. `contract` is that of an address; `at` its address; `files` the files of an entity or a
    shared schema, `keys` where a field of it is written; `vendor`, `label` and `entries` those of a release."""

    kind: Kind
    name: str
    contract: str = ""
    at: Address | None = None
    files: tuple[str, ...] = ()
    keys: frozenset[SpotKey] = frozenset()
    vendor: str = ""
    label: str = ""
    entries: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass
class Places:
    """Everything that a PLACE of one catalog may name."""

    snapshot: Snapshot
    references: References

    def find(self, text: str, kind: str | None = None) -> Asked:
        """The place that a text means, of one `kind` only where that is given.

        Raises:
            UnknownName: nothing is called so; the hint names the nearest.
        """
        words = " ".join(text.split())
        found = [each for name in KINDS if kind in (None, name) for each in self._finders[name](words)]
        if not found:
            raise self._unknown(words, kind)
        others = tuple(dict.fromkeys(each.kind.value for each in found[1:] if each.kind is not found[0].kind))
        return replace(found[0], others=others)

    @cached_property
    def _finders(self) -> dict[str, Callable[[str], Iterator[Asked]]]:
        known = self.snapshot
        return {
            "service": lambda text: _named(Kind.SERVICE, text, known.services),
            "contract": lambda text: _named(Kind.CONTRACT, text, known.contracts),
            "vendor": lambda text: _named(Kind.VENDOR, text, known.vendors),
            "workflow": lambda text: _named(Kind.WORKFLOW, text, known.workflows),
            "team": lambda text: _named(Kind.TEAM, text.removeprefix("team/"), known.teams),
            "entity": self._entity,
            "schema": self._schema,
            "release": self._release,
            "address": self._address,
        }

    def _entity(self, text: str) -> Iterator[Asked]:
        """`customer`, `customer/v2`, and either with a field behind it."""
        name, _, field = text.partition(" ")
        entity, _, version = name.partition("/")
        known = self.snapshot.entities.get(entity)
        files = tuple(file for label, file in known.versions if version in ("", label)) if known else ()
        if not files:
            return
        if not field:
            yield Asked(Kind.ENTITY, name, files=files)
            return
        fields = self._fields(entity)
        keys = frozenset(key for file in files for key in fields.written(file, field))
        if keys:
            yield Asked(Kind.ENTITY, f"{name} {field}", files=files, keys=keys)

    def _fields(self, entity: str) -> Fields:
        own = frozenset(file for _, file in self.snapshot.entities[entity].versions)
        return Fields(self.snapshot.documents.fetch, own)

    def _schema(self, text: str) -> Iterator[Asked]:
        """A shared file by its path, from the top of the tree or below the catalog."""
        shared = self.shared if text.endswith(FILES) else {}
        root = self.snapshot.root
        for path in (text, posixpath.join(root, text), posixpath.join(root, "schemas", text)):
            if path in shared:
                yield Asked(Kind.SCHEMA, path, files=(path,))
                return

    @cached_property
    def shared(self) -> dict[str, None]:
        """The files that contracts refer to, which are no contracts, sorted."""
        own = documents_of(self.snapshot)
        if len(own) <= MOST_READ:
            found = frozenset(file for path in own for file in self.references.reaching(path))
        else:
            found = texts_of(self.snapshot).referred()
        return dict.fromkeys(sorted(found - own))

    def _release(self, text: str) -> Iterator[Asked]:
        """A vendor, or a contract of one, with the label or name of a release: `salesforce 68.0`, `@` and `/` too."""
        for vendor in self.snapshot.vendors.values():
            own = {entry.id: (entry,) for entry in vendor.contracts}
            for name, entries in {**own, vendor.name: vendor.contracts}.items():
                if re.match(rf"{re.escape(name)}[ @/:]", text):
                    yield from self._labelled(vendor, name, entries, text[len(name) + 1 :])

    def _labelled(self, vendor: Vendor, name: str, entries: Iterable[ContractEntry], wanted: str) -> Iterator[Asked]:
        names = {release.name: release.label for release in vendor.releases if release.name}
        label = names.get(wanted, wanted)
        if label in vendor.labels:
            ids = tuple(entry.id for entry in entries)
            yield Asked(Kind.RELEASE, f"{name} {label}", vendor=vendor.name, label=label, entries=ids)

    def _address(self, text: str) -> Iterator[Asked]:
        contract, at = self._split(text)
        if at is not None and resolve(self.snapshot.contract(contract), at) is not None:
            yield Asked(Kind.ADDRESS, str(at), contract=contract, at=at)

    def _split(self, text: str) -> tuple[str, Address | None]:
        """The contract whose id the text begins with, and the address; no address where none can be read."""
        contract, _, rest = text.partition(" ")
        if contract not in self.snapshot.contracts or not rest:
            return "", None
        try:
            return contract, parse_address(text)
        except CatalogError:
            return contract, None

    def _unknown(self, text: str, kind: str | None) -> UnknownName:
        contract, _, rest = text.partition(" ")
        if kind in (None, "address") and rest and contract in self.snapshot.contracts:
            return self._unknown_address(contract, rest)
        entity = contract.partition("/")[0]
        if kind in (None, "entity") and rest and entity in self.snapshot.entities:
            return self._unknown_field(contract, entity, rest)
        vendor = next((v for n, v in self.snapshot.vendors.items() if re.match(rf"{re.escape(n)}[ @/:]", text)), None)
        if vendor is not None and kind in (None, "release") and "/" not in text:
            labels = f"{vendor.name} has {', '.join(vendor.labels)}"
            return UnknownName(f"{vendor.name} has no release {text[len(vendor.name) + 1 :]!r}", hint=labels)
        noun = kind or "service, contract, entity, workflow, team, vendor or release"
        names = dict.fromkeys(self._names(kind))
        best = closest(text, names)
        near = [best] if best else nearest(text, names, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(map(repr, near))}?" if near else NOWHERE
        return UnknownName(f"there is no {noun} {text!r}", hint=hint)

    def _unknown_address(self, contract: str, rest: str) -> UnknownName:
        """The nearest operation, or of what there is in one the nearest."""
        read, (_, at) = self.snapshot.contract(contract), self._split(f"{contract} {rest}")
        known = [*(row.at for row in operation_rows(read)), *(row.at for row in event_rows(read))]
        inside = tuple(_further(read, at)) if at is not None else ()
        hint = did_you_mean(rest, inside or known) or f"treaty show {contract} lists its places"
        return UnknownName(f"{contract} has no place {rest!r}", hint=hint)

    def _unknown_field(self, name: str, entity: str, field: str) -> UnknownName:
        return UnknownName(f"{name} has no field {field!r}", hint=did_you_mean(field, self.fields_of(entity)))

    def fields_of(self, entity: str) -> Iterator[str]:
        """The fields of all versions of an entity."""
        fields = self._fields(entity)
        return (each for _, file in self.snapshot.entities[entity].versions for each in fields.names(file))

    def _names(self, kind: str | None) -> Iterator[str]:
        known = self.snapshot
        versions = [f"{name}/{label}" for name, entity in known.entities.items() for label, _ in entity.versions]
        releases = [f"{vendor.name} {label}" for vendor in known.vendors.values() for label in vendor.labels]
        every: dict[str, Iterable[str]] = {
            "service": known.services, "contract": known.contracts, "vendor": known.vendors,
            "workflow": known.workflows, "team": known.teams, "entity": [*known.entities, *versions],
            "schema": self.shared if kind == "schema" else (), "release": releases,
        }  # fmt: skip
        for name, names in every.items():
            yield from names if kind in (None, name) else ()


def _further(contract: Contract, at: Address) -> Iterator[str]:
    """The addresses, without the contract's id, one step beyond what the contract has of an address."""
    graph = map_of(contract).graph
    for cut in range(len(at.steps) - 1, 1, -1):
        spots = [spot for spot, _ in reach(graph, at.steps[:cut]).values()]
        if spots:
            above = replace(at, steps=at.steps[:cut], ordinal=1)
            labels = dict.fromkeys(edge.label for spot in spots for edge in graph.edges(spot) if edge.label)
            yield from (str(above.then(*label)).partition(" ")[2] for label in labels)
            return


def _named(kind: Kind, text: str, known: Iterable[str]) -> Iterator[Asked]:
    if text in known:
        yield Asked(kind, text)
