"""How the fields of a form and the parts of a multipart body are written (OpenAPI, Encoding Object)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import dataclass, replace
from catalog.model.contract import Contract
from catalog.model.http import Direction, MediaType
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.wire import media_types
from catalog.wire.styles import Style, style_of
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.serialisation import changed, differ, told_of
from governance.compatibility.http.shapes import shapes_of
from governance.compatibility.sides import Sides

MAX_DEPTH = 20
BYTES = "application/octet-stream"
JSON = "application/json"
TEXT = "text/plain"
UNREAD = "the part is JSON by its encoding, and no value of it was sought but as text"


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a form of one release; `node` is its schema, `encoding` what is said of how it is written."""

    name: str
    media_type: MediaType
    node: Node
    contract: Contract

    @property
    def encoding(self) -> dict[str, Json]:
        return encoding_of(self.media_type, self.name)


def compare_encodings(
    sides: Sides, base: MediaType, revision: MediaType, where: Where, direction: Direction
) -> Iterator[Change]:
    """Fields that are written otherwise, parts of which less is accepted, headers that parts must have now."""
    kinds = {parsed.type for parsed in map(media_types.parse_media_type, (base.name, revision.name)) if parsed}
    names = dict.fromkeys((*_encodings(base), *_encodings(revision)))
    for name in names if len(kinds) == 1 else ():
        before, after = _field(base, name, sides.base), _field(revision, name, sides.revision)
        if before is not None and after is not None:
            compare = _compare_parts if kinds == {"multipart"} else _compare_fields
            yield from compare(sides, before, after, replace(where, path=name), direction)


def _field(media_type: MediaType, name: str, contract: Contract) -> Field | None:
    schema = media_type.schema
    found = _property(schema.node, name, contract, MAX_DEPTH) if schema is not None else None
    return Field(name, media_type, found, contract) if found is not None else None


def _property(schema: Node, name: str, contract: Contract, depth: int) -> Node | None:
    """The schema of a property, also of one that a reference or allOf adds."""
    node = contract.references.target(schema)
    value = node.value if isinstance(node.value, dict) else {}
    properties, together = value.get("properties"), value.get("allOf")
    if isinstance(properties, dict) and name in properties:
        return contract.references.target(node.child("properties", name))
    members = [node.child("allOf", index) for index in range(len(together))] if isinstance(together, list) else []
    found = (_property(member, name, contract, depth - 1) for member in members if depth)
    return next((each for each in found if each is not None), None)


def _encodings(media_type: MediaType) -> dict[str, Json]:
    said = media_type.node.value.get("encoding") if isinstance(media_type.node.value, dict) else None
    return said if isinstance(said, dict) else {}


def encoding_of(media_type: MediaType, name: str) -> dict[str, Json]:
    """What a media type says of how one field is written."""
    said = _encodings(media_type).get(name)
    return said if isinstance(said, dict) else {}


def style_of_field(media_type: MediaType, name: str) -> Style:
    """The style in force for a field of a url-encoded form."""
    said = encoding_of(media_type, name)
    style, explode = said.get("style"), said.get("explode")
    return style_of("query", style if isinstance(style, str) else None, explode if isinstance(explode, bool) else None)


def _compare_fields(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    before, after = style_of_field(base.media_type, base.name), style_of_field(revision.media_type, revision.name)
    common = shapes_of(base.node, sides.base) & shapes_of(revision.node, sides.revision)
    if before != after and differ(base.name, common, before, after):
        yield changed(base, revision, told_of(before), told_of(after), where, direction)


def _compare_parts(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    sent, received = (base, revision) if direction is Direction.INBOUND else (revision, base)
    offered = list(filter(None, map(media_types.parse_media_type, _types(received))))
    wanted = list(filter(None, map(media_types.parse_media_type, _types(sent))))
    if not _is_lenient(received) and any(not any(o.covers(each) for o in offered) for each in wanted):
        before, after = (", ".join(_types(field)) for field in (base, revision))
        yield changed(base, revision, before, after, where, direction)
    elif _says_style(base) and _says_style(revision):
        yield from _compare_fields(sides, base, revision, where, direction)
    elif _has_types(base) and _has_types(revision) and not sides.holds(sent.node, received.node, direction):
        yield Change("schema-undecided", where, base.node, revision.node, direction, facts(reason=UNREAD))
    if "request" in where.part.split("."):
        yield from _compare_headers(base, revision, where, direction)


def _has_types(field: Field) -> bool:
    """Whether a part is JSON because its encoding says so, though it is no object."""
    said = field.encoding.get("contentType")
    return (
        isinstance(said, str) and media_types.is_json(said) and _usual(field.node, field.contract, MAX_DEPTH) != (JSON,)
    )


def _says_style(field: Field) -> bool:
    """Whether the style of a part is given, and not ignored as 3.0 has it; else a part is as its media type has it."""
    is_ignored = field.contract.specification.line == "3.0"
    return not is_ignored and not {"style", "explode"}.isdisjoint(field.encoding)


def _is_lenient(field: Field) -> bool:
    """Whether nothing says what a part of bytes or text must be: any media type of its content may be its own."""
    return "contentType" not in field.encoding and _types(field) != (JSON,)


def _types(field: Field) -> tuple[str, ...]:
    """The media types that a part may have; none where nobody says."""
    said = field.encoding.get("contentType")
    if isinstance(said, str):
        return tuple(name.strip() for name in said.split(",") if name.strip())
    return _usual(field.node, field.contract, MAX_DEPTH)


def _usual(schema: Node, contract: Contract, depth: int) -> tuple[str, ...]:
    """What a part is by its type: an object JSON, a list as its items, a binary string bytes, other scalars text."""
    node = contract.references.target(schema)
    value = node.value if isinstance(node.value, dict) else {}
    kind = value.get("type")
    if kind == "array" and isinstance(value.get("items"), dict) and depth:
        return _usual(node.child("items"), contract, depth - 1)
    if kind == "object":
        return (JSON,)
    if kind == "string" and (value.get("format") == "binary" or "contentMediaType" in value):
        return (BYTES,)
    return (TEXT,) if kind in ("string", "integer", "number", "boolean") else ()


def _compare_headers(base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    before, after = _demanded(base), _demanded(revision)
    listed = {name.lower() for name in _headers(base)}
    for name in sorted(after.keys() - before.keys()):
        kind = "request-parameter-became-required" if name in listed else "required-request-parameter-added"
        named = facts(parameter=after[name], location=f"header of the part {revision.name}")
        yield Change(kind, where, base.node if name in listed else None, revision.node, direction, named)


def _headers(field: Field) -> dict[str, Json]:
    said = field.encoding.get("headers")
    return said if isinstance(said, dict) else {}


def _demanded(field: Field) -> dict[str, str]:
    """Headers that a part must have, by their names in small letters; its Content-Type is said elsewhere."""
    found: dict[str, str] = {}
    for name, said in _headers(field).items():
        node = field.contract.references.target(Node(field.media_type.document, (), said))
        if isinstance(node.value, dict) and node.value.get("required") is True and name.lower() != "content-type":
            found[name.lower()] = name
    return found
