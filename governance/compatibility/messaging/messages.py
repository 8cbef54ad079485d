"""Messages of one direction: taken away, added, and what changed in their payload and headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from catalog.model.http import Direction
from catalog.model.messaging import Message
from catalog.model.schema import SchemaNode
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.matching import Pair, match_messages
from governance.compatibility.messaging.bindings import compare_bindings
from governance.compatibility.sameness import spelled
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import node_of, undecided

MAX_ASKED = 64
"""How many pairs of messages whose names tell nothing are looked at for equality of what they allow."""


def compare_messages(
    sides: Sides, base: Sequence[Message], revision: Sequence[Message], direction: Direction, where: Where
) -> Iterator[Change]:
    """Pairs by name, then by equal payload; a single message on both sides is the same one."""
    pairs = match_messages(base, revision, _likenesses(sides, direction))
    for pair in _joined(pairs):
        inside = where if len(base) == len(revision) == 1 else where.inside(pair.either.name)
        yield from _compare(sides, pair, direction, inside)


def _likenesses(sides: Sides, direction: Direction) -> tuple[Callable[[Message, Message], bool], ...]:
    """What tells which message is which where names do not, the surest first; what says nothing is like nothing."""
    asked = count()

    def same(one: SchemaNode | None, other: SchemaNode | None) -> bool:
        return one is not None and other is not None and sides.sameness.same(one.node, other.node)

    def equal(one: Message, other: Message) -> bool:
        before, after = one.payload, other.payload
        if before is None or after is None or not (before.is_json_schema and after.is_json_schema):
            return False
        return next(asked) < MAX_ASKED and sides.equal(before, after, direction)

    return (
        lambda one, other: sides.sameness.same(one.node, other.node),
        lambda one, other: spelled(one.node.value) == spelled(other.node.value),
        lambda one, other: same(one.headers, other.headers) and same(one.payload, other.payload),
        lambda one, other: same(one.payload, other.payload),
        lambda one, other: same(one.headers, other.headers),
        equal,
    )


def _joined(pairs: Sequence[Pair[Message]]) -> Sequence[Pair[Message]]:
    """One message that lost its name to the only other one was renamed, which nothing on the wire shows."""
    if len(pairs) == 2 and pairs[0].revision is None and pairs[1].base is None:
        return (Pair(pairs[0].base, pairs[1].revision),)
    return pairs


def _compare(sides: Sides, pair: Pair[Message], direction: Direction, where: Where) -> Iterator[Change]:
    base, revision = pair.base, pair.revision
    unknown = undecided(sides.sameness, node_of(base), node_of(revision), where, direction)
    if unknown is not None:
        yield unknown
    elif revision is None and base is not None:
        kind = "message-removed" if direction is Direction.OUTBOUND else "received-message-removed"
        yield Change(kind, where, base.node, None, direction, facts(message=base.name))
    elif base is None and revision is not None:
        kind = "message-added" if direction is Direction.OUTBOUND else "received-message-added"
        yield Change(kind, where, None, revision.node, direction, facts(message=revision.name))
    elif base is not None and revision is not None:
        yield from _compare_both(sides, base, revision, direction, where)


def _compare_both(
    sides: Sides, base: Message, revision: Message, direction: Direction, where: Where
) -> Iterator[Change]:
    if (base.content_type or JSON) != (revision.content_type or JSON):
        told = facts(base=base.content_type or "none", revision=revision.content_type or "none")
        yield Change("content-type-changed", where, base.node, revision.node, direction, told)
    if base.correlation_id != revision.correlation_id:
        told = facts(base=base.correlation_id or "none", revision=revision.correlation_id or "none")
        yield Change("correlation-id-changed", where, base.node, revision.node, direction, told)
    yield from compare_bindings(sides, base, revision, where)
    yield from _compare_payload(sides, base.payload, revision.payload, direction, where.inside("payload"))
    yield from _compare_payload(sides, base.headers, revision.headers, direction, where.inside("headers"))
    if (base.title, base.summary, base.description) != (revision.title, revision.summary, revision.description):
        yield Change("description-changed", where, base.node, revision.node)


JSON = "application/json"
"""How a payload that a schema describes is written where nobody says it."""


def _compare_payload(
    sides: Sides, base: SchemaNode | None, revision: SchemaNode | None, direction: Direction, where: Where
) -> Iterator[Change]:
    """Payload languages other than JSON Schema are compared as they are written: equal, or changed and undecided."""
    foreign = [side for side in (base, revision) if side is not None and not side.is_json_schema]
    if not foreign:
        yield from sides.schemas(base, revision, direction, where)
    elif base is None or revision is None or not sides.sameness.same(base.node, revision.node):
        before, after = (side.node if side is not None else None for side in (base, revision))
        yield Change("opaque-payload-changed", where, before, after, direction, facts(language=foreign[0].dialect))
