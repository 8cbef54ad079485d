"""The complete message of a finding, verified against the operation in both releases, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.http import Direction, Operation
from catalog.model.pointer import print_pointer
from catalog.model.source import Json, Pointer
from catalog.model.specification import Family
from governance.compatibility.change import Change, Where
from governance.compatibility.matching import Pair
from governance.compatibility.payloads.judge import Judge
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.roots import PayloadChange
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.witnesses.asking import Asking
from governance.compatibility.witnesses.messages import Unsampled
from governance.compatibility.witnesses.places import Operations
from governance.compatibility.witnesses.pointing import differing
from governance.compatibility.witnesses.value import Whole, whole_value
from governance.findings import Side, Witness

if TYPE_CHECKING:
    from governance.compatibility.witnesses.exchange import Exchange

# What writes HTTP and what writes events is imported when it is needed: a comparison needs one of them at most.
__all__ = ["Completion"]


@dataclass(frozen=True, slots=True)
class Completion:
    """Builds the messages of one comparison. `operations` finds where they go, `asking` what they may say."""

    base: Contract
    revision: Contract
    operations: Operations
    asking: Asking
    swapped: bool

    @classmethod
    def of(
        cls, base: Contract, revision: Contract, judge: Judge, path_versions: Sequence[str], *, swapped: bool
    ) -> Completion:
        """For two releases, with the sources and proofs of the judge that compared them."""
        asking = Asking.of(judge)
        return cls(base, revision, Operations(base, revision, path_versions, swapped=swapped), asking, swapped)

    def witness(self, change: Change | PayloadChange) -> Witness | None:
        """The message that shows a change; None where none can be written or verified."""
        try:
            if isinstance(change, PayloadChange):
                return self._of_payload(change)
            return self._of_structure(change)
        except Unsampled:
            return None

    def _of_payload(self, change: PayloadChange) -> Witness | None:
        whole = whole_value(change, self.asking)
        if whole is None or change.shown is None:
            return None
        steps = _steps(change)
        below, value = differing(whole.value, steps)
        written = self._written(change.shown.root.where, whole)
        if written is None:
            return None
        message, pointer = written
        inside = isinstance(_at(message, pointer), dict | list)
        return Witness(message, print_pointer((*pointer, *(below if inside else ()))), value, _side(whole.spot.side))

    def _written(self, where: Where, whole: Whole) -> tuple[dict[str, Json], Pointer] | None:
        """The message around a whole value, and where in it the value stands."""
        if self.base.specification.family is Family.ASYNCAPI:
            from governance.compatibility.witnesses.events import write_event

            return write_event(self.operations, self.asking, where, whole)
        from governance.compatibility.witnesses.shapes import write_part

        exchange = self._exchange(where, whole.spot.side)
        return write_part(exchange, whole) if exchange is not None else None

    def _of_structure(self, change: Change) -> Witness | None:
        side = REVISION if change.direction is Direction.OUTBOUND else BASE
        if change.kind == "content-type-changed":
            from governance.compatibility.witnesses.events import write_content_type

            found = write_content_type(self.operations, self.asking, change.where, side, change.direction)
            return Witness(found, "/contentType", found["contentType"], _side(side)) if found else None
        from governance.compatibility.witnesses.shapes import BY_KIND

        shape = BY_KIND.get(change.kind)
        exchange = self._exchange(change.where, side) if shape is not None else None
        shown = shape(exchange) if shape is not None and exchange is not None else None
        return Witness(shown.message, shown.pointer, shown.value, _side(side)) if shown is not None else None

    def _exchange(self, where: Where, side: str) -> Exchange | None:
        """The operation of a place on the side that says the message."""
        pair, part = self.operations.http(where)
        said, heard = (_of(pair, each) for each in (side, REVISION if side == BASE else BASE))
        if said is None or heard is None:
            return None
        direction = said.request_direction
        if self.swapped:
            direction = Direction.OUTBOUND if direction is Direction.INBOUND else Direction.INBOUND
        from governance.compatibility.witnesses.exchange import Exchange

        contracts = (self.base, self.revision) if side == BASE else (self.revision, self.base)
        routes = self.operations.routes
        return Exchange(self.asking, routes, side, direction, said, heard, part, where.path, *contracts)


def _of(pair: Pair[Operation] | None, name: str) -> Operation | None:
    return None if pair is None else pair.base if name == BASE else pair.revision


def _side(name: str) -> Side:
    return Side.BASE if name == BASE else Side.REVISION


def _steps(change: PayloadChange) -> tuple[Step, ...]:
    return (*change.shown.steps, *change.steps) if change.shown is not None else ()


def _at(message: Json, pointer: Pointer) -> Json:
    for token in pointer:
        message = message.get(str(token)) if isinstance(message, dict) else None
    return message
