"""Bodies that are texts as a whole, as text/plain and text/csv are: a scalar is decoded from them."""

from __future__ import annotations

from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.http import MediaType
from catalog.model.node import Node
from catalog.model.schema import DRAFT_2020, SchemaNode
from catalog.wire import media_types
from governance.compatibility.http.files import without_files
from governance.compatibility.http.shapes import SCALAR, shapes_of
from governance.compatibility.sides import Sides


def texts_alike(sides: Sides, base: MediaType, revision: MediaType) -> tuple[MediaType, MediaType] | None:
    """Two texts, of which one that nothing is said of is a string; None where either may be no text or no scalar: how
    lists and objects are written in a text nobody says."""
    parsed = (media_types.parse_media_type(media_type.name) for media_type in (base, revision))
    if not any(found is not None and found.is_text for found in parsed):
        return None
    if not (_is_scalar(base, sides.base) and _is_scalar(revision, sides.revision)):
        return None
    return _said(without_files(base)), _said(without_files(revision))


def _says_nothing(media_type: MediaType) -> bool:
    return media_type.schema is None or media_type.schema.value in ({}, True)


def _is_scalar(media_type: MediaType, contract: Contract) -> bool:
    schema = media_type.schema
    return schema is None or _says_nothing(media_type) or shapes_of(schema.node, contract) <= SCALAR


def _said(media_type: MediaType) -> MediaType:
    if not _says_nothing(media_type):
        return media_type
    node = Node(media_type.document, (*media_type.pointer, "(text)"), {"type": "string"})
    return replace(media_type, schema=SchemaNode(node, DRAFT_2020))
