"""Containment asked for a comparison: who sends, who receives, and how each side is read."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Literal

from catalog.errors import UnresolvableReference
from catalog.frozen import dataclass, field, replace
from catalog.model import schema as dialects
from catalog.model.http import Direction
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.inheritance import Lineage
from governance.compatibility.payloads.sources import BASE, REVISION, Sources
from governance.compatibility.sameness import Sameness
from governance.compatibility.schema import Contained, Reading, Refuted, Verdict, decide
from governance.compatibility.schema.bundle import NotBundled
from governance.compatibility.schema.confirm import Judge as Validated
from governance.compatibility.schema.confirm import Unconfirmable
from governance.compatibility.schema.containment import Session
from governance.compatibility.schema.reading import DEFAULT_STEPS, Need, Text
from governance.compatibility.schema.shared import OPENED
from governance.compatibility.schema.sides import Side
from governance.compatibility.tolerances import Tolerances

NAMES = {
    dialects.OPENAPI_20: "openapi-2.0",
    dialects.OPENAPI_30: "openapi-3.0",
    dialects.DRAFT_07: "draft7",
    dialects.DRAFT_2020: "openapi-3.1",
}


BY_NEED: tuple[Need, ...] = ("hoped", "known")
BY_NEED_STEPS = 40_000
SAMPLE_STEPS = 40_000
"""Enough for a sample; a schema that needs more is not worth the wait."""
CANNOT_SAY = (Unconfirmable, NotBundled, UnresolvableReference, UnicodeEncodeError, ValueError)
"""What keeps the independent validator from judging a value."""


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A direction, and how values travel in it. Inbound the base's messages are sent to the revision; outbound the
    revision's to a reader who knows the base. `mirrored`: what the other release would say of it. See `flow_of`."""

    direction: Direction
    text: Text
    mirrored: bool
    sender: str
    receiver: str

    def mirror(self) -> Flow:
        """The same place with sender and receiver exchanged."""
        return flow_of(self.direction, self.text, mirrored=not self.mirrored)


def flow_of(direction: Direction, text: Text = "", *, mirrored: bool = False) -> Flow:
    """The one object for a flow, which is part of keys that are compared all the time."""
    return _one_flow(direction, text, mirrored)


