"""Variants that only one release knows, and values that fit two where one is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from catalog.model.http import Direction
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.discriminators import leads, mapping_of
from governance.compatibility.payloads.flat import Flat, flatten
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.overlaps import tagged_apart
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.payloads.words import is_null
from governance.compatibility.sameness import Sameness
from governance.compatibility.schema import Refuted, Undecided, Verdict


def variation(both: Both, judge: Judge, sameness: Sameness, flow: Flow) -> Iterator[Local]:
    """Branches of matched unions that are gone or new. What the other branches still accept is no loss."""
    if both.variants.matched:
        yield from _at_once(both, judge, sameness, flow)
        yield from _untagged(both, judge, flow)
    gone, new = both.variants.removed, both.variants.added
    inbound = flow.direction is Direction.INBOUND
    for name, node in gone if inbound else new:
        yield from _sent_only(both, name, node, judge, flow)
    kind = "inbound-variant-added" if inbound else "outbound-variant-removed"
    for name, node in new if inbound else gone:
        if _is_still_accepted(node, both.side(flow.sender), judge, flow):
            continue
        base, revision = (None, node) if inbound else (node, None)
        yield Local(kind, (), base, revision, (("variant", name),))


def _is_still_accepted(node: Node, others: Flat, judge: Judge, flow: Flow) -> bool:
    """Whether the other release's branches accept what the receiver's branch does; none does that is told apart."""
    flat, sides = flatten(node, flow.receiver, judge.sources), (flow.receiver, flow.sender)
    branches = [flatten(each, flow.sender, judge.sources) for each in (others.union or ("", ()))[1]]
    if branches and all(tagged_apart(flat, each, sides, judge.sources) for each in branches):
        return False
    return judge.holds(node, others.node, flow.mirror(), hoped=True)


def _sent_only(both: Both, name: str, node: Node, judge: Judge, flow: Flow) -> Iterator[Local]:
    """A branch that may be sent and that the receiver does not name."""
    receiver = both.side(flow.receiver).node
    demand = judge.sources.pin(receiver, judge.receiving_side(flow))
    sent: Json = {"allOf": [judge.sources.pin(each, flow.sender) for each in (both.side(flow.sender).node, node)]}
    verdict = judge.contained(sent, node, demand, receiver, flow, by_need=True)
    nodes = (node, receiver) if flow.sender == BASE else (receiver, node)
    if isinstance(verdict, Refuted) and is_null(node.value):
        yield Local(_kind(flow, "null"), (), *nodes, (), demand, verdict.witness)
    else:
        yield from _told(verdict, nodes, (("variant", name),), demand, flow)


def _told(
    verdict: Verdict, nodes: tuple[Node, Node], facts: tuple[tuple[str, str], ...], demand: Json, flow: Flow
) -> Iterator[Local]:
    """What is sent and refused, or that nobody can tell."""
    if isinstance(verdict, Refuted):
        yield Local(_kind(flow), (), *nodes, facts, demand, verdict.witness)
    elif isinstance(verdict, Undecided):
        yield Local("schema-undecided", (), *nodes, (*facts, ("reason", verdict.reason)))


def _kind(flow: Flow, what: str = "variant") -> str:
    return f"inbound-{what}-narrowed" if flow.direction is Direction.INBOUND else f"outbound-{what}-widened"


def _untagged(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """A discriminator that the receiver alone has lists the values of its property (SEMANTICS §3)."""
    sent, received = both.side(flow.sender), both.side(flow.receiver)
    told = received.keyword("discriminator")
    name = told.get("propertyName") if isinstance(told, dict) else None
    if not isinstance(name, str) or sent.keyword("discriminator") is not None or not _is_named(received):
        return
    demand: Json = {"properties": {name: {"enum": [*sorted({*mapping_of(received), *leads(received)})]}}}
    pinned = judge.sources.pin(sent.node, flow.sender)
    verdict = judge.contained(pinned, sent.node, demand, received.node, flow, by_need=True)
    subject = (("subject", f"an unmapped value of {name}"),)
    yield from _told(verdict, (both.base.node, both.revision.node), subject, demand, flow)


def _is_named(flat: Flat) -> bool:
    """Whether each variant has a name that the discriminator may say."""
    branches = flat.union[1] if flat.union is not None else ()
    return all(isinstance(branch.value, dict) and "$ref" in branch.value for branch in branches)


MOST_PAIRS = 400
"""Of variants that may be fitted at once; more than that are not looked at, and said to be undecided."""
AT_ONCE = (("subject", "a value of two variants at once"),)


def _at_once(both: Both, judge: Judge, sameness: Sameness, flow: Flow) -> Iterator[Local]:
    """A oneOf refuses what fits two of its branches, which the sender's union may not say, or may say of others."""
    pairs = list(_may_meet(both, judge, sameness, flow)) if _is_exclusive(both, judge, flow) else []
    if not pairs:
        return
    nodes = both.base.node, both.revision.node
    if len(pairs) > MOST_PAIRS:
        yield Local("schema-undecided", (), *nodes, (("reason", "too many variants may be fitted at once"),))
        return
    side = judge.receiving_side(flow)
    refused: list[Json] = [{"not": {"allOf": [judge.sources.pin(node, side) for node in pair]}} for pair in pairs]
    demand: Json = {"allOf": refused}
    sent = both.side(flow.sender).node
    verdict = judge.contained(judge.sources.pin(sent, flow.sender), sent, demand, both.side(flow.receiver).node, flow)
    yield from _told(verdict, nodes, AT_ONCE, demand, flow)


