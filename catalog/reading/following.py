"""Following references on the way through a document, without failing on broken ones."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.errors import CatalogError, UnresolvableReference
from catalog.model.node import Node
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.references import Resolver

MAX_HOPS = 50
KEYWORDS = ("$ref", "$dynamicRef", "$recursiveRef")
_KEYWORDS = frozenset(KEYWORDS)


class Following:
    """One contract's references: each looked up once, broken ones lead nowhere."""

    __slots__ = ("_found", "_resolver")

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._found: dict[tuple[str, Pointer, str], Node | CatalogError] = {}

    @property
    def documents(self) -> tuple[SourceDocument, ...]:
        """The documents that references were followed into so far, the contract's own first."""
        return self._resolver.documents

    @property
    def followed(self) -> Iterator[tuple[tuple[str, Pointer], Node]]:
        """Document and pointer of every reference looked up so far, and what it leads to."""
        for (document, pointer, _), found in tuple(self._found.items()):
            if isinstance(found, Node):
                yield (document, pointer), found

    def hop(self, node: Node) -> Node | None:
        """What this node refers to; None where it is no reference, or a broken one."""
        reference = reference_of(node.value)
        if reference is None:
            return None
        found = self._look_up(node, reference)
        return found if isinstance(found, Node) else None

    def target(self, node: Node) -> Node:
        """The end of the chain of references that starts here; the node itself where it is none or broken."""
        for _ in range(MAX_HOPS):
            reference = reference_of(node.value)
            following = self._look_up(node, reference) if reference is not None else None
            if not isinstance(following, Node):
                return node
            node = following
        return node

    def broken(self, node: Node) -> CatalogError | None:
        """Why the reference here leads nowhere, if it does."""
        reference = reference_of(node.value)
        found = self._look_up(node, reference) if reference is not None else None
        return found if isinstance(found, CatalogError) else None

    def _look_up(self, node: Node, reference: str) -> Node | CatalogError:
        key = (node.document.name, node.pointer, reference)
        if key not in self._found:
            self._found[key] = self._resolve(node, reference)
        return self._found[key]

    def _resolve(self, node: Node, reference: str) -> Node | CatalogError:
        try:
            target = self._resolver.resolve(node.document.name, reference, at=node.pointer)
        except CatalogError as problem:
            return problem
        return Node(target.document, target.pointer, target.node)


def reference_of(value: Json) -> str | None:
    """The reference that stands in an object, if it is one."""
    if isinstance(value, dict) and not _KEYWORDS.isdisjoint(value):
        for keyword in KEYWORDS:
            reference = value.get(keyword)
            if isinstance(reference, str):
                return reference
    return None


def only(name: str) -> SourceDocument:
    """What is fetched for a document that stands alone: nothing."""
    raise UnresolvableReference(f"{name} is another document, and only this one is read")
