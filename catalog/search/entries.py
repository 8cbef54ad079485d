"""What can be found: one entry per service, vendor, contract, operation, channel, message, schema, field and term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.errors import CatalogError
from catalog.model.contract import Contract
from catalog.model.http import Operation
from catalog.model.messaging import Message
from catalog.model.node import Node, References
from catalog.model.schema import SchemaNode
from catalog.model.service import ContractEntry
from catalog.model.source import Json
from catalog.repository.snapshot import Snapshot
from catalog.search.fields import declared_fields
from catalog.search.parts import event_at, message_at, operation_at, schema_at

SHARED = ("entity", "term", "team")
PARTS = ("operation", "channel", "message", "schema", "field")
KINDS = ("service", "vendor", "contract", *PARTS, *SHARED)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name. `contract` and `at` lead to it in a contract, `owner` is its service or vendor.

    `place` is what a person reads beside the name, such as the path of a field; `text` is searched and not shown.
    """

    kind: str
    name: str
    title: str = ""
    contract: str = ""
    at: str = ""
    owner: str = ""
    owner_kind: str = ""
    place: str = ""
    text: str = ""


def entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Every entry of the catalog; contracts that cannot be read are found by their id."""
    for service in snapshot.services.values():
        words = " ".join((service.description, service.domain, service.owner, service.capability or ""))
        yield Entry("service", service.name, service.title, owner=service.name, owner_kind="service", text=words)
    for vendor in snapshot.vendors.values():
        words = f"{vendor.product} {vendor.description} {vendor.system_type or ''}"
        yield Entry("vendor", vendor.name, vendor.title, owner=vendor.name, owner_kind="vendor", text=words)
    for entry in snapshot.contracts.values():
        yield from _contract_entries(snapshot, entry)
    yield from _shared_language(snapshot)


def _contract_entries(snapshot: Snapshot, entry: ContractEntry) -> Iterator[Entry]:
    own = Entry("contract", entry.id, contract=entry.id, owner=entry.owner, owner_kind=entry.owner_kind)
    try:
        contract = snapshot.contract(entry.id)
    except CatalogError:
        yield own
        return
    yield replace(own, title=contract.title, text=f"{contract.description[:2000]} {contract.specification}")
    for part in _parts(contract):
        yield replace(part, contract=own.contract, owner=own.owner, owner_kind=own.owner_kind)


def _parts(contract: Contract) -> Iterator[Entry]:
    for operation in contract.operations:
        yield from _operation(operation, contract.references)
    yield from _channels(contract)
    for message in contract.messages:
        yield from _message(message, contract.references)
    for schema in contract.schemas:
        at = schema_at(schema)
        yield Entry("schema", schema.name, at=at, text=_described(schema.value))
        yield from _fields(schema, at, schema.name, contract.references)


def _operation(operation: Operation, references: References) -> Iterator[Entry]:
    at = operation_at(operation)
    text = f"{operation.summary} {operation.description[:500]} {' '.join(operation.tags)}"
    yield Entry("operation", operation.label, operation.operation_id or operation.summary, at=at, text=text)
    for parameter in operation.parameters:
        place = f"{operation.label} {parameter.location}"
        yield Entry("field", parameter.name, at=at, place=place, text=parameter.description[:300])
    for schema in _written_here(operation):
        yield from _fields(schema, at, operation.label, references)


def _written_here(operation: Operation) -> Iterator[SchemaNode]:
    """Schemas written in the operation itself, not those it refers to."""
    request = operation.request_body.content if operation.request_body else ()
    answers = (media for response in operation.responses for media in response.content)
    for media in (*request, *answers):
        schema = media.schema or media.item_schema
        if schema is not None and schema.pointer[: len(operation.pointer)] == operation.pointer:
            yield schema


def _channels(contract: Contract) -> Iterator[Entry]:
    events = {event.channel.key: event for event in reversed(contract.event_operations)}
    for channel in contract.channels:
        event = events.get(channel.key)
        text = f"{channel.key} {channel.title} {channel.summary} {channel.description[:500]}"
        name = channel.address or channel.key
        yield Entry("channel", name, channel.title, at=event_at(event) if event else "", text=text)


def _message(message: Message, references: References) -> Iterator[Entry]:
    at = message_at(message)
    yield Entry("message", message.name, message.title, at=at, text=f"{message.summary} {message.description[:500]}")
    for schema in (message.payload, message.headers):
        if schema is not None and schema.is_json_schema:
            yield from _fields(schema, at, message.name, references)


def _fields(schema: SchemaNode, at: str, above: str, references: References) -> Iterator[Entry]:
    for field in declared_fields(schema.node, references):
        yield Entry("field", field.name, at=at, place=f"{above} {field.path}", text=field.description)


def _shared_language(snapshot: Snapshot) -> Iterator[Entry]:
    for term in snapshot.terms.values():
        names = (name.name for name in term.vendor_names)
        yield Entry("term", term.term, term.name, text=" ".join((term.definition, *term.synonyms, *names)))
    for team in snapshot.teams.values():
        yield Entry("team", team.name, team.title, text=team.description)
    for entity in snapshot.entities.values():
        document = snapshot.documents.readable(entity.versions[-1][1]) if entity.versions else None
        if document is not None:
            yield Entry("entity", entity.name, entity.latest, text=_described(document.tree))
            for field in declared_fields(Node(document, (), document.tree)):
                found = Entry("field", field.name, owner=entity.name, owner_kind="entity", text=field.description)
                yield replace(found, place=f"{entity.name}/{entity.latest} {field.path}")


def _described(value: Json) -> str:
    return str(value.get("description", ""))[:500] if isinstance(value, dict) else ""
