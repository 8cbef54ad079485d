"""Sources: what is derived of one thing in the catalog, kept by the content that it was derived from.

A contract's source depends on the files that were read for it, and on no others; that of anything else is made of the
descriptors' values each time, which is cheap, and known by what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

import orjson

from catalog.errors import CatalogError
from catalog.model.node import Node
from catalog.model.service import ContractEntry, Service
from catalog.model.source import SourceDocument
from catalog.model.summary import Summary, summary_of
from catalog.repository.snapshot import Snapshot
from catalog.search.entries import Part, contract_parts, described
from catalog.search.fields import declared_fields

MISSING = ""
"""Stands for the id of a file that cannot be read: once it can, the source is another."""

Files = tuple[tuple[str, str], ...]
"""Path and blob id of everything that was read."""


@dataclass(frozen=True, slots=True)
class Source:
    """`root` names a contract's document by content; it is empty for anything else, whose `key` is made of parts."""

    key: str
    root: str
    files: Files
    parts: tuple[Part, ...]
    summary: Summary | None = None


def root_of(entry: ContractEntry, blob: str) -> str:
    """Equal for the same document, declared in the same way."""
    return _digest(orjson.dumps((entry.id, entry.path, blob)))


def contract_source(snapshot: Snapshot, entry: ContractEntry, root: str) -> Source:
    """Everything that can be found in a contract; one that cannot be read is found by its id."""
    read: dict[str, str] = {}
    try:
        document = snapshot.document(snapshot.document_path(entry.id))
        contract = snapshot.contract_of(document, entry.id, _recording(snapshot, read))
        parts, summary = tuple(contract_parts(contract)), summary_of(contract)
    except CatalogError as error:
        parts, summary = (("contract", entry.id, "", "", "", ""),), Summary(problem=str(error))
    files = tuple(sorted(read.items()))
    return Source(_digest(orjson.dumps((root, files))), root, files, parts, summary)


def _recording(snapshot: Snapshot, read: dict[str, str]) -> Callable[[str], SourceDocument]:
    def fetch(name: str) -> SourceDocument:
        read[name] = blob_of(snapshot, name)
        return snapshot.fetch(name)

    return fetch


def blob_of(snapshot: Snapshot, name: str) -> str:
    """The id of what a reference to this name reads."""
    allowed = snapshot.catalog.allowed_references.get(name)
    if allowed is not None:
        return allowed
    try:
        return snapshot.tree.blob_id(name)
    except CatalogError:
        return MISSING


def whole_source(parts: tuple[Part, ...]) -> Source:
    """The source of something that is known by what it says."""
    return Source(_digest(orjson.dumps(parts)), "", (), parts)


def service_parts(service: Service) -> tuple[Part, ...]:
    """The parts of a service."""
    words = " ".join((service.description, service.domain, service.owner, service.capability or ""))
    return (("service", service.name, service.title, "", "", words),)


def vendor_parts(snapshot: Snapshot) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Name and parts of every vendor."""
    for vendor in snapshot.vendors.values():
        words = f"{vendor.product} {vendor.description} {vendor.system_type or ''} {' '.join(vendor.labels)}"
        yield vendor.name, (("vendor", vendor.name, vendor.title, "", "", words),)


def shared_parts(snapshot: Snapshot) -> Iterator[tuple[str, str, tuple[Part, ...]]]:
    """Kind, name and parts of domains, teams, terms and workflows."""
    for domain in snapshot.domains.values():
        yield "domain", domain.name, (("domain", domain.name, domain.title, "", "", domain.description),)
    for team in snapshot.teams.values():
        words = f"{team.description} {' '.join(team.members)}"
        yield "team", team.name, (("team", team.name, team.title, "", "", words),)
    for term in snapshot.terms.values():
        names = " ".join((term.definition, *(name.name for name in term.vendor_names)))
        aliases = (("term", synonym, term.term, "", "", "") for synonym in term.synonyms)
        yield "term", term.name, (("term", term.term, "", "", "", names), *aliases)
    for flow in snapshot.workflows.values():
        steps = " ".join(f"{step.id} {step.operation_id or ''} {step.description}" for step in flow.steps)
        yield "workflow", flow.id, (("workflow", flow.id, flow.title, "", "", f"{flow.description} {steps}"),)


def entity_parts(snapshot: Snapshot) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Name and parts of every canonical entity, in its newest version."""
    for entity in snapshot.entities.values():
        document = snapshot.documents.readable(entity.versions[-1][1]) if entity.versions else None
        if document is not None:
            own: Part = ("entity", entity.name, entity.latest, "", "", described(document.tree))
            found = declared_fields(Node(document, (), document.tree))
            above = f"{entity.name}/{entity.latest}"
            fields = (("field", each.name, "", "", f"{above} {each.path}", each.description) for each in found)
            yield entity.name, (own, *fields)


def packed(source: Source) -> bytes:
    """A source's parts, as they are kept; texts are not."""
    return orjson.dumps([part[:5] for part in source.parts])


def summary_from(data: bytes) -> Summary:
    """What `summary_data` wrote."""
    return Summary(**orjson.loads(data))


def summary_data(source: Source) -> bytes:
    """A summary, as it is kept."""
    return orjson.dumps(asdict(source.summary)) if source.summary else b""


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
