"""One operation, event, message or schema of a contract, with its schemas as trees."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from catalog.answers.constraints import constraint_words, type_words
from catalog.answers.places import (
    EventRow,
    MessageRow,
    OperationRow,
    event_rows,
    message_rows,
    operation_rows,
)
from catalog.answers.schemas import MOST_TOGETHER, Budget, SchemaRow, schema_tree
from catalog.errors import CatalogError, UnknownName
from catalog.frozen import replace
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.http import Header, MediaType, Operation, Parameter, RequestBody, Response
from catalog.model.messaging import EventOperation, Message
from catalog.model.schema import SchemaNode
from catalog.reading.addresses.lookup import resolve
from catalog.search.parts import message_at, schema_at

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter or header, its schema in words; `place` is path, query, header or cookie."""

    name: str
    place: str
    type: str
    required: bool
    deprecated: bool
    description: str
    constraints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in one media type; `schema` is None where the document says nothing."""

    media_type: str
    schema: SchemaRow | None


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A response; `status` as written."""

    status: str
    description: str
    headers: tuple[ParameterRow, ...]
    bodies: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class OperationSheet:
    """An HTTP operation in full."""

    row: OperationRow
    description: str
    parameters: tuple[ParameterRow, ...]
    request_required: bool
    request: tuple[BodyRow, ...]
    responses: tuple[ResponseRow, ...]
    security: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageSheet:
    """A message in full."""

    row: MessageRow
    description: str
    correlation_id: str | None
    payload: SchemaRow | None
    headers: SchemaRow | None


@dataclass(frozen=True, slots=True)
class EventSheet:
    """An event operation with its messages in full."""

    row: EventRow
    description: str
    messages: tuple[MessageSheet, ...]
    reply: tuple[MessageSheet, ...]


@dataclass(frozen=True, slots=True)
class SchemaSheet:
    """A named schema in full."""

    at: str
    name: str
    schema: SchemaRow


Part = OperationSheet | EventSheet | MessageSheet | SchemaSheet


