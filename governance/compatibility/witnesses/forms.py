"""Bodies as a message shows them: JSON as it is, texts and url-encoded forms as their text, other forms by field."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.http import MediaType
from catalog.model.source import Json
from catalog.wire import media_types
from catalog.wire.scalars import write_json, write_scalar
from catalog.wire.styles import Pairs, Style, write_pairs, write_query
from governance.compatibility.http.fields import is_json_text, style_of_field


def write_body(media_type: MediaType, value: Json) -> Json:
    """What stands for the body in a message: the text of a url-encoded form or of a scalar, else the value."""
    parsed = media_types.parse_media_type(media_type.name)
    if parsed is not None and parsed.is_text and not isinstance(value, dict | list):
        return write_scalar(value)
    if parsed is None or not parsed.is_form or parsed.type == "multipart" or not isinstance(value, dict):
        return value
    return write_query(tuple(_pairs(media_type, value)))


def _pairs(media_type: MediaType, fields: dict[str, Json]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        yield from write_field(media_type, name, value)


def write_field(media_type: MediaType, name: str, value: Json) -> Pairs:
    """One field: as JSON where its encoding has it so, else in its style."""
    if is_json_text(media_type, name):
        return ((name, write_json(value)),)
    return _in_style(name, value, style_of_field(media_type, name))


def _in_style(name: str, value: Json, style: Style) -> Pairs:
    """Below `deepObject`, objects and lists nest in brackets, as those who use it write them."""
    if style.name != "deepObject" or not isinstance(value, dict | list):
        return write_pairs(name, value, style)
    members = value.items() if isinstance(value, dict) else enumerate(value)
    return tuple(pair for key, item in members for pair in _in_style(f"{name}[{key}]", item, style))
