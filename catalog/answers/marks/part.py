"""The marks of one part of a contract: of every row of its trees that something is known of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.answers.marks.mapped import MappedTo
from catalog.answers.marks.used import PlaceUse, UsedFields
from catalog.answers.parts import EventSheet, MessageSheet, OperationSheet, Part
from catalog.answers.schemas import SchemaRow
from catalog.errors import CatalogError
from catalog.graph.hits import SpotKey
from catalog.model.address import Address, name_text
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.pointer import parse_pointer, settle, split_pointer
from catalog.model.source import Pointer
from governance.findings import Finding


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    """What is wrong at a place."""

    rule: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one place."""

    users: tuple[PlaceUse, ...] = ()
    mapped: tuple[MappedTo, ...] = ()
    findings: tuple[PlaceFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a contract's places: uses, mappings, findings."""

    contract: Contract
    used: UsedFields
    mapped: Mapping[SpotKey, tuple[MappedTo, ...]]
    findings: tuple[Finding, ...]


def trees(part: Part) -> Iterator[tuple[str, SchemaRow]]:
    """The trees of a part, each with the words of its address: `POST /orders request.body`, `schema Order`."""
    match part:
        case OperationSheet():
            yield from _of_operation(part)
        case EventSheet():
            messages = part.messages
            yield from (tree for m in messages for tree in _of_message(part.row.at, "", m, len(messages)))
            yield from (tree for m in part.reply for tree in _of_message(part.row.at, "reply.", m, len(part.reply)))
        case MessageSheet():
            yield from _of_message(part.row.at, "", part, 1)
        case _:
            yield part.at, part.schema


def media_suffix(name: str, all_names: Iterable[str]) -> str:
    """What an address says of a media type: nothing of the only one, and of JSON."""
    return "" if name in ("application/json", "form") or len(list(all_names)) == 1 else f".{name_text(name)}"


def _of_operation(part: OperationSheet) -> Iterator[tuple[str, SchemaRow]]:
    media = [body.media_type for body in part.request]
    for body in part.request:
        if body.schema is not None:
            yield f"{part.row.at} request.body{media_suffix(body.media_type, media)}", body.schema
    for response in part.responses:
        media = [body.media_type for body in response.bodies]
        for body in response.bodies:
            if body.schema is not None:
                suffix = media_suffix(body.media_type, media)
                yield f"{part.row.at} response.{response.status}.body{suffix}", body.schema


def _of_message(at: str, before: str, message: MessageSheet, count: int) -> Iterator[tuple[str, SchemaRow]]:
    name = f".{name_text(message.row.name)}" if count > 1 else ""
    for word, tree in (("payload", message.payload), ("headers", message.headers)):
        if tree is not None:
            yield f"{at} {before}{word}{name}", tree


def marks(known: Known, part: Part) -> dict[str, Mark]:
    """The marks by what `mark_key` makes of their rows; rows that nothing is known of are left out."""
    rows = [(words, row, tuple(_keys(known.contract, row))) for words, tree in trees(part) for row in _rows(tree)]
    wrong = _findings(known.findings, {key for _, _, keys in rows for key in keys})
    ways = {words: _within(known.contract, words) for words, _ in trees(part)}
    found: dict[str, Mark] = {}
    for words, row, keys in rows:
        mapped = (each for key in keys for each in known.mapped.get(key, ()))
        told = (each for key in keys for each in wrong.get(key, ()))
        mark = Mark(known.used.at(keys, ways[words]), tuple(dict.fromkeys(mapped)), tuple(dict.fromkeys(told)))
        if mark != Mark():
            found[mark_key(words, row)] = mark
    return found


def mark_key(words: str, row: SchemaRow) -> str:
    """What tells a row from all others of its page."""
    return f"{words} {row.path} {row.pointer}"


def _within(contract: Contract, words: str) -> Address | None:
    """The operation and part that uses must go through; None for components, which any way may lead to."""
    if words.startswith(("schema ", "message ")):
        return None
    try:
        return parse_address(f"{contract.id} {words}")
    except CatalogError:
        return None


def _rows(row: SchemaRow) -> Iterator[SchemaRow]:
    yield row
    for child in row.children:
        yield from _rows(child)


def _keys(contract: Contract, row: SchemaRow) -> Iterator[SpotKey]:
    for text in (row.pointer, *((row.target,) if row.target else ())):
        name, pointer = split_pointer(text)
        yield (name or contract.document.name, _settled(contract, name, parse_pointer(pointer)))


def _settled(contract: Contract, name: str, tokens: Pointer) -> Pointer:
    """Positions in lists as numbers, as places have them."""
    documents = {document.name: document for document in contract.references.documents}
    document = documents.get(name, contract.document) if name else contract.document
    try:
        return settle(tokens, document.tree)[0]
    except LookupError:
        return tokens


NEAR = 2
"""Steps from a keyword up to the schema that it stands in: `required/0`, `properties/x`."""


def _findings(findings: Iterable[Finding], places: set[SpotKey]) -> dict[SpotKey, list[PlaceFinding]]:
    """What is wrong, by the nearest of the places."""
    found: dict[SpotKey, list[PlaceFinding]] = defaultdict(list)
    plain = {(file, tuple(map(str, tokens))): (file, tokens) for file, tokens in places}
    for finding in findings:
        place = _nearest(finding, plain)
        if place is not None:
            found[place].append(PlaceFinding(finding.rule, finding.severity.value, finding.message))
    return found


def _nearest(finding: Finding, plain: Mapping[tuple[str, tuple[str, ...]], SpotKey]) -> SpotKey | None:
    """`plain` are the places by their tokens as text."""
    pointer = finding.pointers.revision
    if pointer is None or not finding.locations:
        return None
    file, tokens = finding.locations[0].file, tuple(map(str, parse_pointer(split_pointer(pointer)[1])))
    tries = (tokens[: len(tokens) - cut] for cut in range(min(NEAR, len(tokens)) + 1))
    return next((plain[file, each] for each in tries if (file, each) in plain), None)
