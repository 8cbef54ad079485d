"""Variants that only one release knows."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.http import Direction
from catalog.model.node import Node
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.schema import Refuted, Undecided


def variation(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Branches of matched unions that are gone or new. What the other branches still accept is no loss."""
    gone, new = both.variants.removed, both.variants.added
    inbound = flow.direction is Direction.INBOUND
    for name, node in gone if inbound else new:
        yield from _sent_only(both, name, node, judge, flow)
    kind = "inbound-variant-added" if inbound else "outbound-variant-removed"
    for name, node in new if inbound else gone:
        if judge.holds(node, both.side(flow.sender).node, flow.mirror()):
            continue
        base, revision = (None, node) if inbound else (node, None)
        yield Local(kind, (), base, revision, (("variant", name),))


def _sent_only(both: Both, name: str, node: Node, judge: Judge, flow: Flow) -> Iterator[Local]:
    """A branch that may be sent and that the receiver does not name."""
    receiver = both.side(flow.receiver).node
    demand = judge.sources.pin(receiver, judge.receiving_side(flow))
    verdict = judge.contained(judge.sources.pin(node, flow.sender), node, demand, receiver, flow)
    base, revision = (node, receiver) if flow.sender == BASE else (receiver, node)
    named = (("variant", name),)
    if isinstance(verdict, Refuted):
        kind = "inbound-variant-narrowed" if flow.direction is Direction.INBOUND else "outbound-variant-widened"
        yield Local(kind, (), base, revision, named, demand, verdict.witness)
    elif isinstance(verdict, Undecided):
        yield Local("schema-undecided", (), base, revision, (*named, ("reason", verdict.reason)))
