"""What stands beside a union, seen together with its branches: a property may move from there into them, and back."""

from __future__ import annotations

from collections.abc import Sequence, Set

from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.declared import declared
from governance.compatibility.payloads.flat import TOGETHER, Flat, flatten
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.sources import BASE, REVISION


def as_seen(pair: tuple[Node, Node], holders: tuple[Flat, Flat], judge: Judge) -> tuple[Node, Node]:
    """Branches of base and revision, each with the properties beside its union that the other has inside."""
    before, after = (holder.properties.keys() for holder in holders)
    if before == after:
        return pair
    inside = _names(pair[0], BASE, judge), _names(pair[1], REVISION, judge)
    down, up = ((before - after) & inside[1]) - inside[0], ((after - before) & inside[0]) - inside[1]
    return _joined(pair[0], holders[0], down, BASE, judge), _joined(pair[1], holders[1], up, REVISION, judge)


def _joined(branch: Node, holder: Flat, names: Set[str], side: str, judge: Judge) -> Node:
    if not names:
        return branch
    beside: Json = {
        "properties": {name: judge.sources.pin(holder.properties[name], side) for name in sorted(names)},
        "required": [*sorted(names & holder.required)],
    }
    pointer = (*branch.pointer, TOGETHER, *sorted(names))
    return Node(branch.document, pointer, {"allOf": [judge.sources.pin(branch, side), beside]})


def loses_names(received: Flat, pairs: Sequence[tuple[str, Node, Node]], judge: Judge, flow: Flow) -> bool:
    """Whether a branch of a closed receiver declares less than the sender's, which only the whole union shows."""
    if judge.receiving_side(flow) != flow.receiver:
        return False
    return any(
        _names(base if flow.sender == BASE else revision, flow.sender, judge)
        - _names(revision if flow.sender == BASE else base, flow.receiver, judge)
        - received.properties.keys()
        for _, base, revision in pairs
    )


def _names(node: Node, side: str, judge: Judge) -> Set[str]:
    return declared(flatten(node, side, judge.sources), side, judge.sources).keys()
