"""A document and all that its references reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from typing import TypeAlias

from catalog.errors import UnresolvableReference
from catalog.model.pointer import parse_pointer
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.following import KEYWORDS
from catalog.reading.references import Resolver

WORDS = frozenset(KEYWORDS)
CONTAINERS = (dict, list)


def closure(resolver: Resolver) -> tuple[SourceDocument, ...]:
    """The root and every document that a reference in it, or in one of these, names; broken ones add nothing."""
    seen: set[str] = set()
    while ahead := [document for document in resolver.documents if document.name not in seen]:
        for document in ahead:
            seen.add(document.name)
            for pointer, ref in references_in(document.tree):
                with suppress(UnresolvableReference):
                    resolver.resolve(document.name, ref, at=pointer)
    return resolver.documents


def closure_digest(documents: tuple[SourceDocument, ...]) -> str:
    """SHA-256 (hex) over the sorted names and digests of documents: equal when every one of them is."""
    lines = sorted(f"{document.name}\0{document.digest}" for document in documents)
    return sha256("\n".join(lines).encode()).hexdigest()


Ways: TypeAlias = "dict[str | int, Ways]"
"""Tokens that lead on from a place to places below it, each with how it goes on from there."""


def ways_to_references(tree: Json) -> Ways:
    """How references are reached from the top of a tree."""
    return _joined(pointer for pointer, _ in references_in(tree))


def ways_outward(document: SourceDocument) -> Ways | None:
    """How the references are reached that may lead to another document; None where a part has an address of its own, so
    that the text of a reference does not say where it leads."""
    if b"$id" in document.data:
        return None
    found = tuple(references_in(document.tree))
    holders = frozenset(tuple(map(str, pointer)) for pointer, _ in found)
    return _joined(pointer for pointer, reference in found if _may_lead_outward(reference, holders))


def _may_lead_outward(reference: str, holders: frozenset[tuple[str, ...]]) -> bool:
    """Whether it names another document, or passes a place that refers to something itself."""
    name, _, fragment = reference.partition("#")
    if name:
        return True
    try:
        way = parse_pointer(f"#{fragment}") if fragment.startswith("/") else ()
    except ValueError:
        return True
    return any(tuple(map(str, way[:length])) in holders for length in range(len(way)))


def _joined(places: Iterable[Pointer]) -> Ways:
    found: Ways = {}
    for pointer in places:
        ways = found
        for token in pointer:
            ways = ways.setdefault(token, {})
    return found


def references_in(tree: Json) -> Iterator[tuple[Pointer, str]]:
    """Every reference of a tree with the pointer of the object it stands in, in no particular order."""
    waiting: list[tuple[Way, Json]] = [(None, tree)]
    while waiting:
        way, node = waiting.pop()
        if isinstance(node, dict):
            if not WORDS.isdisjoint(node):
                yield from ((_pointer(way), str(node[w])) for w in KEYWORDS if isinstance(node.get(w), str))
            waiting.extend([((way, key), child) for key, child in node.items() if isinstance(child, CONTAINERS)])
        elif isinstance(node, list):
            waiting.extend([((way, at), child) for at, child in enumerate(node) if isinstance(child, CONTAINERS)])


Way: TypeAlias = "tuple[Way, str | int] | None"
"""A pointer as the way above and the last token: most are never needed as a whole."""


def _pointer(way: Way) -> Pointer:
    tokens: list[str | int] = []
    while way is not None:
        way, token = way
        tokens.append(token)
    return tuple(reversed(tokens))
