"""Messages of one direction: taken away, added, and what changed in their payload and headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from catalog.model.http import Direction
from catalog.model.messaging import Message
from catalog.model.node import Node
from catalog.model.schema import DRAFT_07, SchemaNode
from catalog.wire.media_types import parse_media_type
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.matching import Pair, match_messages
from governance.compatibility.messaging.bindings import compare_bindings
from governance.compatibility.sameness import spelled
from governance.compatibility.sides import CompareSchemas, Sides
from governance.compatibility.unresolved import node_of, undecided

MAX_ASKED = 400
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
        if before is None or after is None or _are_called_otherwise(one, other):
            return False
        if not (before.is_json_schema and after.is_json_schema):
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
    """The only message that lost its key to the only other one was renamed, which nothing on the wire shows; not where
    both say themselves that they are called otherwise."""
    if len(pairs) != 2 or pairs[0].revision is not None or pairs[1].base is not None:
        return pairs
    is_other = _are_called_otherwise(pairs[0].either, pairs[1].either)
    return pairs if is_other else (Pair(pairs[0].base, pairs[1].revision),)


def _are_called_otherwise(one: Message, other: Message) -> bool:
    before, after = _own_name(one), _own_name(other)
    return bool(before and after) and before != after


def _own_name(message: Message) -> str:
    name = message.node.value.get("name") if isinstance(message.node.value, dict) else None
    return name if isinstance(name, str) else ""


def _compare(sides: Sides, pair: Pair[Message], direction: Direction, where: Where) -> Iterator[Change]:
    base, revision = pair.base, pair.revision
    unknown = undecided(sides.sameness, node_of(base), node_of(revision), where, direction)
    if unknown is not None:
        yield unknown
    elif revision is None and base is not None:
        kind = "message-removed" if direction is Direction.OUTBOUND else "received-message-removed"
        yield Change(kind, where, base.node, None, direction, facts(message=base.name or NAMELESS))
    elif base is None and revision is not None:
        kind = "message-added" if direction is Direction.OUTBOUND else "received-message-added"
        yield Change(kind, where, None, revision.node, direction, facts(message=revision.name or NAMELESS))
    elif base is not None and revision is not None:
        yield from _compare_both(sides, base, revision, direction, where)


NAMELESS = "without a name"


def _compare_both(
    sides: Sides, base: Message, revision: Message, direction: Direction, where: Where
) -> Iterator[Change]:
    if not _is_one_type(base.content_type or JSON, revision.content_type or JSON):
        told = facts(base=base.content_type or "none", revision=revision.content_type or "none")
        yield Change("content-type-changed", where, base.node, revision.node, direction, told)
    if base.correlation_id != revision.correlation_id:
        told = facts(base=base.correlation_id or "none", revision=revision.correlation_id or "none")
        yield Change("correlation-id-changed", where, base.node, revision.node, direction, told)
    yield from compare_bindings(sides, base, revision, where)
    compare, inside = _comparer(sides, base), where.inside("payload")
    yield from _compare_payload(compare, sides, base.payload, revision.payload, direction, inside)
    if base.headers is not None or revision.headers is not None:
        before, after = _as_object(base), _as_object(revision)
        yield from _compare_payload(sides.schemas, sides, before, after, direction, where.inside("headers"))
    if (base.title, base.summary, base.description) != (revision.title, revision.summary, revision.description):
        yield Change("description-changed", where, base.node, revision.node)


JSON = "application/json"
"""How a payload that a schema describes is written where nobody says it."""


def _is_one_type(base: str, revision: str) -> bool:
    """Whether two media types are one: letters, white space and the charset of what is UTF-8 anyway aside."""
    return _meant(base) == _meant(revision)


def _meant(name: str) -> object:
    parsed = parse_media_type(name)
    if parsed is None:
        return name
    parameters = tuple(sorted(each for each in parsed.parameters if each[0] != "charset"))
    return parsed.type, parsed.subtype, parameters


def _comparer(sides: Sides, message: Message) -> CompareSchemas:
    parsed = parse_media_type(message.content_type or JSON)
    if parsed is None:
        return sides.schemas
    return sides.texts if parsed.is_text else sides.xml if parsed.is_xml else sides.schemas


def _as_object(message: Message) -> SchemaNode:
    """The schema of the headers, which are an object whether it says so or not."""
    held = message.headers
    if held is None:
        node = Node(message.document, (*message.pointer, "headers"), {"type": "object"})
        return SchemaNode(node, DRAFT_07)
    value = held.node.value
    if not isinstance(value, dict) or "type" in value or "$ref" in value:
        return held
    return SchemaNode(Node(held.document, held.pointer, {**value, "type": "object"}), held.dialect)


def _compare_payload(
    compare: CompareSchemas, sides: Sides, base: SchemaNode | None, revision: SchemaNode | None, direction: Direction,
    where: Where,
) -> Iterator[Change]:  # fmt: skip
    """Payload languages other than JSON Schema are compared as they are written: equal, or changed and undecided."""
    foreign = [side for side in (base, revision) if side is not None and not side.is_json_schema]
    if not foreign:
        yield from compare(base, revision, direction, where)
    elif base is None or revision is None or not sides.sameness.same(base.node, revision.node):
        before, after = (side.node if side is not None else None for side in (base, revision))
        yield Change("opaque-payload-changed", where, before, after, direction, facts(language=foreign[0].dialect))
