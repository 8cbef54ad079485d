"""How values of parameters and headers are written, and whether another style writes some value otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.model.contract import Contract
from catalog.model.http import Header, Parameter
from catalog.model.source import Json
from catalog.wire.styles import Shape, Style, collection_style, style_of, write_pairs, write_segment
from governance.compatibility.http.shapes import shapes_of
from governance.compatibility.sides import Sides

SAID: Mapping[Shape, Json] = {Shape.SCALAR: "a", Shape.ARRAY: ["a", "b"], Shape.OBJECT: {"a": "b", "c": "d"}}
"""A value of each shape that every style writes in its own way."""


def written(parameter: Parameter) -> Style | str:
    """The style in force, or the media type of a parameter with `content`."""
    if parameter.media_type is not None:
        return parameter.media_type
    of_swagger = _collection(parameter.node.value, parameter.location)
    return of_swagger or style_of(parameter.location, parameter.style, parameter.explode)


def written_header(header: Header) -> Style | str:
    """The style of a response header, or the media type of one with `content`."""
    value = header.node.value if isinstance(header.node.value, dict) else {}
    content, explode = value.get("content"), value.get("explode")
    if isinstance(content, dict) and content:
        return next(iter(content))
    of_swagger = _collection(value, "header")
    return of_swagger or style_of("header", None, explode if isinstance(explode, bool) else None)


def _collection(value: Json, location: str) -> Style | None:
    """What OpenAPI 2.0 says instead of a style."""
    if not isinstance(value, dict) or not ("collectionFormat" in value or ("type" in value and "schema" not in value)):
        return None
    collection = value.get("collectionFormat")
    return collection_style(location, collection if isinstance(collection, str) else None)


def told(style: Style | str) -> str:
    """A style in words."""
    return style if isinstance(style, str) else f"style {style.name}, explode {str(style.explode).lower()}"


Carrier = Parameter | Header


def is_written_otherwise(
    sides: Sides, base: Carrier, revision: Carrier, before: Style | str, after: Style | str
) -> bool:
    """Whether a value that both releases know is written differently by the two styles."""
    if before == after:
        return False
    common = _shapes(base, sides.base, before) & _shapes(revision, sides.revision, after)
    if not isinstance(before, Style) or not isinstance(after, Style):
        return not common <= {Shape.SCALAR}
    return any(_text(base.name, shape, before) != _text(base.name, shape, after) for shape in common)


def _shapes(carrier: Carrier, contract: Contract, way: Style | str) -> frozenset[Shape]:
    if carrier.schema is None:
        return frozenset((Shape.SCALAR,) if isinstance(way, Style) else Shape)
    return shapes_of(carrier.schema.node, contract)


def _text(name: str, shape: Shape, style: Style) -> object:
    """A value of a shape as it is written; what parts its items is told apart even where writers do not."""
    value = SAID[shape]
    marks = (style.separator if style.location in ("path", "header") else "", style.name == "cookie")
    if style.location in ("path", "header"):
        text: object = write_segment(name, value, style)
    else:
        text = write_pairs(name, value, style)
    return text if shape is Shape.SCALAR else (text, *marks)
