"""References as rewritings see them: all of a tree, the places that one leads through, and names as they write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote


def references_in(value: Any) -> Iterator[str]:
    """Every `$ref` below a value, itself included."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from references_in(item)


def places_on(reference: str, *, itself: bool = True) -> Iterator[tuple[str, ...]]:
    """The place that a reference leads to, unless not `itself`, and all above it."""
    tokens = tokens_of(reference)
    yield from (tokens[:length] for length in range(1, len(tokens) + itself))


def tokens_of(reference: str) -> tuple[str, ...]:
    """The way that a reference within its document says."""
    plain = unquote(reference.partition("#/")[2])
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in plain.split("/"))


def escaped(name: str) -> str:
    """As a member of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