def _is_exclusive(both: Both, judge: Judge, flow: Flow) -> bool:
    """Whether the receiver's union is a strict oneOf."""
    received, loose = both.side(flow.receiver), judge.sources.loose
    if received.union is None or received.union[0] != "oneOf" or received.keyword("discriminator") is not None:
        return False
    return loose is None or not loose(received.keyword("oneOf"))


def _may_meet(both: Both, judge: Judge, sameness: Sameness, flow: Flow) -> Iterator[tuple[Node, Node]]:
    """Branches of the receiver that nothing tells apart, and that are not both those of the sender's oneOf.

    Where a const or enum tells two apart, what does not say which it is counts as neither.
    """
    sent, received = both.side(flow.sender).union, both.side(flow.receiver).union
    nodes = received[1] if received is not None else ()
    kept = _kept(both, judge, sameness, flow) if sent is not None and sent[0] == "oneOf" else set[int]()
    sides = flow.receiver, flow.receiver
    flats = {id(node): flatten(node, flow.receiver, judge.sources) for node in nodes}
    for one, other in combinations(nodes, 2):
        is_told = id(one) in kept and id(other) in kept
        if not is_told and not tagged_apart(flats[id(one)], flats[id(other)], sides, judge.sources):
            yield one, other


def _kept(both: Both, judge: Judge, sameness: Sameness, flow: Flow) -> set[int]:
    """The receiver's branches that accept no more than the sender's of the same name: two of them meet only where
    two of the sender's do, which its oneOf refuses."""
    pairs = [pair[1:] if flow.receiver == BASE else (pair[2], pair[1]) for pair in both.variants.pairs]
    return {
        id(received)
        for received, sent in pairs
        if sameness.same(*((received, sent) if flow.receiver == BASE else (sent, received)))
        or _allows_no_more(received, sent, judge, flow)
    }


def _allows_no_more(received: Node, sent: Node, judge: Judge, flow: Flow) -> bool:
    """Whether the one is as narrow as the other; texts, which may be read in several ways, need them to be alike."""
    if not judge.allows_no_more(received, sent, flow):
        return False
    return not flow.text or judge.allows_no_more(sent, received, flow.mirror())
