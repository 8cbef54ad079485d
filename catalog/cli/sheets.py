"""Sheets of services, vendors, contracts and their parts as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from catalog.answers.contract import ContractSheet
from catalog.answers.named import Shown
from catalog.answers.parts import BodyRow, EventSheet, MessageSheet, OperationSheet, SchemaSheet
from catalog.answers.plain import plain
from catalog.answers.rows import ContractRow, UseRow
from catalog.answers.schemas import SchemaRow
from catalog.answers.sheets import ServiceSheet, VendorSheet
from catalog.cli.output import print_table

Printer = Callable[[Any], None]


def print_sheet(shown: Shown, revision: str) -> None:
    """Headed by kind, name and revision; closed by what else has the name."""
    print(f"{shown.kind} {shown.name} at {revision}\n")
    printer = next((each for kind, each in PRINTERS if isinstance(shown.sheet, kind)), print_plain)
    printer(shown.sheet)
    for other in shown.others:
        print(f"\n{shown.name} is also a {other}: treaty show {shown.name} --kind {other}")


def print_service(sheet: ServiceSheet) -> None:
    """A service."""
    _facts(
        ("title", sheet.title),
        ("description", sheet.description),
        ("layer", sheet.layer),
        ("domain", sheet.domain),
        ("owner", sheet.owner),
        ("stage", sheet.lifecycle.stage),
        ("pattern", ", ".join(sheet.qualities.pattern)),
        ("vendor", f"{sheet.vendor.product} {sheet.vendor.label}" if sheet.vendor else ""),
        ("master of", ", ".join(sheet.master_of)),
        ("objectives", _objectives(sheet)),
        ("descriptor", sheet.file),
    )
    _contracts(sheet.contracts)
    _uses("uses", sheet.uses, lambda use: use.contract)
    _uses("used by", sheet.used_by, lambda use: f"{use.service} of {use.contract}")


def print_vendor(sheet: VendorSheet) -> None:
    """A vendor."""
    _facts(
        ("title", sheet.title),
        ("product", sheet.product),
        ("description", sheet.description),
        ("owner", sheet.owner),
        ("live", sheet.live),
        ("serves", ", ".join(sheet.serves)),
        ("cadence", sheet.calendar.cadence),
        ("descriptor", sheet.file),
    )
    _contracts(sheet.contracts)
    print("\nreleases")
    rows = [(row.release.label, row.release.name or "", row.state, ", ".join(row.pinned_by)) for row in sheet.releases]
    print_table(rows, indent="  ")
    _uses("used by", sheet.used_by, lambda use: f"{use.service} of {use.contract}")


def print_contract(sheet: ContractSheet) -> None:
    """A contract."""
    _facts(
        ("title", sheet.title),
        ("version", sheet.shown_label or sheet.version),
        ("specification", sheet.specification),
        ("owner", f"{sheet.owner_kind} {sheet.owner}"),
        ("stage", sheet.lifecycle.stage),
        ("announced", ", ".join(sheet.upcoming)),
        ("document", sheet.path),
    )
    _section("operations", ((row.at, row.operation_id or "", row.summary) for row in sheet.operations))
    _section("events", ((row.at, row.operation_id or "", row.summary) for row in sheet.events))
    _section("channels", ((row.address or row.key, ", ".join(row.messages)) for row in sheet.channels))
    _section("messages", ((row.at, row.summary or row.title) for row in sheet.messages))
    _section("schemas", ((row.at, row.type, ", ".join(row.members)) for row in sheet.schemas))
    _uses("used by", sheet.used_by, lambda use: use.service)


def print_operation(sheet: OperationSheet) -> None:
    """An operation."""
    _facts(
        ("operationId", sheet.row.operation_id), ("summary", sheet.row.summary), ("security", ", ".join(sheet.security))
    )
    rows = (
        (row.name, row.place, row.type, "required" if row.required else "", "; ".join(row.constraints))
        for row in sheet.parameters
    )
    _section("parameters", rows)
    _bodies("request", sheet.request)
    for response in sheet.responses:
        print(f"\nresponse {response.status}  {response.description}".rstrip())
        _bodies("", response.bodies)


def print_event(sheet: EventSheet) -> None:
    """An event operation."""
    _facts(("operationId", sheet.row.operation_id), ("summary", sheet.row.summary))
    for message in sheet.messages:
        print_message(message)


def print_message(sheet: MessageSheet) -> None:
    """A message."""
    print(f"\nmessage {sheet.row.name}  {sheet.row.content_type}".rstrip())
    for word, tree in (("payload", sheet.payload), ("headers", sheet.headers)):
        if tree is not None:
            print(f"  {word}")
            _tree(tree, "    ")


def print_schema(sheet: SchemaSheet) -> None:
    """A named schema."""
    _tree(sheet.schema, "")


def print_plain(sheet: Any) -> None:
    """Anything else: its members that say something."""
    value = plain(sheet)
    members = value.items() if isinstance(value, dict) else [("value", value)]
    _facts(*((name, _words(item)) for name, item in members if name not in ("name", "origin")))


PRINTERS: tuple[tuple[type, Printer], ...] = (
    (ServiceSheet, print_service),
    (VendorSheet, print_vendor),
    (ContractSheet, print_contract),
    (OperationSheet, print_operation),
    (EventSheet, print_event),
    (MessageSheet, print_message),
    (SchemaSheet, print_schema),
)


def _facts(*pairs: tuple[str, str | None]) -> None:
    print_table([(name, words) for name, words in pairs if words])


def _section(title: str, rows: Iterable[tuple[str, ...]]) -> None:
    found = list(rows)
    if found:
        print(f"\n{title}")
        print_table(found, indent="  ")


def _contracts(rows: tuple[ContractRow, ...]) -> None:
    _section(
        "contracts", ((row.id, row.label or row.version, row.problem or row.specification, row.stage) for row in rows)
    )


def _uses(title: str, rows: tuple[UseRow, ...], name: Callable[[UseRow], str]) -> None:
    _section(title, ((name(use), use.pin or "", place) for use in rows for place in use.places))


def _objectives(sheet: ServiceSheet) -> str:
    value = plain(sheet.qualities.slo)
    members = value.items() if isinstance(value, dict) else ()
    return ", ".join(f"{name} {item}" for name, item in members if item is not None)


def _bodies(title: str, bodies: tuple[BodyRow, ...]) -> None:
    for body in bodies:
        print(f"\n{title} {body.media_type}".strip() if title else f"  {body.media_type}")
        if body.schema is not None:
            _tree(body.schema, "    ")


def _tree(row: SchemaRow, indent: str) -> None:
    for line in _lines(row, 0):
        print(indent + line)


def _lines(row: SchemaRow, depth: int) -> Iterator[str]:
    words = [row.label, row.type, row.name, "required" if row.required else "", *row.constraints]
    text = "  ".join(word for word in words if word)
    yield "  " * depth + (text or "any value")
    for child in row.children:
        yield from _lines(child, depth + 1)
    if row.hidden:
        yield "  " * (depth + 1) + f"… {row.hidden} more{', as above' if row.recursive else ''}"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(item)}" for name, item in value.items() if item not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "" if value is None else str(value)
