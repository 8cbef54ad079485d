"""Fields of forms and parts of multipart bodies, with what is said of how each is written (Encoding Object)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.http import Header, MediaType
from catalog.model.node import Node
from catalog.model.schema import DRAFT_2020, SchemaNode
from catalog.model.source import Json
from catalog.wire.media_types import is_json
from catalog.wire.styles import Style, style_of

MAX_DEPTH = 20
BYTES = "application/octet-stream"
JSON = "application/json"
TEXT = "text/plain"
STYLED = ("style", "explode", "allowReserved")


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

    @property
    def types(self) -> tuple[str, ...]:
        """The media types that a part may have; none where nobody says."""
        said = self.encoding.get("contentType")
        if isinstance(said, str):
            return tuple(name.strip() for name in said.split(",") if name.strip())
        return self.usual

    @property
    def usual(self) -> tuple[str, ...]:
        """What a part is where its encoding does not say it."""
        return _usual(self.node, self.contract, MAX_DEPTH)

    @property
    def headers(self) -> tuple[Header, ...]:
        """What a part has besides its media type."""
        return tuple(_headers(self))


def field_of(media_type: MediaType, name: str, contract: Contract) -> Field | None:
    """A property of the form; None where the schema has none of that name."""
    schema = media_type.schema
    found = _property(schema.node, name, contract, MAX_DEPTH) if schema is not None else None
    return Field(name, media_type, found, contract) if found is not None else None


def _property(schema: Node, name: str, contract: Contract, depth: int) -> Node | None:
    """The schema of a property, also of one that a reference or composition adds, or that a map stands for."""
    node = contract.references.target(schema)
    value = node.value if isinstance(node.value, dict) else {}
    properties = value.get("properties")
    if isinstance(properties, dict) and name in properties:
        return contract.references.target(node.child("properties", name))
    found = (_property(member, name, contract, depth - 1) for member in _composed(node, value) if depth)
    inside = next((each for each in found if each is not None), None)
    if inside is None and isinstance(value.get("additionalProperties"), dict):
        return contract.references.target(node.child("additionalProperties"))
    return inside


def _composed(node: Node, value: dict[str, Json]) -> Iterator[Node]:
    for word in ("allOf", "oneOf", "anyOf"):
        held = value.get(word)
        yield from (node.child(word, index) for index in range(len(held))) if isinstance(held, list) else ()


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


def encodings_of(media_type: MediaType) -> dict[str, Json]:
    """What a media type says of how its fields are written, by name."""
    said = media_type.node.value.get("encoding") if isinstance(media_type.node.value, dict) else None
    return said if isinstance(said, dict) else {}


def encoding_of(media_type: MediaType, name: str) -> dict[str, Json]:
    """What a media type says of how one field is written."""
    said = encodings_of(media_type).get(name)
    return said if isinstance(said, dict) else {}


def is_json_text(media_type: MediaType, name: str) -> bool:
    """Whether a field of a url-encoded form is JSON: its media type counts where no style is given."""
    said = encoding_of(media_type, name)
    named = said.get("contentType")
    return isinstance(named, str) and is_json(named) and said.keys().isdisjoint(STYLED)


def style_of_field(media_type: MediaType, name: str) -> Style:
    """The style in force for a field of a url-encoded form."""
    said = encoding_of(media_type, name)
    style, explode = said.get("style"), said.get("explode")
    return style_of("query", style if isinstance(style, str) else None, explode if isinstance(explode, bool) else None)


def _headers(field: Field) -> Iterator[Header]:
    said = field.encoding.get("headers")
    holder = field.media_type.node
    for name in said if isinstance(said, dict) else ():
        child = holder.child("encoding", field.name, "headers", name)
        node = field.contract.references.target(child)
        value = node.value if isinstance(node.value, dict) else {}
        schema, media_type = _carried(node, value, field.contract)
        yield Header(node, name, value.get("required") is True, "", schema, media_type)


def _carried(node: Node, value: dict[str, Json], contract: Contract) -> tuple[SchemaNode | None, str | None]:
    """The schema of a header, and the media type where it stands in `content`."""
    content = value.get("content")
    media_type = next(iter(content), None) if isinstance(content, dict) else None
    if media_type is not None:
        node = contract.references.target(node.child("content", media_type))
    is_said = isinstance(node.value, dict) and "schema" in node.value
    return SchemaNode(node.child("schema"), DRAFT_2020) if is_said else None, media_type
