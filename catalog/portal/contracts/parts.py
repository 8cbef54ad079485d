"""What the page of one part of a contract shows: an operation, event, message or schema, and a place in it."""

from __future__ import annotations

from catalog.frozen import replace

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.answers.catalog import Catalog, Revision, Step
from catalog.answers.examples import Exampler, PlaceExamples
from catalog.answers.lately import Lately
from catalog.answers.marks.known import known_of
from catalog.answers.marks.part import Known, Mark, PlaceFinding, marks
from catalog.answers.parts import EventSheet, MessageSheet, OperationSheet, Part, SchemaSheet, show_part
from catalog.answers.rows import UseRow, use_row
from catalog.answers.schemas import SchemaRow, schema_tree
from catalog.errors import CatalogError
from catalog.model.address import Section
from catalog.model.address_text import parse_address
from catalog.portal.contracts.contexts import steps_of
from catalog.reading.addresses.lookup import resolve
from catalog.search.parts import event_at, message_at, operation_at, schema_at
from governance.findings import Finding

KINDS: tuple[tuple[type[Part], str], ...] = (
    (OperationSheet, "operation"),
    (EventSheet, "event"),
    (MessageSheet, "message"),
    (SchemaSheet, "schema"),
)
SCHEMA_PARTS = frozenset(("body", "item", "payload", "headers"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place inside the part, as a tree of its own; `at` is its address without the contract's id."""

    at: str
    schema: SchemaRow


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part of a contract; `kind` says which, `place` what was asked for inside it. `marks` tells of rows of the
    trees who uses them, what they are mapped to and what is wrong there, by `mark_key`; `used_by` who names the part
    or a place in it; `findings` are about the part as a whole or its parameters."""

    contract: str
    title: str
    label: str | None
    at: str
    kind: str
    part: Part
    place: Place | None
    marks: Mapping[str, Mark]
    used_by: tuple[UseRow, ...]
    findings: tuple[PlaceFinding, ...]
    examples: tuple[PlaceExamples, ...]
    changes: tuple[Step, ...]


def part_page(
    catalog: Catalog, revision: Revision, contract_id: str, label: str | None, at: str, today: date, lately: Lately
) -> PartPage:
    """The page of a part; UnknownName where there is none."""
    known = known_of(catalog, revision, contract_id, label, today, lately)
    key = ("part", revision.digest, contract_id, label, at, today)
    return lately.get(key, lambda: _made(catalog, revision, known, label, at, lately))


def _made(catalog: Catalog, revision: Revision, known: Known, label: str | None, at: str, lately: Lately) -> PartPage:
    contract, snapshot = known.contract, catalog.snapshot(revision)
    part = show_part(contract, at)
    own = part.at if isinstance(part, SchemaSheet) else part.row.at
    place = _place(known, at, own)
    told = marks(known, part)
    if place is not None:
        told |= marks(known, SchemaSheet(place.at, "", place.schema))
    return PartPage(
        contract.id,
        contract.title or contract.id,
        label,
        own,
        next(kind for sheet, kind in KINDS if isinstance(part, sheet)),
        part,
        place,
        told,
        tuple(use_row(snapshot, use) for use in known.used.of_part(own)),
        tuple(_findings(known.findings, contract.id, own, told)),
        tuple(_examples(known, part, own)),
        steps_of(catalog, revision, contract.document.name, lately),
    )


def _place(known: Known, at: str, own: str) -> Place | None:
    """The place that was asked for, where that is not the part itself and holds a schema."""
    contract = known.contract
    try:
        written = parse_address(f"x {at.removeprefix(f'{contract.id} ')}")
        node = resolve(contract, replace(written, contract=contract.id))
    except CatalogError:
        return None
    in_schema = bool(written.section(Section.PATH)) or bool(SCHEMA_PARTS & set(written.part))
    text = str(written).removeprefix("x ")
    if node is None or not in_schema or written.section(Section.FACET) or text == own:
        return None
    return Place(text, schema_tree(node, contract.references))


def _findings(findings: tuple[Finding, ...], contract_id: str, at: str, told: Mapping[str, Mark]) -> list[PlaceFinding]:
    """Those at the part or in it that no row shows."""
    shown = {finding for mark in told.values() for finding in mark.findings}
    here = f"{contract_id} {at}"
    found = (
        PlaceFinding(each.rule, each.severity.value, each.message)
        for each in findings
        if each.address == here or each.address.startswith(f"{here} ")
    )
    return [each for each in dict.fromkeys(found) if each not in shown]


def _examples(known: Known, part: Part, at: str) -> list[PlaceExamples]:
    contract, make = known.contract, Exampler.of(known.contract)
    match part:
        case OperationSheet():
            found = next(each for each in contract.operations if operation_at(each) == at)
            every = make.operation(at, found)
        case EventSheet():
            every = make.event(at, next(each for each in contract.event_operations if event_at(each) == at))
        case MessageSheet():
            every = iter((make.message(at, next(each for each in contract.messages if message_at(each) == at)),))
        case _:
            every = iter((make.schema(at, next(each for each in contract.schemas if schema_at(each) == at)),))
    return [each for each in every if each.examples]