@cache
def _one_flow(direction: Direction, text: Text, mirrored: bool, /) -> Flow:
    from_base = (direction is Direction.INBOUND) != mirrored
    return Flow(direction, text, mirrored, *((BASE, REVISION) if from_base else (REVISION, BASE)))


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks `decide` with the readings that SEMANTICS §4 prescribes."""

    sources: Sources
    sameness: Sameness
    tolerances: Tolerances
    base_dialect: str
    revision_dialect: str
    session: Session
    lineages: Mapping[str, Lineage]
    readings: dict[Hashable, Reading] = field(default_factory=dict, compare=False)
    verdicts: dict[Hashable, Verdict] = field(default_factory=dict, compare=False)
    """Of what is written alike and refers to nothing."""

    def dialect(self, side: str) -> str:
        """What the schemas of a release are written in."""
        return self.base_dialect if side == BASE else self.revision_dialect

    def receiving_side(self, flow: Flow) -> str:
        """A reader of what the owner sends is open, unless readers are strict."""
        opens = flow.direction is Direction.OUTBOUND and not self.tolerances.strict_readers
        return flow.receiver + OPENED if opens else flow.receiver

    def contained(
        self,
        sent: Json,
        sent_at: Node,
        received: Json,
        received_at: Node,
        flow: Flow,
        *,
        text: Text = "",
        by_need: bool = False,
    ) -> Verdict:
        """Whether everything that the sender may send is accepted; references start from the two nodes.

        Where a oneOf is read as anyOf, a value that fits one branch only is looked for first: it shows more.
        `text`: the values are read as texts, all the way down. `by_need`: a value that
        shows the contrary is looked for first as Reading has it, for there probably is one.
        """
        asked = (sent, sent_at, received, received_at, flow)
        for need in BY_NEED if by_need else ():
            soon = self._contained(*asked, text, need)
            if isinstance(soon, Refuted) or (need == "known" and isinstance(soon, Contained)):
                return soon
        return self._contained(*asked, text)

    def _contained(
        self, sent: Json, sent_at: Node, received: Json, received_at: Node, flow: Flow, text: Text, need: Need = ""
    ) -> Verdict:
        reading = self._reading(flow.sender, flow, sends=True, text=text, need=need)
        verdict = self._decided(sent, sent_at, received, received_at, flow, reading)
        if not isinstance(verdict, Refuted) or self.sources.loose is None or not self.sources.loose.found:
            return verdict
        strict = self._decided(sent, sent_at, received, received_at, flow, replace(reading, loose=None))
        return strict if isinstance(strict, Refuted) else verdict

    def _decided(
        self, sent: Json, sent_at: Node, received: Json, received_at: Node, flow: Flow, reading: Reading
    ) -> Verdict:
        hears = self._reading(flow.receiver, flow, sends=False, text=reading.text, need=reading.need)
        return decide(
            sent,
            received,
            reading,
            new_reading=hears,
            resolve=self.sources.resolve,
            new_resolve=self.sources.resolve,
            base=self.sources.base_of(sent_at, flow.sender),
            new_base=self.sources.base_of(received_at, self.receiving_side(flow)),
            steps=BY_NEED_STEPS if reading.need else DEFAULT_STEPS,
            session=self.session,
        )

    def sample(self, sent: Json, sent_at: Node, never: Json, flow: Flow) -> Refuted | None:
        """A value, written as text, that the sender may send and that `never` refuses; None where none is found."""
        base = self.sources.base_of(sent_at, flow.sender)
        reading = self._reading(flow.sender, flow, sends=True)
        found = decide(
            sent,
            never,
            replace(reading, text=flow.text),
            new_reading=replace(reading, declared_only=False),
            resolve=self.sources.resolve,
            base=base,
            new_base=base,
            steps=SAMPLE_STEPS,
            session=self.session,
        )
        return found if isinstance(found, Refuted) else None

    def holds(self, sent: Node, received: Node, flow: Flow, *, hoped: bool = False) -> bool:
        """Whether it is proved that the receiver's node accepts all that the sender's allows. `hoped`: taking what has
        the same name on both sides for the same, which is compared on its own."""
        demand = self.sources.pin(received, self.receiving_side(flow))
        asked = self.sources.pin(sent, flow.sender), sent, demand, received, flow
        verdict = self._contained(*asked, "", "hoped") if hoped else self.contained(*asked, by_need=True)
        return isinstance(verdict, Contained)

    def allows_no_more(self, received: Node, sent: Node, flow: Flow) -> bool:
        """Whether it is proved that the receiver's node, as it is written, accepts only what the sender's allows."""
        verdict = decide(
            self.sources.pin(received, flow.receiver),
            self.sources.pin(sent, flow.sender),
            self._reading(flow.receiver, flow, sends=False),
            new_reading=self._reading(flow.sender, flow, sends=False),
            resolve=self.sources.resolve,
            new_resolve=self.sources.resolve,
            base=self.sources.base_of(received, flow.receiver),
            new_base=self.sources.base_of(sent, flow.sender),
            session=self.session,
        )
        return isinstance(verdict, Contained)

    def equal(self, base: Node, revision: Node, flow: Flow, *, hoped: bool = False) -> bool:
        """Whether it is proved, or `hoped` as in `holds`, that two nodes allow the same."""
        sent, received = (base, revision) if flow.sender == BASE else (revision, base)
        return self.holds(sent, received, flow, hoped=hoped) and self.holds(received, sent, flow.mirror(), hoped=hoped)

    def accepted(self, value: Json, received: Json, received_at: Node, flow: Flow) -> bool | None:
        """Whether the receiver accepts a value, by the independent validator; None where it cannot say."""
        return self._valid(value, self._hearing(received, received_at, flow))

    def sends(self, value: Json, sent: Json, sent_at: Node, flow: Flow) -> bool | None:
        """Whether the sender's schema accepts a value, by the independent validator; None where it cannot say."""
        return self._valid(value, self._saying(sent, sent_at, flow))

    def each_shows(
        self, values: tuple[Json, ...], sent: Json, sent_at: Node, received: Json, received_at: Node, flow: Flow
    ) -> list[bool]:
        """Of each value whether the sender's schema accepts it and the receiver does not, by the independent validator;
        none where it cannot say."""
        sides = self._saying(sent, sent_at, flow), self._hearing(received, received_at, flow)
        try:
            said, heard = (tuple(side.accepts_each(values)) for side in sides)
        except CANNOT_SAY:
            return []
        return [is_said and not is_heard for is_said, is_heard in zip(said, heard, strict=True)]

    def _hearing(self, received: Json, received_at: Node, flow: Flow) -> Validated:
        reading = self._reading(flow.receiver, flow, sends=False, text=flow.text)
        base = self.sources.base_of(received_at, self.receiving_side(flow))
        side = Side(received, reading, base, self.sources.resolve)
        return Validated(side, self.session.compiler(side), received=True)

    def _saying(self, sent: Json, sent_at: Node, flow: Flow) -> Validated:
        reading = self._reading(flow.sender, flow, sends=True)
        side = Side(sent, reading, self.sources.base_of(sent_at, flow.sender), self.sources.resolve)
        return Validated(side, self.session.compiler(side), received=False)

    def _valid(self, value: Json, side: Validated) -> bool | None:
        try:
            return side.accepts_text(value)
        except CANNOT_SAY:
            return None

    def plain(self) -> Reading:
        """The base as it is written, in either direction."""
        return Reading(dialect=NAMES.get(self.base_dialect, "openapi-3.1"), formats=self.formats)

    @property
    def formats(self) -> Literal["annotations", "assertions"]:
        return "annotations" if self.tolerances.formats_are_annotations else "assertions"

    def _reading(self, side: str, flow: Flow, *, sends: bool, text: Text = "", need: Need = "") -> Reading:
        key = (side, flow.direction is Direction.INBOUND, sends, text, need, self.sources.loose)
        if key not in self.readings:
            self.readings[key] = Reading(
                dialect=NAMES.get(self.dialect(side), "openapi-3.1"),
                formats=self.formats,
                direction="inbound" if flow.direction is Direction.INBOUND else "outbound",
                declared_only=sends and self.tolerances.undeclared_properties,
                text=text,
                need=need,
                loose=self.sources.loose,
            )
        return self.readings[key]
