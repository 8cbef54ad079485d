"""How the fields of a form and the parts of a multipart body are written, compared."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.http import Direction, MediaType
from catalog.model.source import Json
from catalog.wire import media_types
from catalog.wire.styles import Shape
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.fields import JSON, Field, encodings_of, field_of, is_json_text, style_of_field
from governance.compatibility.http.part_headers import compare_part_headers
from governance.compatibility.http.serialisation import SCALARS, changed, differ, is_one_text, repeated, told_of
from governance.compatibility.http.shapes import shapes_of
from governance.compatibility.payloads.texts import types_of
from governance.compatibility.sides import Sides

UNREAD = "{} is JSON by its encoding, and no value of it was sought but as text"


def compare_encodings(
    sides: Sides, base: MediaType, revision: MediaType, where: Where, direction: Direction
) -> Iterator[Change]:
    """Fields that are written otherwise, parts of which less is accepted, headers of parts."""
    kinds = {parsed.type for parsed in map(media_types.parse_media_type, (base.name, revision.name)) if parsed}
    names = dict.fromkeys((*encodings_of(base), *encodings_of(revision), *_lists(sides, base, revision)))
    for name in names if len(kinds) == 1 else ():
        before, after = field_of(base, name, sides.base), field_of(revision, name, sides.revision)
        if before is not None and after is not None:
            is_part = kinds == {"multipart"}
            if _is_repeated(sides, before, after, direction):
                yield repeated(before, after, replace(where, path=name), direction)
                continue
            compare = _compare_parts if is_part else _compare_fields
            yield from compare(sides, before, after, replace(where, path=name), direction)
            yield from compare_part_headers(sides, before, after, where, direction) if is_part else ()


UNNAMED = ("prefixEncoding", "itemEncoding")
"""What OpenAPI 3.2 says of parts without names, which are not compared."""


def compare_unnamed(
    sides: Sides, base: MediaType, revision: MediaType, where: Where, direction: Direction
) -> Iterator[Change]:
    """That nobody can tell what changed in how parts without names are written."""
    for word in UNNAMED if "3.2" in (sides.base.specification.line, sides.revision.specification.line) else ():
        before, after = (each.node.value.get(word) for each in (base, revision) if isinstance(each.node.value, dict))
        if before != after:
            named = facts(reason=f"{word} changed, which is not compared")
            yield Change("schema-undecided", where, base.node, revision.node, direction, named)


def _lists(sides: Sides, base: MediaType, revision: MediaType) -> Iterator[str]:
    """The fields that are a list in one release alone."""
    before, after = _kinds(base, sides.base), _kinds(revision, sides.revision)
    yield from (name for name in before if name in after and (before[name] == "array") != (after[name] == "array"))


def _kinds(media_type: MediaType, contract: Contract) -> dict[str, Json]:
    schema = contract.references.target(media_type.schema.node).value if media_type.schema is not None else None
    held = schema.get("properties") if isinstance(schema, dict) else None
    properties = held.items() if isinstance(held, dict) else ()
    return {name: value.get("type") for name, value in properties if isinstance(value, dict)}


def _is_repeated(sides: Sides, base: Field, revision: Field, direction: Direction) -> bool:
    """Whether a list is said by a field or part for each item, and is one text to who receives it."""
    ends = (base, sides.base), (revision, sides.revision)
    (sent, sender), (received, receiver) = ends if direction is Direction.INBOUND else ends[::-1]
    if any(is_json_text(field.media_type, field.name) for field in (base, revision)):
        return False
    is_exploded = style_of_field(sent.media_type, sent.name).explode
    return is_exploded and is_one_text((sent.node, sender), (received.node, receiver))


def _compare_fields(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    are_json = [is_json_text(field.media_type, field.name) for field in (base, revision)]
    if all(are_json):
        yield from _unread(sides, base, revision, where, direction)
    elif any(are_json):
        yield from _compare_json(sides, base, revision, where, direction)
    else:
        yield from _compare_styles(sides, base, revision, where, direction)


def _unread(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    """JSON on both sides, of which it is not proved that what may be said is accepted."""
    sent, received = (base, revision) if direction is Direction.INBOUND else (revision, base)
    if not sides.holds(sent.node, received.node, direction):
        named = facts(reason=UNREAD.format(base.name))
        yield Change("schema-undecided", where, base.node, revision.node, direction, named)


def _compare_json(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    """JSON on one side alone. Numbers are written alike, and texts may be."""
    held = (base, sides.base), (revision, sides.revision)
    shapes = [shapes_of(field.node, contract) for field, contract in held]
    if (shapes[0] & shapes[1]) - {Shape.SCALAR}:
        yield changed(base, revision, _way(base), _way(revision), where, direction)
    elif not all(types_of(field.node.value) and types_of(field.node.value) <= SCALARS for field, _ in held):
        named = facts(reason=UNREAD.format(base.name))
        yield Change("schema-undecided", where, base.node, revision.node, direction, named)


def _way(field: Field) -> str:
    return JSON if is_json_text(field.media_type, field.name) else told_of(style_of_field(field.media_type, field.name))


def _compare_styles(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    before, after = style_of_field(base.media_type, base.name), style_of_field(revision.media_type, revision.name)
    common = shapes_of(base.node, sides.base) & shapes_of(revision.node, sides.revision)
    if before != after and differ(base.name, common, before, after):
        yield changed(base, revision, told_of(before), told_of(after), where, direction)


def _compare_parts(sides: Sides, base: Field, revision: Field, where: Where, direction: Direction) -> Iterator[Change]:
    sent, received = (base, revision) if direction is Direction.INBOUND else (revision, base)
    offered = list(filter(None, map(media_types.parse_media_type, received.types)))
    wanted = list(filter(None, map(media_types.parse_media_type, sent.types)))
    if not _is_lenient(received) and any(not any(o.covers(each) for o in offered) for each in wanted):
        yield changed(base, revision, ", ".join(base.types), ", ".join(revision.types), where, direction)
    elif _says_style(base) and _says_style(revision):
        yield from _compare_styles(sides, base, revision, where, direction)
    elif _has_types(base) and _has_types(revision):
        yield from _unread(sides, base, revision, where, direction)


def _has_types(field: Field) -> bool:
    """Whether a part is JSON because its encoding says so, though it is no object."""
    said = field.encoding.get("contentType")
    return isinstance(said, str) and media_types.is_json(said) and field.usual != (JSON,)


def _says_style(field: Field) -> bool:
    """Whether the style of a part is given, and not ignored as 3.0 has it; else a part is as its media type has it."""
    is_ignored = field.contract.specification.line == "3.0"
    return not is_ignored and not {"style", "explode"}.isdisjoint(field.encoding)


def _is_lenient(field: Field) -> bool:
    """Whether nothing says what a part of bytes or text must be: any media type of its content may be its own."""
    return "contentType" not in field.encoding and field.types != (JSON,)
