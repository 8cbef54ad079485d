"""Channels and operations that are references without an end: what they hold, nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.messaging import Channel, EventOperation
from catalog.model.node import Node
from catalog.model.templates import template_key
from governance.compatibility.change import Change, Where
from governance.compatibility.matching import Pair
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import lost, lost_members, top, undecided

Lost = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Unread:
    """Those of both releases, the base first: channels by key; operations by id, with what stands on a lost channel."""

    channels: tuple[Lost, Lost]
    operations: tuple[Lost, Lost]

    def hides_channel(self, pair: Pair[Channel]) -> bool:
        """Whether a channel is lost, or may be in the other release, where nobody can read."""
        present = pair.base, pair.revision
        return any(
            lost(channel.node) is not None if channel is not None else pair.either.key in held
            for held, channel in zip(self.channels, present, strict=True)
        )

    def hides(self, pair: Pair[EventOperation]) -> bool:
        """Whether an operation is on a lost channel, or the release that lacks it may have it where nobody can read."""
        return any(
            operation is None and (pair.either.channel.key in channels or pair.either.operation_id in operations)
            for channels, operations, operation in zip(
                self.channels, self.operations, (pair.base, pair.revision), strict=True
            )
        ) or any(lost(each.channel.node) is not None for each in (pair.base, pair.revision) if each is not None)

    def changes(self, sides: Sides) -> Iterator[Change]:
        """That it cannot be told what changed there."""
        for noun, (before, after) in (("channel", self.channels), ("operation", self.operations)):
            for key in sorted({**before, **after}):
                where = Where(f"{noun} {template_key(key)}")
                unknown = undecided(sides.sameness, before.get(key), after.get(key), where)
                if unknown is not None:
                    yield unknown


def unread(sides: Sides) -> Unread:
    """What both releases hold."""
    contracts = sides.base, sides.revision
    before, after = (lost_members(contract, top(contract, "channels")) for contract in contracts)
    operations = [_operations(contract) for contract in contracts]
    return Unread((before, after), (operations[0], operations[1]))


def _operations(contract: Contract) -> Lost:
    """AsyncAPI 3: those that are lost themselves, and those whose channel is."""
    if contract.specification.line.startswith("2."):
        return {}
    nowhere = {
        operation.operation_id: operation.channel.node
        for operation in contract.event_operations
        if operation.operation_id and operation.channel.node.pointer[:1] != ("channels",)
        if lost(operation.channel.node) is not None
    }
    return {**lost_members(contract, top(contract, "operations")), **nowhere}
