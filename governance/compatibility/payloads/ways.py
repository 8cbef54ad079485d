"""Where messages hold schemas, and how one gets from there to a place that changed."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.node import Node
from governance.compatibility.change import Where
from governance.compatibility.payloads.judge import Flow
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.pairs import Local
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.payloads.walk import Key


@dataclass(frozen=True, slots=True)
class Root:
    """One schema of each release at the same place of a message."""

    where: Where
    base: Node
    revision: Node
    flow: Flow

    @property
    def is_body(self) -> bool:
        """Whether a value without members can be said: of a parameter or header it is absence."""
        words = self.where.part.split(".")
        return "body" in words and "header" not in words

    def side(self, name: str) -> Node:
        return self.base if name == BASE else self.revision


@dataclass(frozen=True, slots=True)
class Reached:
    """A root, and the steps from it to the shared part that changed."""

    root: Root
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A root, its pair, and how many shared pairs lie between it and the one that changed."""

    root: Root
    start: Key
    far: int


def change_node(change: Local, received: Node, root: Root) -> Node:
    """The node that references in the demand start from."""
    found = change.base if root.flow.receiver == BASE else change.revision
    return found if found is not None else received
