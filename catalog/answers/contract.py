"""Everything about one contract, and about one operation, message or schema of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from catalog.answers.places import (
    ChannelRow,
    EventRow,
    MessageRow,
    OperationRow,
    SchemaSummary,
    channel_row,
    event_rows,
    message_rows,
    operation_rows,
    schema_summaries,
)
from catalog.answers.rows import UseRow, use_row
from catalog.model.contract import Contract
from catalog.model.http import Server
from catalog.model.quality import Lifecycle, Qualities
from catalog.model.service import ContractEntry
from catalog.repository.snapshot import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ServerRow:
    """Where the contract is offered."""

    name: str
    url: str
    protocol: str
    description: str


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """A contract: what it offers, in rows, who answers for it, and who uses it."""

    id: str
    owner: str
    owner_kind: str
    team: str
    title: str
    version: str
    label: str | None
    shown_label: str | None
    specification: str
    family: str
    description: str
    lifecycle: Lifecycle
    qualities: Qualities
    master_of: tuple[str, ...]
    path: str
    blob: str
    serves: tuple[str, ...]
    upcoming: tuple[str, ...]
    servers: tuple[ServerRow, ...]
    security: tuple[str, ...]
    operations: tuple[OperationRow, ...]
    events: tuple[EventRow, ...]
    channels: tuple[ChannelRow, ...]
    messages: tuple[MessageRow, ...]
    schemas: tuple[SchemaSummary, ...]
    used_by: tuple[UseRow, ...]
    unknown: tuple[str, ...]
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PartRows:
    """What a contract offers, in rows: all of it, or what a page has room for."""

    operations: tuple[OperationRow, ...]
    events: tuple[EventRow, ...]
    channels: tuple[ChannelRow, ...]
    messages: tuple[MessageRow, ...]
    schemas: tuple[SchemaSummary, ...]


def all_rows(contract: Contract) -> PartRows:
    """Everything."""
    return PartRows(
        tuple(operation_rows(contract)),
        tuple(event_rows(contract)),
        tuple(map(channel_row, contract.channels)),
        tuple(message_rows(contract)),
        tuple(schema_summaries(contract.schemas, contract)),
    )


def show_contract(
    snapshot: Snapshot,
    contract_id: str,
    label: str | None = None,
) -> ContractSheet:
    """The sheet of a contract; `label` asks for a release that is announced but not live.

    Raises:
        UnknownName: no such contract or label; the hint names the nearest.
        UnreadableDocument: its document is neither JSON nor YAML, or over a limit.
    """
    snapshot.entry(contract_id)
    return sheet_of(snapshot, snapshot.contract(contract_id, label), label)


def sheet_of(
    snapshot: Snapshot, contract: Contract, label: str | None, rows: Callable[[Contract], PartRows] = all_rows
) -> ContractSheet:
    """The sheet of a contract that was read already; `rows` chooses its parts."""
    entry, parts = snapshot.entry(contract.id), rows(contract)
    return ContractSheet(
        contract.id,
        entry.owner,
        entry.owner_kind,
        _team(snapshot, entry),
        contract.title or contract.id,
        contract.version,
        entry.label,
        label or entry.label,
        str(contract.specification),
        contract.specification.family.value,
        contract.description,
        entry.lifecycle,
        entry.qualities,
        entry.master_of,
        contract.document.name,
        contract.document.digest,
        entry.serves,
        tuple(upcoming.label for upcoming in entry.upcoming),
        tuple(map(_server, contract.servers)),
        tuple(f"{scheme.name} ({scheme.type})" for scheme in contract.security_schemes),
        parts.operations,
        parts.events,
        parts.channels,
        parts.messages,
        parts.schemas,
        tuple(use_row(snapshot, use) for use in snapshot.consumptions_of(contract.id)),
        tuple(unknown.reason for unknown in contract.unknown),
        entry.links,
    )


def _team(snapshot: Snapshot, entry: ContractEntry) -> str:
    if entry.owner_kind == "vendor":
        return snapshot.vendors[entry.owner].owner if entry.owner in snapshot.vendors else ""
    return snapshot.services[entry.owner].owner if entry.owner in snapshot.services else ""


def _server(server: Server) -> ServerRow:
    return ServerRow(server.name, server.url, server.protocol, server.description)
