"""What the parameters of an address may be: text on the wire, said by whoever sends (SEMANTICS §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.model.http import Direction
from catalog.model.messaging import Channel, ChannelParameter
from catalog.model.node import Node
from catalog.model.schema import DRAFT_07, SchemaNode
from catalog.model.source import Json
from catalog.model.templates import segment_of, template_names
from governance.compatibility.change import Change, Where
from governance.compatibility.payloads.flat import SPELT
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import node_of, undecided

TEXT: dict[str, Json] = {"type": "string"}


def compare_address(
    sides: Sides, base: Channel, revision: Channel, direction: Direction, where: Where
) -> Iterator[Change]:
    """The parameters of one address, by position; those of another address are no business of these."""
    if base.address_key != revision.address_key:
        return
    before, after = _by_position(base), _by_position(revision)
    enums_alone = sides.base.specification.line[:1] != sides.revision.specification.line[:1]
    for position in sorted(before.keys() | after.keys()):
        inside = where.inside(part_of(position))
        one, other = before.get(position), after.get(position)
        unknown = undecided(sides.sameness, node_of(one), node_of(other), inside, direction)
        if unknown is not None:
            yield unknown
        else:
            schemas = _schema(base, one, enums_alone=enums_alone), _schema(revision, other, enums_alone=enums_alone)
            yield from sides.texts(*schemas, direction, inside, _unsaid(base, position))


def _unsaid(channel: Channel, position: int) -> frozenset[str]:
    """A parameter that is a whole word of the address is not empty."""
    is_word = segment_of(position, re.split("[/.]", channel.address_key)) is not None
    return frozenset(("",)) if is_word else frozenset()


def part_of(position: int) -> str:
    """`address[0]`."""
    return f"address[{position}]"


def schemas_of(channel: Channel) -> list[SchemaNode]:
    """What each parameter of an address may be."""
    known = _by_position(channel)
    names = template_names(channel.address or "")
    return [_schema(channel, known.get(position), enums_alone=False) for position in range(len(names))]


def _by_position(channel: Channel) -> dict[int, ChannelParameter]:
    return {parameter.position: parameter for parameter in channel.parameters if parameter.position is not None}


def _schema(channel: Channel, parameter: ChannelParameter | None, *, enums_alone: bool) -> SchemaNode:
    """AsyncAPI 2 has a schema, AsyncAPI 3 only an enum of texts: between the two, nothing but enums is compared. Its
    default is a word, for no address goes without the parameter."""
    value = parameter.node.value if parameter is not None else None
    holder = parameter.node if parameter is not None and isinstance(value, dict) else channel.node
    written = value if isinstance(value, dict) else {}
    own = written.get("schema")
    if own is not None and not enums_alone and not (isinstance(own, dict) and "default" in own):
        return SchemaNode(holder.child("schema"), DRAFT_07)
    said = own if isinstance(own, dict) else written
    kept = {word: said[word] for word in said if word != "default"} if said is own and not enums_alone else TEXT
    if "enum" in said:
        kept = {**kept, "enum": said["enum"]}
    return SchemaNode(Node(holder.document, (*holder.pointer, SPELT), kept), DRAFT_07)
