"""How parameters and headers are written: with a style or as a media type. JSON has types, all else is text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from catalog.model.contract import Contract
from catalog.model.http import Direction, Header, Parameter
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.wire.media_types import is_json
from catalog.wire.styles import Shape, Style, collection_style, style_of, write_pairs, write_segment
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.flattened import own_schema
from governance.compatibility.http.shapes import shapes_of
from governance.compatibility.payloads.texts import types_of, without_null
from governance.compatibility.sides import Sides

Carrier = Parameter | Header
SCALARS = frozenset(("integer", "number", "boolean"))
"""What JSON and a style write alike."""
SAID: Mapping[Shape, Json] = {Shape.SCALAR: "a", Shape.ARRAY: ["a", "b"], Shape.OBJECT: {"a": "b", "c": "d"}}
"""A value of each shape that every style writes in its own way."""


def compare_values(
    sides: Sides,
    base: Carrier,
    revision: Carrier,
    direction: Direction,
    where: Where,
    unsaid: Collection[str] = (),
) -> Iterator[Change]:
    """What may be said: as JSON where both are JSON, else as text, but for texts that never arrive."""
    before, after = own_schema(base), own_schema(revision)
    both_json = is_json(base.media_type) and is_json(revision.media_type)
    if both_json:
        yield from sides.schemas(before, after, direction, where)
    else:
        yield from sides.texts(before, after, direction, where, unsaid)


def compare_serialisation(
    sides: Sides, base: Carrier, revision: Carrier, where: Where, direction: Direction
) -> Iterator[Change]:
    """A value that is written differently."""
    if is_json(base.media_type) or is_json(revision.media_type):
        is_told = _is_json_otherwise(sides, base, revision, direction)
    else:
        is_told = is_written_otherwise(sides, base, revision, written(base), written(revision))
    if is_told:
        yield changed(base, revision, told_of(written(base)), told_of(written(revision)), where, direction)
    elif _is_repeated(sides, base, revision, direction):
        yield repeated(base, revision, where, direction)


def repeated(base: Named, revision: Named, where: Where, direction: Direction) -> Change:
    """That a list is said where one value is expected."""
    ways = ("a value for each item", "one value")
    return changed(base, revision, *(ways if direction is Direction.INBOUND else ways[::-1]), where, direction)


def _is_repeated(sides: Sides, base: Carrier, revision: Carrier, direction: Direction) -> bool:
    """Whether a list that the one who sends it says in several pairs is one text to who receives it."""
    ends = (base, sides.base), (revision, sides.revision)
    (sent, sender), (received, receiver) = ends if direction is Direction.INBOUND else ends[::-1]
    if sent.schema is None or received.schema is None or sent.media_type is not None:
        return False
    if not isinstance(sent.schema.value, dict) or sent.schema.value.get("type") in (*SCALARS, "string"):
        return False
    way = written(sent)
    is_exploded = isinstance(way, Style) and way.location in PAIRED and way.explode
    return is_exploded and is_one_text((sent.schema.node, sender), (received.schema.node, receiver))


PAIRED = ("query", "cookie", "formData")
"""Where a name may come more than once."""
Place = tuple[Node, Contract]


def is_one_text(sent: Place, received: Place) -> bool:
    """Whether what may be a list is one text to the receiver; that it is no other scalar, types tell."""
    if Shape.ARRAY not in shapes_of(*sent) or Shape.ARRAY in shapes_of(*received):
        return False
    kinds = (types_of(contract.references.target(node).value) for node, contract in (sent, received))
    return "array" in next(kinds) and "string" in next(kinds)


class Named(Protocol):
    """A parameter, a header, a field of a form."""

    @property
    def name(self) -> str: ...
    @property
    def node(self) -> Node: ...


def changed(base: Named, revision: Named, before: str, after: str, where: Where, direction: Direction) -> Change:
    """That it is written otherwise, in words."""
    named = facts(parameter=base.name, base=before, revision=after)
    return Change("parameter-serialisation-changed", where, base.node, revision.node, direction, named)


def _is_json_otherwise(sides: Sides, base: Carrier, revision: Carrier, direction: Direction) -> bool:
    """Whether a value is written as JSON by one release, and by the other in another way."""
    if is_json(base.media_type) == is_json(revision.media_type):
        return False
    sides_of = (base, sides.base), (revision, sides.revision)
    (sent, sender), (received, receiver) = sides_of if direction is Direction.INBOUND else sides_of[::-1]
    is_plain = _is_scalar(sent, sender, null=is_json(sent.media_type))
    return not is_plain or (is_json(received.media_type) and not _is_scalar(received, receiver, null=False))


def _is_scalar(holder: Carrier, contract: Contract, *, null: bool) -> bool:
    """Whether all values are numbers and truth values, or null where that does not count."""
    if holder.schema is None:
        return False
    schema = contract.references.target(holder.schema.node).value
    if null and isinstance(schema, dict) and without_null(schema) != schema:
        return False
    types = types_of(schema)
    return bool(types) and types <= SCALARS


def written(holder: Carrier) -> Style | str:
    """The style in force, or the media type of what has `content`."""
    if holder.media_type is not None:
        return holder.media_type
    if isinstance(holder, Parameter):
        of_swagger = _collection(holder.node.value, holder.location)
        return of_swagger or style_of(holder.location, holder.style, holder.explode)
    explode = holder.node.value.get("explode") if isinstance(holder.node.value, dict) else None
    of_swagger = _collection(holder.node.value, "header")
    return of_swagger or style_of("header", None, explode if isinstance(explode, bool) else None)


def _collection(value: Json, location: str) -> Style | None:
    """What OpenAPI 2.0 says instead of a style."""
    if not isinstance(value, dict) or not ("collectionFormat" in value or ("type" in value and "schema" not in value)):
        return None
    collection = value.get("collectionFormat")
    return collection_style(location, collection if isinstance(collection, str) else None)


def told_of(style: Style | str) -> str:
    """A style, or a media type, as people say it."""
    return style if isinstance(style, str) else f"style {style.name}, explode {str(style.explode).lower()}"


def is_written_otherwise(
    sides: Sides, base: Carrier, revision: Carrier, before: Style | str, after: Style | str
) -> bool:
    """Whether a value that both releases know is written differently by the two styles."""
    if before == after:
        return False
    common = _shapes(base, sides.base, before) & _shapes(revision, sides.revision, after)
    if not isinstance(before, Style) or not isinstance(after, Style):
        return not common <= {Shape.SCALAR}
    return differ(base.name, common, before, after)


def differ(name: str, shapes: Iterable[Shape], before: Style, after: Style) -> bool:
    """Whether two styles write a value of one of the shapes differently."""
    return any(_text(name, shape, before) != _text(name, shape, after) for shape in shapes)


def _shapes(carrier: Carrier, contract: Contract, way: Style | str) -> frozenset[Shape]:
    if carrier.schema is None:
        return frozenset((Shape.SCALAR,) if isinstance(way, Style) else Shape)
    return shapes_of(carrier.schema.node, contract)


def _text(name: str, shape: Shape, style: Style) -> object:
    """A value of a shape as it is written; cookies are told apart even where writers do not."""
    value = SAID[shape]
    if style.location in ("path", "header"):
        text: object = write_segment(name, value, style)
    else:
        text = write_pairs(name, value, style)
    return text if shape is Shape.SCALAR else (text, style.name == "cookie")
