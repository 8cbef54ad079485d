"""What values a schema of either release allows: samples of it, and whether it accepts a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from catalog.frozen import dataclass, field, replace
from catalog.model.http import Direction, Operation
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.judge import NAMES, Judge
from governance.compatibility.payloads.sources import BASE, Sources
from governance.compatibility.sameness import spelled
from governance.compatibility.schema import Reading, Refuted, decide
from governance.compatibility.schema.bundle import NotBundled
from governance.compatibility.schema.confirm import Judge as Validated
from governance.compatibility.schema.confirm import Unconfirmable
from governance.compatibility.schema.containment import Session
from governance.compatibility.schema.reading import Text
from governance.compatibility.schema.shared import OPENED
from governance.compatibility.schema.sides import Side
from governance.compatibility.tolerances import Tolerances

STEPS = 40_000
"""Enough for a sample; a schema that needs more is not worth the wait."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A value that a schema allows."""

    value: Json


@dataclass(frozen=True, slots=True)
class Spot:
    """A schema of one release, and how its values travel."""

    node: Node
    side: str
    direction: Direction
    text: Text = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the engine and the independent validator about the schemas of two releases."""

    sources: Sources
    tolerances: Tolerances
    base_dialect: str
    revision_dialect: str
    session: Session = field(default_factory=Session)
    samples: dict[tuple[object, ...], Sample | None] = field(default_factory=dict)
    paths: dict[tuple[str, int], tuple[Operation, str]] = field(default_factory=dict)
    """What is written where any value of the path parameters will do, by release and operation."""
    values: dict[tuple[str, Direction, int, str], tuple[Operation, Json]] = field(default_factory=dict)
    """What a parameter says where any value will do, by release, operation and place."""

    @classmethod
    def of(cls, judge: Judge) -> Asking:
        """About the releases that a judge compares, with its sources and proofs."""
        return cls(judge.sources, judge.tolerances, judge.base_dialect, judge.revision_dialect, judge.session)

    def sample(self, spot: Spot, wanted: Sequence[Json] = (), never: Json = False) -> Sample | None:
        """The first of `wanted` that the schema accepts, else a value that it accepts and `never` does not; None
        where none is found. What is written alike is asked once."""
        said = tuple(spelled(value) for value in (spot.node.value, never))
        key = (spot.side, spot.node.document.name, spot.direction, spot.text, *said)
        liked = (*key, spelled(list(wanted)))
        if liked not in self.samples:
            self.samples[liked] = next((Sample(each) for each in wanted if self.accepts(each, spot) is True), None)
        if self.samples[liked] is None and key not in self.samples:
            self.samples[key] = self._sample(spot, never)
        return self.samples[liked] or self.samples[key]

    def _sample(self, spot: Spot, never: Json) -> Sample | None:
        base = self.sources.base_of(spot.node, spot.side)
        found = decide(
            self.sources.pin(spot.node, spot.side),
            never,
            self._reading(spot, declared_only=self.tolerances.undeclared_properties),
            new_reading=self._reading(replace(spot, text="")),
            resolve=self.sources.resolve,
            base=base,
            new_base=base,
            steps=STEPS,
            session=self.session,
        )
        return Sample(found.witness) if isinstance(found, Refuted) else None

    def refuting(self, said: Spot, heard: Spot) -> Sample | None:
        """A value that the one schema allows and the other rejects, whatever else its text may be read as."""
        found = decide(
            self.sources.pin(said.node, said.side),
            self.sources.pin(heard.node, self._reader(heard)),
            self._reading(said, declared_only=self.tolerances.undeclared_properties),
            new_reading=self._reading(heard),
            resolve=self.sources.resolve,
            base=self.sources.base_of(said.node, said.side),
            new_base=self.sources.base_of(heard.node, self._reader(heard)),
            steps=STEPS,
            session=self.session,
        )
        return Sample(found.witness) if isinstance(found, Refuted) else None

    def _reader(self, spot: Spot) -> str:
        """The side as it reads what the owner sends: only the base is read by others, who skip what is unknown."""
        opens = spot.direction is Direction.OUTBOUND and not self.tolerances.strict_readers
        return spot.side + OPENED if opens else spot.side

    def accepts(self, value: Json, spot: Spot, *, reader: bool = False) -> bool | None:
        """Whether the schema accepts a value, by the independent validator; None where it cannot say.

        `reader`: what reads it skips what it does not know, however closed the schema is (SEMANTICS §4).
        """
        name = self._reader(spot) if reader else spot.side
        base = self.sources.base_of(spot.node, name)
        side = Side(self.sources.pin(spot.node, name), self._reading(spot), base, self.sources.resolve)
        try:
            return Validated(side, self.session.compiler(side), received=True).accepts_text(value)
        except (Unconfirmable, NotBundled, UnicodeEncodeError, ValueError):
            return None

    def _reading(self, spot: Spot, *, declared_only: bool = False) -> Reading:
        dialect = self.base_dialect if spot.side == BASE else self.revision_dialect
        formats: Literal["annotations", "assertions"] = "assertions"
        if self.tolerances.formats_are_annotations:
            formats = "annotations"
        return Reading(
            dialect=NAMES.get(dialect, "openapi-3.1"),
            formats=formats,
            direction="inbound" if spot.direction is Direction.INBOUND else "outbound",
            declared_only=declared_only,
            text=spot.text,
            loose=self.sources.loose,
        )
