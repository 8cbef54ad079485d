"""What every comparer needs: the two contracts, what is the same in them, and how schemas are compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Any, Protocol

from catalog.frozen import dataclass, field
from catalog.model.contract import Contract
from catalog.model.http import Direction
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from governance.compatibility.change import Change, Where
from governance.compatibility.sameness import Sameness
from governance.compatibility.witnesses.places import Operations


class CompareSchemas(Protocol):
    """Compares what may be said at a place; texts that are `unsaid` never arrive there."""

    def __call__(
        self,
        base: SchemaNode | None,
        revision: SchemaNode | None,
        direction: Direction,
        where: Where,
        unsaid: Collection[str] = (),
        /,
    ) -> Iterator[Change]: ...


EqualSchemas = Callable[[SchemaNode, SchemaNode, Direction], bool]
"""Whether it is proved that two schemas allow the same."""
HoldsSchema = Callable[[Node, Node, Direction], bool]
"""Whether it is proved that what the one who sends in a direction may say is accepted by the other."""


@dataclass(frozen=True, slots=True)
class Sides:
    """`texts` compares what is written field by field, `parts` the fields of a multipart body, `xml` a body that is
    XML; `operations` are those of both, matched. `swapped`: the documents are written from the other side
    (`perspective: client`)."""

    base: Contract
    revision: Contract
    sameness: Sameness
    schemas: CompareSchemas
    texts: CompareSchemas
    parts: CompareSchemas
    xml: CompareSchemas
    equal: EqualSchemas
    holds: HoldsSchema
    operations: Operations
    swapped: bool = False
    known: dict[Hashable, Any] = field(default_factory=dict)
    """What was worked out of a contract once, for all its operations."""

    def direction(self, seen_from_owner: Direction) -> Direction:
        """The direction of a place, from the side that the document is written from."""
        if not self.swapped:
            return seen_from_owner
        return Direction.OUTBOUND if seen_from_owner is Direction.INBOUND else Direction.INBOUND
