"""Where messages hold schemas, and how one gets from there to a place that changed."""

from __future__ import annotations

from collections.abc import Collection

from catalog.frozen import dataclass
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.samples.texts import is_said, other_readings, scalar_text
from governance.compatibility.change import Where
from governance.compatibility.payloads.judge import Flow
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.pairs import Local
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.payloads.walk import Key

NO_MEMBERS: Json = {"type": "object", "maxProperties": 0}


@dataclass(frozen=True, slots=True)
class Root:
    """One schema of each release at the same place of a message; texts that are `unsaid` never arrive there."""

    where: Where
    base: Node
    revision: Node
    flow: Flow
    unsaid: Collection[str] = ()
    is_xml: bool = False

    @property
    def is_body(self) -> bool:
        """Whether a value without members can be said: of a parameter or header it is absence."""
        words = self.where.part.split(".")
        return "body" in words and "header" not in words

    @property
    def never(self) -> Json:
        """The values that are not said here, which is absence but in a body."""
        if self.is_body:
            return False
        return {"anyOf": [NO_MEMBERS, {"enum": readings_of(self.unsaid)}]} if self.unsaid else NO_MEMBERS

    def says(self, value: Json) -> bool:
        """Whether a value can be said here."""
        if not self.flow.text:
            return True
        one = value[0] if isinstance(value, list) and len(value) == 1 else value
        if scalar_text(one) in self.unsaid or not is_said(value, self.flow.text):
            return False
        return self.is_body or value != {}

    def side(self, name: str) -> Node:
        return self.base if name == BASE else self.revision


def readings_of(texts: Collection[str]) -> list[Json]:
    """Everything that some texts may be read as."""
    return [reading for text in sorted(texts) for reading in (text, *other_readings(text))]


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