def show_part(contract: Contract, at: str) -> Part:
    """The operation, event, message or schema at an address, or that a place deeper down stands in; the contract's id
    may stand before it, and names in templates do not count.

    Raises:
        UnknownName: there is none; the hint names the nearest.
    """
    makers = dict(_makers(contract))
    if at not in makers:
        around = _around(contract, at, makers)
        if around is not None:
            return makers[around]()
        from difflib import get_close_matches

        near = get_close_matches(at, makers, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"treaty show {contract.id} lists its places"
        raise UnknownName(f"{contract.id} has no place {at!r}", hint=hint)
    return makers[at]()


def _around(contract: Contract, at: str, parts: Collection[str]) -> str | None:
    """The part that a place stands in, if the place is there."""
    written = at.removeprefix(f"{contract.id} ")
    try:
        address = parse_address(f"x {written}")
        found = resolve(contract, replace(address, contract=contract.id))
    except CatalogError:
        return None
    place = str(replace(address, contract="x")).removeprefix("x ")
    holding = [part for part in parts if f"{place} ".startswith(f"{part} ")]
    return max(holding, key=len, default=None) if found is not None else None


def _makers(contract: Contract) -> Iterator[tuple[str, Callable[[], Part]]]:
    """Every part by its address, made when asked for; of two with one address the first."""
    pairs = [*_operations(contract), *_events(contract), *_messages(contract), *_schemas(contract)]
    yield from reversed(pairs)


def _operations(contract: Contract) -> Iterator[tuple[str, Callable[[], Part]]]:
    for operation, row in zip(contract.operations, operation_rows(contract), strict=True):
        yield row.at, partial(operation_sheet, contract, operation, row)


def _events(contract: Contract) -> Iterator[tuple[str, Callable[[], Part]]]:
    for event, row in zip(contract.event_operations, event_rows(contract), strict=True):
        yield row.at, partial(event_sheet, contract, event, row)


def _messages(contract: Contract) -> Iterator[tuple[str, Callable[[], Part]]]:
    for message in contract.messages:
        yield message_at(message), partial(message_sheet, contract, message)


def _schemas(contract: Contract) -> Iterator[tuple[str, Callable[[], Part]]]:
    for schema in contract.schemas:
        yield schema_at(schema), partial(schema_sheet, contract, schema)


def operation_sheet(contract: Contract, operation: Operation, row: OperationRow) -> OperationSheet:
    """All of an operation."""
    body, together = operation.request_body, Budget(MOST_TOGETHER)
    return OperationSheet(
        row,
        operation.description,
        tuple(_parameter(contract, parameter) for parameter in operation.parameters),
        body.required if body else False,
        _request(contract, body, together),
        tuple(_response(contract, response, together) for response in operation.responses),
        tuple(" and ".join(name for name, _ in each.schemes) or "none" for each in operation.security),
    )


def event_sheet(contract: Contract, event: EventOperation, row: EventRow) -> EventSheet:
    """All of an event operation."""
    reply: Iterable[Message] = event.reply.messages if event.reply else ()
    together = Budget(MOST_TOGETHER)
    return EventSheet(
        row,
        event.description,
        tuple(message_sheet(contract, message, together) for message in event.messages),
        tuple(message_sheet(contract, message, together) for message in reply),
    )


def message_sheet(contract: Contract, message: Message, together: Budget | None = None) -> MessageSheet:
    """All of a message."""
    rows = together or Budget(MOST_TOGETHER)
    row = next(row for row in message_rows(contract) if row.name == message.name)
    return MessageSheet(
        row,
        message.description,
        message.correlation_id,
        _tree(contract, message.payload, rows),
        _tree(contract, message.headers, rows),
    )


def schema_sheet(contract: Contract, schema: SchemaNode) -> SchemaSheet:
    """All of a named schema."""
    return SchemaSheet(schema_at(schema), schema.name, schema_tree(schema.node, contract.references))


def _tree(contract: Contract, schema: SchemaNode | None, together: Budget) -> SchemaRow | None:
    return None if schema is None else schema_tree(schema.node, contract.references, together)


def _request(contract: Contract, body: RequestBody | None, together: Budget) -> tuple[BodyRow, ...]:
    if body is None:
        return ()
    form = tuple(
        SchemaRow(
            field.name,
            field.name,
            _words(contract, field.schema)[0],
            required=field.required,
            description=field.description,
            constraints=_words(contract, field.schema)[1],
        )
        for field in body.form
    )
    media = tuple(_body(contract, media, together) for media in body.content)
    return (BodyRow("form", SchemaRow("", "", "object", children=form)), *media) if form else media


def _body(contract: Contract, media: MediaType, together: Budget) -> BodyRow:
    return BodyRow(media.name, _tree(contract, media.schema or media.item_schema, together))


def _response(contract: Contract, response: Response, together: Budget) -> ResponseRow:
    return ResponseRow(
        response.status,
        response.description,
        tuple(_header(contract, header) for header in response.headers),
        tuple(_body(contract, media, together) for media in response.content),
    )


def _parameter(contract: Contract, parameter: Parameter) -> ParameterRow:
    words, constraints = _words(contract, parameter.schema)
    return ParameterRow(
        parameter.name,
        parameter.location,
        words,
        parameter.required,
        parameter.deprecated,
        parameter.description,
        constraints,
    )


def _header(contract: Contract, header: Header) -> ParameterRow:
    words, constraints = _words(contract, header.schema)
    return ParameterRow(header.name, "header", words, header.required, False, header.description, constraints)


def _words(contract: Contract, schema: SchemaNode | None) -> tuple[str, tuple[str, ...]]:
    value = contract.references.target(schema.node).value if schema is not None else None
    return (type_words(value), constraint_words(value)) if isinstance(value, dict) else ("", ())
