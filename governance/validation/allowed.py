"""Which members an official schema allows where an error was found: food for did-you-mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from governance.validation.official import OfficialSchema

_COMBINERS = ("allOf", "anyOf", "oneOf")


def allowed_members(location: str | None, schema: OfficialSchema) -> set[str]:
    """Names of members of the object schema whose keyword stands at the absolute URI `location`."""
    if location is None:
        return set()
    uri, fragment = urldefrag(location)
    parent = _walk(schema.documents.get(uri), fragment.split("/")[1:-1])
    return set(_names(parent, uri, schema, 0))


def _walk(node: Any, tokens: list[str]) -> Any:
    for token in tokens:
        key = unquote(token).replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and key.isdigit() and int(key) < len(node):
            node = node[int(key)]
        elif isinstance(node, dict):
            node = node.get(key)
        else:
            return None
    return node


def _names(node: Any, uri: str, schema: OfficialSchema, depth: int) -> Iterator[str]:
    if not isinstance(node, dict) or depth > 4:
        return
    yield from node.get("properties", {})
    reference = node.get("$ref")
    if isinstance(reference, str):
        target, fragment = urldefrag(urljoin(uri, reference))
        referred = _walk(schema.documents.get(target), fragment.split("/")[1:])
        yield from _names(referred, target, schema, depth + 1)
    for combiner in _COMBINERS:
        for part in node.get(combiner, ()):
            yield from _names(part, uri, schema, depth + 1)
