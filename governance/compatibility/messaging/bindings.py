"""Bindings that say where or how often a message arrives, and the protocols that servers speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from catalog.model.address import name_text
from catalog.model.contract import Contract
from catalog.model.http import Server
from catalog.model.messaging import Channel
from catalog.model.node import Node, References
from catalog.model.source import Json
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.http.servers import gone
from governance.compatibility.payloads.words import ANNOTATIONS
from governance.compatibility.sides import Sides

ROUTING = (
    "topic", "queue", "exchange", "is", "key", "partitions", "replicas", "qos", "retain", "destination", "subject",
    "groupId", "clientId", "ack", "deliveryMode", "method", "type", "query", "headers", "channel", "destinationType",
    "destinations", "queues", "consumers", "name", "ordering", "orderingKey", "namespace", "persistence", "cc", "bcc",
    "replyTo", "responseTopic",
)  # fmt: skip

SCHEMAS = ("key", "groupId", "clientId", "query", "headers")
"""Members that are schemas where they are objects."""


class Bound(Protocol):
    """What bindings are written at: a channel, an operation, a message."""

    @property
    def node(self) -> Node: ...

    @property
    def bindings(self) -> dict[str, Json]: ...


def compare_bindings(sides: Sides, base: Bound, revision: Bound, where: Where) -> Iterator[Change]:
    """One change for each protocol whose routing changed; a binding's version and prose say nothing."""
    for protocol in sorted(set(base.bindings) | set(revision.bindings)):
        before = _routing(base.bindings.get(protocol), base.node, sides.base.references)
        after = _routing(revision.bindings.get(protocol), revision.node, sides.revision.references)
        differing = sorted(_differing(before, after))
        if not differing:
            continue
        told = facts(protocol=protocol, members=", ".join(differing))
        yield Change("binding-changed", where.inside(f"bindings.{protocol}"), base.node, revision.node, None, told)


def _routing(binding: Json, at: Node, references: References) -> dict[str, Json]:
    """Members that route, schemas among them written out, without words."""
    plain = _written_out(binding, at, references)
    return {name: value for name, value in plain.items() if name in ROUTING} if isinstance(plain, dict) else {}


Above = frozenset[tuple[str, tuple[str | int, ...]]]


def _written_out(value: Json, at: Node, references: References, above: Above = frozenset()) -> Json:
    """The value with references replaced by what they lead to, but for those that lead back to what holds them."""
    if isinstance(value, list):
        return [_written_out(item, at, references, above) for item in value]
    if not isinstance(value, dict):
        return value
    target = references.hop(Node(at.document, (), value)) if "$ref" in value else None
    if target is not None:
        place = (target.document.name, target.pointer)
        return "recursive" if place in above else _written_out(target.value, target, references, above | {place})
    written = {
        name: _written_out(item, at, references, above)
        for name, item in value.items()
        if not (name in ANNOTATIONS and not isinstance(item, dict)) and not name.startswith("x-")
    }
    return _in_one(written)


def _in_one(schema: dict[str, Json]) -> dict[str, Json]:
    """A schema and the members of its allOf as one, where no two of them say the same keyword."""
    parts = schema.get("allOf")
    made = {name: item for name, item in schema.items() if name != "allOf"}
    for part in parts if isinstance(parts, list) else ():
        if not isinstance(part, dict) or part.keys() & made.keys():
            return schema
        made |= part
    return made


def _differing(before: dict[str, Json], after: dict[str, Json]) -> Iterator[str]:
    """The members that say something else; schemas among them, if they allow something else."""
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one != other and not (name in SCHEMAS and _allow_the_same(one, other)):
            yield name


def _allow_the_same(one: Json, other: Json) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    from governance.compatibility.schema import Contained, Reading, decide

    reading = Reading(dialect="draft7")
    return all(isinstance(decide(*pair, reading), Contained) for pair in ((one, other), (other, one)))


def compare_event_servers(sides: Sides) -> Iterator[Change]:
    """A protocol that no server speaks any more, and addresses that changed; where none is listed any more, none is
    known."""
    base, revision = sides.base.servers, sides.revision.servers
    if not base:
        return
    spoken = {server.protocol.lower() for server in revision or base}
    for server in base:
        if server.protocol.lower() not in spoken:
            told = facts(protocol=server.protocol)
            yield Change(
                "protocol-removed",
                Where(f"@servers.{name_text(server.name)}", label=f"server {server.name}"),
                server.node,
                None,
                None,
                told,
            )
    told = gone(sides, base, revision, address_of)
    if told:
        nodes = base[0].node, revision[0].node if revision else None
        yield Change("server-changed", Where("@servers", label="servers"), *nodes, None, told)


def compare_channel_servers(sides: Sides, base: Channel, revision: Channel, where: Where) -> Iterator[Change]:
    """Servers that are still there and where the channel no longer is."""
    before, after = _servers_of(sides.base, base), _servers_of(sides.revision, revision)
    left = (before - after) & {address_of(server) for server in sides.revision.servers}
    if left:
        told = facts(base=", ".join(sorted(left)), revision=", ".join(sorted(after)) or "none")
        yield Change("server-changed", where.inside("servers"), base.node, revision.node, None, told)


def _servers_of(contract: Contract, channel: Channel) -> set[str]:
    """Addresses of those that the channel names; of all, where it names none that is there."""
    named = [server for server in contract.servers if server.name in channel.servers]
    return {address_of(server) for server in named or contract.servers}


def address_of(server: Server) -> str:
    """Host and path of one server: AsyncAPI 3 writes the protocol apart from them."""
    return server.url.partition("://")[2].rstrip("/") or server.url.rstrip("/")
