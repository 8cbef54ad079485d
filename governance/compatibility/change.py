"""A change is a fact: what differs between two releases at one place. It holds no opinion."""

from __future__ import annotations

from catalog.frozen import dataclass, field
from catalog.model.http import Direction
from catalog.model.node import Node


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place by meaning: an operation or channel, a part of it, a path below that part.

    `Where("POST /orders/{}", "request.body", "lines[].sku")`; the contract's id comes before it in an address.
    """

    subject: str
    part: str = ""
    path: str = ""
    label: str = field(default="", compare=False)
    """How people write the subject: `POST /orders/{orderId}`."""
    error: bool = field(default=False, compare=False)
    """Whether this is (part of) an error response, whose content may break no more than that."""

    def __str__(self) -> str:
        return " ".join(word for word in (self.subject, self.part, self.path) if word)

    def inside(self, part: str) -> Where:
        """A part of this one: `response.200` inside gives `response.200.body`."""
        return Where(self.subject, f"{self.part}.{part}" if self.part else part, self.path, self.label, self.error)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` names what happened (a key of `opinions.OPINIONS`); `facts` fill its sentence.

    `direction` is that of the place; `base` and `revision` the nodes that differ, None where there is none.
    """

    kind: str
    where: Where
    base: Node | None = None
    revision: Node | None = None
    direction: Direction | None = None
    facts: tuple[tuple[str, str], ...] = ()


def facts(**named: object) -> tuple[tuple[str, str], ...]:
    """Facts in the order given, as texts."""
    return tuple((name, str(value)) for name, value in named.items())
