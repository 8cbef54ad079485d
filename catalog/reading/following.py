"""Following references on the way through a document, without failing on broken ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from catalog.errors import UnresolvableReference
from catalog.model.node import Node
from catalog.model.source import Json, Pointer, SourceDocument

MAX_HOPS = 50
KEYWORDS = ("$ref", "$dynamicRef", "$recursiveRef")


class Target(Protocol):
    """What a reference leads to."""

    @property
    def document(self) -> SourceDocument: ...
    @property
    def pointer(self) -> Pointer: ...
    @property
    def node(self) -> Json: ...


class ReferenceResolver(Protocol):
    """Finds what `ref`, written in the document called `base`, leads to; raises UnresolvableReference."""

    def resolve(self, base: str, ref: str) -> Target: ...


class Following:
    """One contract's references: each looked up once, broken ones lead nowhere."""

    __slots__ = ("_found", "_resolver")

    def __init__(self, resolver: ReferenceResolver) -> None:
        self._resolver = resolver
        self._found: dict[tuple[str, str], Node | UnresolvableReference] = {}

    def hop(self, node: Node) -> Node | None:
        """What this node refers to; None where it is no reference, or a broken one."""
        reference = reference_of(node.value)
        if reference is None:
            return None
        found = self._look_up(node.document.name, reference)
        return found if isinstance(found, Node) else None

    def target(self, node: Node) -> Node:
        """The end of the chain of references that starts here; the node itself where it is none or broken."""
        for _ in range(MAX_HOPS):
            following = self.hop(node)
            if following is None:
                return node
            node = following
        return node

    def broken(self, node: Node) -> UnresolvableReference | None:
        """Why the reference here leads nowhere, if it does."""
        reference = reference_of(node.value)
        found = self._look_up(node.document.name, reference) if reference is not None else None
        return found if isinstance(found, UnresolvableReference) else None

    def _look_up(self, base: str, reference: str) -> Node | UnresolvableReference:
        key = (base, reference)
        if key not in self._found:
            self._found[key] = self._resolve(base, reference)
        return self._found[key]

    def _resolve(self, base: str, reference: str) -> Node | UnresolvableReference:
        try:
            target = self._resolver.resolve(base, reference)
        except UnresolvableReference as problem:
            return problem
        return Node(target.document, target.pointer, target.node)


def reference_of(value: Json) -> str | None:
    """The reference that stands in an object, if it is one."""
    if isinstance(value, dict):
        for keyword in KEYWORDS:
            reference = value.get(keyword)
            if isinstance(reference, str):
                return reference
    return None


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a reference leads to."""

    document: SourceDocument
    pointer: Pointer
    node: Json


class Alone:
    """Resolves references within one document, and none that leave it."""

    __slots__ = ("_document",)

    def __init__(self, document: SourceDocument) -> None:
        self._document = document

    def resolve(self, base: str, ref: str) -> Found:
        if not ref.startswith("#"):
            raise UnresolvableReference(f"{ref} leads out of the document", place=base)
        value = self._document.tree
        pointer: list[str | int] = []
        for part in unquote(ref[1:]).split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                value = value[name]
                pointer.append(name)
            elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
                value = value[int(name)]
                pointer.append(int(name))
            else:
                raise UnresolvableReference(f"{ref} leads to nothing", place=base)
        return Found(self._document, tuple(pointer), value)
