"""Request bodies, and content by media type with ranges and suffixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from catalog.model.http import Direction, FormField, MediaType, RequestBody
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from catalog.wire import media_types
from catalog.wire.styles import collection_style
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.files import bytes_alike, with_files_alike, without_files
from governance.compatibility.http.flattened import schema_beside
from governance.compatibility.http.texts import texts_alike
from governance.compatibility.matching import Key, Pair, match
from governance.compatibility.sides import CompareSchemas, Sides
from governance.compatibility.unresolved import node_of, undecided


def compare_request_body(
    sides: Sides, base: RequestBody | None, revision: RequestBody | None, where: Where, direction: Direction
) -> Iterator[Change]:
    """The body as such, then its content."""
    inside = where.inside("request.body")
    unknown = undecided(sides.sameness, node_of(base), node_of(revision), inside, direction)
    if unknown is not None:
        yield unknown
    elif base is None and revision is not None:
        kind = "required-request-body-added" if revision.required else "optional-request-body-added"
        yield Change(kind, inside, None, revision.node, direction)
    elif base is not None and revision is None:
        yield Change("request-body-removed", inside, base.node, None, direction)
    elif base is not None and revision is not None:
        yield from _compare_bodies(sides, base, revision, inside, direction)


def _compare_bodies(
    sides: Sides, base: RequestBody, revision: RequestBody, where: Where, direction: Direction
) -> Iterator[Change]:
    if base.required != revision.required:
        kind = "request-body-became-required" if revision.required else "request-body-became-optional"
        yield Change(kind, where, base.node, revision.node, direction)
    yield from compare_content(sides, with_form(base), with_form(revision), where, direction)


def with_form(body: RequestBody) -> Sequence[MediaType]:
    """The content, where OpenAPI 2.0 spells the fields of a form one by one with one schema of them all."""
    if not body.form:
        return body.content
    value: dict[str, Json] = {
        "type": "object",
        "properties": {field.name: schema_beside(field.schema.value) for field in body.form},
        "required": [field.name for field in body.form if field.required],
    }
    node = Node(body.document, (*body.pointer, "(form)"), value)
    schema = SchemaNode(node, body.form[0].schema.dialect)
    said: dict[str, Json] = {"schema": value, "encoding": dict(_collections(body.form))}
    holder = Node(body.document, (*body.pointer, "(content)"), said)
    return [MediaType(holder, media_type.name, schema) for media_type in body.content]


def _collections(form: Sequence[FormField]) -> Iterator[tuple[str, Json]]:
    """How OpenAPI 2.0 writes lists in forms, as 3.0 would say it."""
    for field in form:
        said = field.node.value if isinstance(field.node.value, dict) else {}
        if said.get("type") == "array":
            named = said.get("collectionFormat")
            style = collection_style("query", named if isinstance(named, str) else None)
            yield field.name, {"style": style.name, "explode": style.explode}


def compare_content(
    sides: Sides, base: Sequence[MediaType], revision: Sequence[MediaType], where: Where, direction: Direction
) -> Iterator[Change]:
    """Media types taken away or added, and the schemas of those that both have."""
    keys: list[Key[MediaType]] = [lambda m: m.name, _normal]
    for pair in match(base, revision, keys):
        place = where if len(base) <= 1 and len(revision) <= 1 else where.inside(f"({pair.either.name})")
        if pair.base is not None and pair.revision is not None:
            yield from compare_media_type(sides, pair.base, pair.revision, place, direction)
        else:
            yield from _alone(sides, pair, base, revision, place, direction)


@lru_cache(maxsize=1024)
def _normal_name(name: str) -> str:
    return str(media_types.parse_media_type(name) or name)


def _normal(media_type: MediaType) -> str:
    return _normal_name(media_type.name)


def _alone(
    sides: Sides,
    pair: Pair[MediaType],
    base: Sequence[MediaType],
    revision: Sequence[MediaType],
    where: Where,
    direction: Direction,
) -> Iterator[Change]:
    """A media type that only one side names. A range on the other side may stand for it; of a range that the owner
    announced, what it still sends is left."""
    if pair.base is not None:
        is_sent = direction is Direction.OUTBOUND
        heir = _covering(pair.base, revision) or (_covered(pair.base, revision) if is_sent else None)
        if heir is not None:
            yield from compare_media_type(sides, pair.base, heir, where, direction)
        else:
            named = facts(media_type=pair.base.name)
            yield Change(f"{_side(where)}-media-type-removed", where, pair.base.node, None, direction, named)
    elif pair.revision is not None:
        ancestor = _covering(pair.revision, base)
        if ancestor is not None:
            yield from compare_media_type(sides, ancestor, pair.revision, where, direction)
        else:
            named = facts(media_type=pair.revision.name)
            yield Change(f"{_side(where)}-media-type-added", where, None, pair.revision.node, direction, named)


def _side(where: Where) -> str:
    return "response" if "response" in where.part.split(".") else "request"


def _covering(wanted: MediaType, offered: Sequence[MediaType]) -> MediaType | None:
    """The most specific of `offered` that stands for `wanted` as well."""
    meant = media_types.parse_media_type(wanted.name)
    parsed = [(media_types.parse_media_type(other.name), other) for other in offered]
    known = {parsed_type: other for parsed_type, other in parsed if parsed_type is not None}
    best = media_types.best_match(meant, known) if meant is not None else None
    return known[best] if best is not None else None


def _covered(wide: MediaType, offered: Sequence[MediaType]) -> MediaType | None:
    """The first of `offered` that the range `wide` stands for."""
    meant = media_types.parse_media_type(wide.name)
    if meant is None or not meant.is_range:
        return None
    parsed = ((media_types.parse_media_type(other.name), other) for other in offered)
    return next((other for found, other in parsed if found is not None and meant.covers(found)), None)


def compare_media_type(
    sides: Sides, base: MediaType, revision: MediaType, where: Where, direction: Direction
) -> Iterator[Change]:
    """The schemas of one media type: of the body, and of an item of a stream."""
    if sides.sameness.same(base.node, revision.node):
        return
    if not bytes_alike(sides, base, revision):
        texts = texts_alike(sides, base, revision)
        before, after = texts or _spelled_alike(sides, base, revision)
        compare = sides.texts if texts is not None else _comparer(sides, base)
        yield from compare(before.schema, after.schema, direction, where)
    if _is_form(base) and _is_form(revision):
        from governance.compatibility.http.encodings import compare_encodings, compare_unnamed  # forms are few

        yield from compare_encodings(sides, base, revision, where, direction)
        yield from compare_unnamed(sides, base, revision, where, direction)
    if base.item_schema is not None or revision.item_schema is not None:
        yield from sides.schemas(base.item_schema, revision.item_schema, direction, where.inside("item"))


def _spelled_alike(sides: Sides, base: MediaType, revision: MediaType) -> tuple[MediaType, MediaType]:
    if not (_is_form(base) and _is_form(revision)):
        return without_files(base), without_files(revision)
    return with_files_alike(sides, base, revision)


def _is_form(media_type: MediaType) -> bool:
    parsed = media_types.parse_media_type(media_type.name)
    return parsed is not None and parsed.is_form


def _comparer(sides: Sides, media_type: MediaType) -> CompareSchemas:
    parsed = media_types.parse_media_type(media_type.name)
    if parsed is None or not parsed.is_form:
        return sides.xml if parsed is not None and parsed.is_xml else sides.schemas
    return sides.parts if parsed.type == "multipart" else sides.texts
