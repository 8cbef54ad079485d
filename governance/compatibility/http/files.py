"""Bytes: bodies and parts of which a schema says no more than that they are some, in the words of each version.

A file of 2.0, a binary string of 3.0, a schema that says nothing or names only the media type in 3.1 (§ Working with
binary data) mean the same.
"""

from __future__ import annotations

from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.http import MediaType
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from catalog.wire import media_types
from governance.compatibility.http.fields import BYTES, encoding_of
from governance.compatibility.http.flattened import FILE
from governance.compatibility.payloads.words import ANNOTATIONS
from governance.compatibility.sides import Sides

WRITTEN = ("json", "yaml")
"""What is in the names of media types that are texts with values."""


def bytes_alike(sides: Sides, base: MediaType, revision: MediaType) -> bool:
    """Whether both are bytes of which nothing more is said."""
    return _is_bytes(base, sides.base) and _is_bytes(revision, sides.revision)


def _is_bytes(media_type: MediaType, contract: Contract) -> bool:
    parsed = media_types.parse_media_type(media_type.name)
    if parsed is None or parsed.type in ("*", "text") or (parsed.type, parsed.subtype) == ("application", "*"):
        return False
    if parsed.is_form or parsed.is_xml or any(word in parsed.subtype for word in WRITTEN):
        return False
    schema = media_type.schema
    return schema is None or _says_bytes(_value(schema.node, contract), media_type.name, nothing=True)


def _value(node: Node, contract: Contract) -> Json:
    return contract.references.target(node).value


def _says_bytes(schema: Json, named: str, *, nothing: bool) -> bool:
    """Whether a schema says that a value is bytes, and no more; `nothing`: one that says nothing does."""
    if not isinstance(schema, dict):
        return schema is True and nothing
    said = {key: value for key, value in schema.items() if key not in ANNOTATIONS and not key.startswith("x-")}
    if said.get("contentMediaType") in (BYTES, named):
        del said["contentMediaType"]
        return said in ({}, {"type": "string"}, FILE)
    return said in ({"type": "file"}, FILE) or (nothing and not said)


def without_files(media_type: MediaType) -> MediaType:
    """The media type, a 2.0 file in it as a binary string."""
    schema = media_type.schema
    if schema is None or not isinstance(schema.value, dict) or schema.value.get("type") != "file":
        return media_type
    return replace(media_type, schema=replace(schema, node=replace(schema.node, value={**schema.value, **FILE})))


def with_files_alike(sides: Sides, base: MediaType, revision: MediaType) -> tuple[MediaType, MediaType]:
    """Two multipart bodies, with the parts that are bytes in both spelled alike."""
    held = (base, sides.base), (revision, sides.revision)
    before, after = (_files(*side) for side in held)
    shared = before.keys() & after.keys()
    if not any(before[name] != after[name] for name in shared):
        return base, revision
    return _spelled(*held[0], shared), _spelled(*held[1], shared)


def _files(media_type: MediaType, contract: Contract) -> dict[str, Json]:
    """The parts that are files or lists of files, as they are written."""
    properties = _properties(media_type, contract)
    found = {name: _value(node, contract) for name, node in properties.items()}
    return {name: value for name, value in found.items() if _is_file(name, value, media_type, contract)}


def _properties(media_type: MediaType, contract: Contract) -> dict[str, Node]:
    if media_type.schema is None:
        return {}
    node = contract.references.target(media_type.schema.node)
    held = node.value.get("properties") if isinstance(node.value, dict) else None
    return {name: node.child("properties", name) for name in held} if isinstance(held, dict) else {}


def _is_file(name: str, schema: Json, media_type: MediaType, contract: Contract) -> bool:
    """Whether a part is a file; one of which nothing is said is one since 3.1."""
    nothing = contract.specification.line not in ("2.0", "3.0") and not encoding_of(media_type, name)
    if isinstance(schema, dict) and schema.get("type") == "array" and "items" in schema:
        schema = schema["items"]
    return _says_bytes(schema, BYTES, nothing=nothing)


def _spelled(media_type: MediaType, contract: Contract, names: set[str]) -> MediaType:
    schema = media_type.schema
    assert schema is not None, "what has properties has a schema"
    node = contract.references.target(schema.node)
    assert isinstance(node.value, dict)
    files: dict[str, Json] = {
        name: _file(_value(child, contract)) if name in names else child.value
        for name, child in _properties(media_type, contract).items()
    }
    made = Node(node.document, (*node.pointer, "(files)"), {**node.value, "properties": files})
    return replace(media_type, schema=SchemaNode(made, schema.dialect))


def _file(schema: Json) -> Json:
    """A file, or a list of them, with what is said to people."""
    if not isinstance(schema, dict):
        return dict(FILE)
    if schema.get("type") == "array" and "items" in schema:
        return {**schema, "items": _file(schema["items"])}
    return {**{key: value for key, value in schema.items() if key in ANNOTATIONS}, **FILE}
