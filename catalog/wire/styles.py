"""Parameter styles: how a value is written into a path, a query, a header or a cookie, and read back.

OpenAPI 3.x §4.8.12.2 (style and explode) and Swagger 2.0 `collectionFormat`. Values are null, scalars, arrays of
scalars, or objects with scalar members; null and empty arrays are absence. Percent-encoding follows RFC 6570: what
is not unreserved is encoded, unless `allow_reserved`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from urllib.parse import quote, unquote, unquote_plus

from catalog.frozen import dataclass
from catalog.model.source import Json
from catalog.wire.scalars import write_scalar

RESERVED = ":/?#[]@!$&'()*+,;="


class Shape(Enum):
    """What a text is read as; the schema says which."""

    SCALAR = "scalar"
    ARRAY = "array"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it is in force: defaults applied. `separator` joins the items where `explode` does not."""

    name: str
    explode: bool
    location: str
    allow_reserved: bool = False

    @property
    def separator(self) -> str:
        return {"spaceDelimited": " ", "tabDelimited": "\t", "pipeDelimited": "|"}.get(self.name, ",")


DEFAULT_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
COLLECTION_FORMATS = {
    "csv": ("simple", False),
    "ssv": ("spaceDelimited", False),
    "tsv": ("tabDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}


def style_of(
    location: str, style: str | None = None, explode: bool | None = None, *, allow_reserved: bool = False
) -> Style:
    """The style in force for a parameter at `location` (path, query, header, cookie)."""
    name = style or DEFAULT_STYLES.get(location, "form")
    exploded = name in ("form", "cookie", "deepObject") if explode is None else explode
    return Style(name, exploded, location, allow_reserved)


def collection_style(location: str, collection_format: str | None) -> Style:
    """The style that a Swagger 2.0 `collectionFormat` (default csv) amounts to."""
    name, explode = COLLECTION_FORMATS.get(collection_format or "csv", ("simple", False))
    if name == "simple" and location in ("query", "cookie", "formData"):
        name = "form"
    return Style(name, explode, location)


Pairs = tuple[tuple[str, str], ...]


def write_pairs(name: str, value: Json, style: Style) -> Pairs:
    """The (name, text) pairs of a query, form or cookie parameter, not yet percent-encoded."""
    if value is None or value == []:
        return ()
    if isinstance(value, dict):
        return tuple(_object_pairs(name, value, style))
    if not isinstance(value, list):
        return ((name, write_scalar(value)),)
    texts = [write_scalar(item) for item in value]
    return tuple((name, text) for text in texts) if style.explode else ((name, style.separator.join(texts)),)


def _object_pairs(name: str, value: dict[str, Json], style: Style) -> Iterator[tuple[str, str]]:
    members = [(key, write_scalar(item)) for key, item in value.items() if item is not None]
    if style.name == "deepObject":
        yield from ((f"{name}[{key}]", text) for key, text in members)
    elif style.explode:
        yield from members
    elif members:
        yield name, style.separator.join(part for member in members for part in member)


def write_query(pairs: Pairs, *, allow_reserved: bool = False) -> str:
    """`a=1&b=2`, percent-encoded."""
    safe = RESERVED.translate({ord(mark): None for mark in "#&+=[]"}) if allow_reserved else ""
    return "&".join(f"{quote(name, safe='[]')}={quote(text, safe=safe)}" for name, text in pairs)


def read_query(query: str) -> Pairs:
    """The pairs of a query string or url-encoded body, decoded."""
    parts = [part.partition("=") for part in query.split("&") if part]
    return tuple((unquote_plus(name), unquote_plus(text)) for name, _, text in parts)


def read_pairs(name: str, pairs: Pairs, style: Style, shape: Shape, members: tuple[str, ...] = ()) -> Json:
    """What `write_pairs` wrote, with every scalar still a text; None where the parameter is absent.

    `members` are the property names of an exploded object, which carries no name of its own.
    """
    if shape is Shape.OBJECT:
        return _read_object(name, pairs, style, members)
    texts = [text for key, text in pairs if key == name]
    if not texts:
        return None
    if shape is Shape.SCALAR:
        return texts[0]
    return list(texts) if style.explode else list(texts[0].split(style.separator))


def _read_object(name: str, pairs: Pairs, style: Style, members: tuple[str, ...]) -> Json:
    if style.name == "deepObject":
        opening = f"{name}["
        found = {key[len(opening) : -1]: text for key, text in pairs if key.startswith(opening) and key.endswith("]")}
    elif style.explode:
        found = {key: text for key, text in pairs if key in members}
    else:
        texts = next((text.split(style.separator) for key, text in pairs if key == name), [])
        found = dict(zip(texts[::2], texts[1::2], strict=False))
    return dict(found) or None


def write_segment(name: str, value: Json, style: Style) -> str:
    """A path segment or header value: styles simple, label and matrix. Header values are not percent-encoded."""
    encode = _plain if style.location == "header" else _encoded
    prefix = {"label": ".", "matrix": ";"}.get(style.name, "")
    if isinstance(value, dict):
        return prefix + _object_segment(name, value, style, encode)
    if isinstance(value, list):
        return prefix + _array_segment(name, [encode(write_scalar(item)) for item in value], style, encode)
    text = encode(write_scalar(value))
    return f";{name}={text}" if style.name == "matrix" else prefix + text


def _array_segment(name: str, texts: list[str], style: Style, encode: Callable[[str], str]) -> str:
    if style.name == "matrix":
        return ";".join(f"{name}={text}" for text in texts) if style.explode else f"{name}={','.join(texts)}"
    return _segment_separator(style, encode).join(texts)


def _object_segment(name: str, value: dict[str, Json], style: Style, encode: Callable[[str], str]) -> str:
    members = [(encode(key), encode(write_scalar(item))) for key, item in value.items() if item is not None]
    if style.explode:
        joiner = {"label": ".", "matrix": ";"}.get(style.name, ",")
        return joiner.join(f"{key}={text}" for key, text in members)
    flat = ",".join(part for member in members for part in member)
    return f"{name}={flat}" if style.name == "matrix" else flat


def read_segment(name: str, text: str, style: Style, shape: Shape) -> Json:
    """What `write_segment` wrote, with every scalar still a text."""
    decode = _plain if style.location == "header" else unquote
    body = text[1:] if style.name in ("label", "matrix") else text
    if style.name == "matrix" and not (style.explode and shape is not Shape.SCALAR):
        body = body.removeprefix(f"{name}=")
    if shape is Shape.SCALAR:
        return decode(body)
    parts = body.split(_segment_separator(style, _plain if style.location == "header" else _encoded)) if body else []
    if shape is Shape.ARRAY:
        named = style.name == "matrix" and style.explode
        return [decode(part.removeprefix(f"{name}=") if named else part) for part in parts]
    if style.explode:
        return {decode(key): decode(value) for key, _, value in (part.partition("=") for part in parts)}
    return dict(zip(map(decode, parts[::2]), map(decode, parts[1::2]), strict=False))


def _segment_separator(style: Style, encode: Callable[[str], str]) -> str:
    """What stands between items; a separator of OpenAPI 2.0 that a path cannot hold is encoded there."""
    if style.separator != ",":
        return encode(style.separator)
    return {"label": ".", "matrix": ";"}.get(style.name, ",") if style.explode else ","


def _plain(text: str) -> str:
    return text


def _encoded(text: str) -> str:
    return quote(text, safe="")
