"""A place in a document together with its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from catalog.errors import CatalogError
from catalog.frozen import dataclass, field
from catalog.model.source import Json, Pointer, SourceDocument


@dataclass(frozen=True, slots=True)
class Node:
    """The value at `pointer` of `document`, where it is written (after following references)."""

    document: SourceDocument = field(repr=False)
    pointer: Pointer
    value: Json = field(repr=False, compare=False)

    def child(self, *tokens: str | int) -> Node:
        """The node below; `tokens` must exist.

        Raises:
            LookupError: there is no such member or item.
        """
        value = self.value
        for token in tokens:
            if isinstance(value, dict):
                value = value[str(token)]
            elif isinstance(value, list) and isinstance(token, int):
                value = value[token]
            else:
                raise LookupError(f"{token!r} below a scalar at {self.pointer!r}")
        return Node(self.document, self.pointer + tokens, value)


@dataclass(frozen=True, slots=True)
class Located:
    """Anything of a contract that stands somewhere in a document."""

    node: Node

    @property
    def document(self) -> SourceDocument:
        return self.node.document

    @property
    def pointer(self) -> Pointer:
        return self.node.pointer

    @property
    def extensions(self) -> dict[str, Json]:
        """The `x-` members written at this place."""
        value = self.node.value
        return {key: item for key, item in value.items() if key.startswith("x-")} if isinstance(value, dict) else {}


class References(Protocol):
    """Where references lead, at the revision that the document was read at."""

    @property
    def documents(self) -> tuple[SourceDocument, ...]:
        """The documents that references were followed into so far, the contract's own first."""

    @property
    def followed(self) -> Iterator[tuple[tuple[str, Pointer], Node]]:
        """Document and pointer of every reference looked up so far, and what it leads to."""

    def hop(self, node: Node) -> Node | None:
        """What the reference at this node leads to; None where it is none, or broken."""

    def target(self, node: Node) -> Node:
        """The end of the chain of references that starts here; the node itself where there is none."""

    def broken(self, node: Node) -> CatalogError | None:
        """Why the reference at this node leads nowhere, if so."""
