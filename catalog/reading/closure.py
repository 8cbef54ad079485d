"""A document and all that its references reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from catalog.errors import UnresolvableReference
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.references import Resolver

KEYWORDS = ("$ref", "$dynamicRef", "$recursiveRef")


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


def references_in(tree: Json) -> Iterator[tuple[Pointer, str]]:
    """Every reference of a tree with the pointer of the object it stands in, in no particular order."""
    waiting: list[tuple[Pointer, Json]] = [((), tree)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, dict):
            yield from ((pointer, str(node[word])) for word in KEYWORDS if isinstance(node.get(word), str))
            waiting.extend(((*pointer, key), child) for key, child in node.items() if isinstance(child, dict | list))
        elif isinstance(node, list):
            waiting.extend(((*pointer, i), child) for i, child in enumerate(node) if isinstance(child, dict | list))
