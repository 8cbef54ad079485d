"""Channels and what is sent and received there, AsyncAPI 2.x and 3.x in any mix."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Direction
from catalog.model.messaging import Action, Channel, EventOperation, Reply
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.security import compare_schemes
from governance.compatibility.matching import Pair, match_channels, match_event_operations
from governance.compatibility.messaging.access import compare_operation_security, compare_server_security
from governance.compatibility.messaging.addresses import compare_address
from governance.compatibility.messaging.bindings import compare_bindings, compare_channel_servers, compare_event_servers
from governance.compatibility.messaging.messages import compare_messages
from governance.compatibility.messaging.unread import unread
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import node_of, undecided


def compare_events(sides: Sides) -> Iterator[Change]:
    """Every difference between two releases of an event contract."""
    hidden = unread(sides)
    yield from hidden.changes(sides)
    for pair in match_channels(sides.base.channels, sides.revision.channels):
        if not hidden.hides_channel(pair):
            yield from _compare_channels(sides, pair)
    for operations in match_event_operations(sides.base.event_operations, sides.revision.event_operations):
        if not hidden.hides(operations):
            yield from _compare_operations(sides, operations)
    yield from compare_event_servers(sides)
    yield from compare_server_security(sides)
    yield from compare_schemes(sides)


def name_of(channel: Channel) -> str:
    """The address with its parameters left out, else the key."""
    return channel.address_key if channel.address is not None else channel.key


def _compare_channels(sides: Sides, pair: Pair[Channel]) -> Iterator[Change]:
    base, revision = pair.base, pair.revision
    where = Where(f"channel {name_of(pair.either)}")
    if revision is None and base is not None:
        if not _is_there(base, sides.revision):
            yield Change("channel-removed", where, base.node, None, None, facts(channel=name_of(base)))
    elif base is None and revision is not None:
        if not _is_there(revision, sides.base):
            yield Change("channel-added", where, None, revision.node, None, facts(channel=name_of(revision)))
    elif base is not None and revision is not None:
        yield from compare_bindings(sides, base, revision, where)
        yield from compare_channel_servers(sides, base, revision, where)
        if not _has_operation(sides.base, base):
            for direction in (Direction.INBOUND, Direction.OUTBOUND):
                yield from compare_address(sides, base, revision, direction, where)
                yield from compare_messages(sides, base.messages, revision.messages, direction, where)


def _is_there(channel: Channel, contract: Contract) -> bool:
    """Whether what a channel carries is in others of the same address, which are one to everybody who sends there."""
    others = [other for other in contract.channels if name_of(other) == name_of(channel)]
    return bool(others) and _names(channel) <= set[str]().union(*map(_names, others))


def _names(channel: Channel) -> set[str]:
    return {message.name for message in channel.messages}


def _has_operation(contract: Contract, channel: Channel) -> bool:
    """Whether somebody sends or receives there, if only a reply: then that says the direction. What was announced
    without one may go either way, whatever is said of it later."""
    return any(used.node == channel.node for operation in contract.event_operations for used in _used(operation))


def _used(operation: EventOperation) -> Iterator[Channel]:
    yield operation.channel
    if operation.reply is not None and operation.reply.channel is not None:
        yield operation.reply.channel


def _compare_operations(sides: Sides, pair: Pair[EventOperation]) -> Iterator[Change]:
    either = pair.either
    where = Where(f"{_action(sides, either)} {name_of(either.channel)}")
    base, revision = pair.base, pair.revision
    direction = sides.direction(either.direction)
    if revision is None and base is not None:
        if any(name_of(channel) == name_of(base.channel) for channel in sides.revision.channels):
            yield Change("operation-removed", where, base.node, None, direction, facts(operation=where.subject))
    elif base is None and revision is not None:
        yield Change("operation-added", where, None, revision.node, direction, facts(operation=where.subject))
    elif base is not None and revision is not None:
        yield from compare_address(sides, base.channel, revision.channel, direction, where)
        yield from compare_messages(sides, base.messages, revision.messages, direction, where)
        yield from compare_bindings(sides, base, revision, where)
        yield from compare_operation_security(sides, base, revision, where, direction)
        yield from _compare_replies(sides, base, revision, where)
        yield from _compare_words(base, revision, where)


def _action(sides: Sides, operation: EventOperation) -> str:
    action = operation.action
    if sides.swapped:
        action = Action.SEND if action is Action.RECEIVE else Action.RECEIVE
    return str(action.value)


def _compare_replies(sides: Sides, base: EventOperation, revision: EventOperation, where: Where) -> Iterator[Change]:
    before, after = base.reply, revision.reply
    inside = where.inside("reply")
    direction = sides.direction(base.action.reply_direction)
    if before is not None and after is None:
        yield Change("reply-removed", inside, before.node, None, direction)
    elif before is None and after is not None:
        yield Change("reply-added", inside, None, after.node, direction)
    elif before is not None and after is not None:
        yield from _compare_reply(sides, before, after, inside, direction)


def _compare_reply(sides: Sides, base: Reply, revision: Reply, where: Where, direction: Direction) -> Iterator[Change]:
    for nodes in ((base.node, revision.node), (node_of(base.channel), node_of(revision.channel))):
        unknown = undecided(sides.sameness, *nodes, where, direction)
        if unknown is not None:
            yield unknown
            return
    if _goes_to(base) != _goes_to(revision):
        told = facts(base=_goes_to(base), revision=_goes_to(revision))
        yield Change("reply-address-changed", where, base.node, revision.node, direction, told)
    if base.channel is not None and revision.channel is not None:
        yield from compare_address(sides, base.channel, revision.channel, direction, where)
    yield from compare_messages(sides, base.messages, revision.messages, direction, where)


def _goes_to(reply: Reply) -> str:
    return reply.address or (name_of(reply.channel) if reply.channel is not None else "")


def _compare_words(base: EventOperation, revision: EventOperation, where: Where) -> Iterator[Change]:
    if base.operation_id and revision.operation_id and base.operation_id != revision.operation_id:
        told = facts(base=base.operation_id, revision=revision.operation_id)
        yield Change("operation-id-changed", where, base.node, revision.node, None, told)
    if (base.title, base.summary, base.description) != (revision.title, revision.summary, revision.description):
        yield Change("description-changed", where, base.node, revision.node)
