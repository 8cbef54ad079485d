"""Bindings that say where or how often a message arrives, and the protocols that servers speak."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.sides import Sides

ROUTING = (
    "topic", "queue", "exchange", "is", "key", "partitions", "replicas", "qos", "retain", "destination", "subject",
    "groupId", "clientId", "ack", "deliveryMode", "method", "type", "query", "headers", "channel",
)  # fmt: skip


def compare_bindings(
    base: dict[str, Json], revision: dict[str, Json], base_node: Node, revision_node: Node, where: Where
) -> Iterator[Change]:
    """One change for each protocol whose routing changed; a binding's version and prose say nothing."""
    for protocol in sorted(set(base) | set(revision)):
        before, after = _routing(base.get(protocol)), _routing(revision.get(protocol))
        if before == after:
            continue
        told = facts(protocol=protocol, members=", ".join(sorted(_differing(before, after))))
        yield Change("binding-changed", where.inside(f"bindings.{protocol}"), base_node, revision_node, None, told)


def _routing(binding: Json) -> dict[str, Json]:
    if not isinstance(binding, dict):
        return {}
    return {name: value for name, value in binding.items() if name in ROUTING}


def _differing(before: dict[str, Json], after: dict[str, Json]) -> Iterator[str]:
    yield from (name for name in {**before, **after} if before.get(name) != after.get(name))


def compare_event_servers(sides: Sides) -> Iterator[Change]:
    """A protocol that no server speaks any more, and addresses that changed."""
    base, revision = sides.base.servers, sides.revision.servers
    if not base or not revision:
        return
    spoken = {server.protocol.lower() for server in revision}
    for server in base:
        if server.protocol.lower() not in spoken:
            told = facts(protocol=server.protocol)
            yield Change("protocol-removed", Where("servers", server.name), server.node, None, None, told)
    gone = {server.url for server in base} - {server.url for server in revision}
    if gone:
        told = facts(base=", ".join(sorted(gone)), revision=", ".join(sorted({server.url for server in revision})))
        yield Change("server-changed", Where("servers"), base[0].node, revision[0].node, None, told)
