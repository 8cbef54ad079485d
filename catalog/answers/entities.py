"""A canonical entity: its fields, who uses and maps it, who is master of it, and where the catalog disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.answers.referring import Referring
from catalog.answers.schemas import SchemaRow, schema_tree
from catalog.errors import UnknownName
from catalog.model.domain import CanonicalEntity
from catalog.model.node import Node
from catalog.model.service import EntityMapping
from catalog.reading.contract import view_of
from catalog.reading.references import Resolver
from catalog.repository.named import known
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class VersionUse:
    """A version of an entity: the contracts and the other shared schemas that refer to it, directly or not."""

    version: str
    file: str
    contracts: tuple[str, ...]
    schemas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A vendor's schema mapped to the entity. `places` are pairs (vendor field, canonical field); `lost` those of them
    that lose something on the way, with what."""

    service: str
    contract: str
    schema: str
    entity: str
    places: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    unmapped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntitySheet:
    """One version of an entity as a tree, and what the catalog says of all its versions. `masters` are services that
    say they are master of it, `records` what each domain names as its system of record; `conflicts` say where these do
    not agree. `coverage` names, for each field at the top, the services that map something to it or below it."""

    name: str
    version: str
    versions: tuple[VersionUse, ...]
    file: str
    schema: SchemaRow
    domains: tuple[str, ...]
    terms: tuple[str, ...]
    masters: tuple[str, ...]
    records: tuple[tuple[str, str], ...]
    conflicts: tuple[str, ...]
    mappings: tuple[MappingRow, ...]
    coverage: tuple[tuple[str, tuple[str, ...]], ...]


def show_entity(snapshot: Snapshot, name: str, version: str | None, refers: Referring) -> EntitySheet:
    """The sheet of an entity, by default of its newest version.

    Raises:
        UnknownName: there is no such entity or version. UnreadableDocument: its file cannot be read.
    """
    entity: CanonicalEntity = known(snapshot.entities, name, "canonical entity")
    files = dict(entity.versions)
    chosen = version or entity.latest
    if chosen not in files:
        raise UnknownName(f"{name} has no version {chosen!r}", hint=f"versions are {', '.join(files)}")
    document = snapshot.document(files[chosen])
    references = view_of(document, Resolver(snapshot.documents.fetch, document)).follow
    tree = schema_tree(Node(document, (), document.tree), references)
    mappings = tuple(_mappings(snapshot, name))
    records = tuple(
        (domain.name, domain.system_of_record[name])
        for domain in snapshot.domains.values()
        if name in domain.system_of_record
    )
    masters = snapshot.masters_of(name)
    return EntitySheet(
        name,
        chosen,
        tuple(_use(snapshot, label, file, refers) for label, file in entity.versions),
        files[chosen],
        tree,
        tuple(domain.name for domain in snapshot.domains.values() if name in domain.entities),
        tuple(term.name for term in snapshot.terms.values() if (term.entity or "").partition("/")[0] == name),
        masters,
        records,
        tuple(_conflicts(snapshot, name, masters, records)),
        mappings,
        tuple(_coverage(tree, [each for each in mappings if each.entity in (f"{name}/{chosen}", name)])),
    )


def _use(snapshot: Snapshot, version: str, file: str, refers: Referring) -> VersionUse:
    found = refers.to(file)
    contracts = tuple(entry.id for path in found if (entry := snapshot.entry_at(path)) is not None)
    schemas = tuple(path for path in found if snapshot.entry_at(path) is None)
    return VersionUse(version, file, contracts, schemas)


def _mappings(snapshot: Snapshot, name: str) -> Iterator[MappingRow]:
    for service in snapshot.joined.mapping_to.get(name, ()):
        for mapping in service.mapping:
            if mapping.entity.partition("/")[0] == name:
                yield _mapping(service.name, mapping)


def _mapping(service: str, mapping: EntityMapping) -> MappingRow:
    return MappingRow(
        service,
        mapping.contract,
        mapping.schema or "",
        mapping.entity,
        tuple((each.vendor_field, each.canonical) for each in mapping.fields),
        tuple((each.vendor_field, each.loss) for each in mapping.fields if each.loss),
        mapping.unmapped,
    )


def _conflicts(
    snapshot: Snapshot, name: str, masters: tuple[str, ...], records: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    if len(masters) > 1:
        yield f"{' and '.join(masters)} each say that they are master of {name}"
    named = {record for _, record in records}
    if len(named) > 1:
        yield f"domains name different systems of record: {', '.join(sorted(named))}"
    owners = {_owner(snapshot, record) for record in named}
    stray = [each for each in masters if each not in owners and not _built_on(snapshot, each, owners)]
    if named and stray:
        yield f"{', '.join(sorted(named))} is named as system of record, but {', '.join(stray)} says it is master"


def _owner(snapshot: Snapshot, record: str) -> str:
    entry = snapshot.contracts.get(record)
    return entry.owner if entry is not None else record


def _built_on(snapshot: Snapshot, service: str, owners: set[str]) -> bool:
    """Whether a service stands for a vendor's system: it uses a contract of one of these owners."""
    used = (snapshot.contracts.get(use.contract) for use in snapshot.consumptions_by(service))
    return any(entry is not None and entry.owner in owners for entry in used)


def _coverage(tree: SchemaRow, mappings: list[MappingRow]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in tree.children:
        reached = (
            each.service
            for each in mappings
            for _, field in each.places
            if field == row.path or field.startswith((f"{row.path}.", f"{row.path}["))
        )
        yield row.path, tuple(dict.fromkeys(reached))
