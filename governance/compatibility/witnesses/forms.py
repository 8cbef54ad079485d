"""Bodies as a message shows them: JSON as it is, url-encoded forms as their text, other forms by field."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.http import MediaType
from catalog.model.source import Json
from catalog.wire import media_types
from catalog.wire.styles import Pairs, Style, style_of, write_pairs, write_query


def write_body(media_type: MediaType, value: Json) -> Json:
    """What stands for the body in a message: the text of a url-encoded form, else the value."""
    parsed = media_types.parse_media_type(media_type.name)
    if parsed is None or not parsed.is_form or parsed.type == "multipart" or not isinstance(value, dict):
        return value
    return write_query(tuple(_pairs(media_type, value)))


def _pairs(media_type: MediaType, fields: dict[str, Json]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        yield from _field(name, value, _style(media_type, name))


def _field(name: str, value: Json, style: Style) -> Pairs:
    """One field; below `deepObject`, objects and lists nest in brackets, as those who use it write them."""
    if style.name != "deepObject" or not isinstance(value, dict | list):
        return write_pairs(name, value, style)
    members = value.items() if isinstance(value, dict) else enumerate(value)
    return tuple(pair for key, item in members for pair in _field(f"{name}[{key}]", item, style))


def _style(media_type: MediaType, name: str) -> Style:
    encodings = media_type.node.value.get("encoding") if isinstance(media_type.node.value, dict) else None
    said = encodings.get(name) if isinstance(encodings, dict) else None
    if not isinstance(said, dict):
        return style_of("query")
    style, explode = said.get("style"), said.get("explode")
    return style_of("query", style if isinstance(style, str) else None, explode if isinstance(explode, bool) else None)
