"""Bodies, parameters, headers and payloads as a whole: where payload changes are proved and whom they reach."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from catalog.frozen import dataclass, replace
from catalog.model.http import Direction
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from catalog.samples.texts import other_readings
from governance.compatibility.change import Change, Where
from governance.compatibility.payloads.judge import Judge, flow_of
from governance.compatibility.payloads.local import READ_LOOSELY, Step, constrained, path_of
from governance.compatibility.payloads.pairs import Local
from governance.compatibility.payloads.placing import Placing
from governance.compatibility.payloads.walk import Key, Walk
from governance.compatibility.payloads.ways import Reached, Root, Way, change_node
from governance.compatibility.payloads.xml import KINDS, as_xml, at_its_place
from governance.compatibility.schema import Contained, Refuted, Undecided
from governance.compatibility.schema.reading import Text

ABSENT = "(absent)"
"""The token of what stands for a schema that a release lacks; what comes before it is of the other release."""
TRIES = 4
"""How many of the roots that a shared change reaches are tried for a message before it counts as masked."""


@dataclass(frozen=True, slots=True)
class PayloadChange:
    """A change of what may be said at one place, with all places that it reaches and the value that shows it.

    `value` is a whole value of the root of `shown`, which is None where no payload can show the change.
    """

    change: Change
    reached: tuple[Root, ...]
    value: Json = None
    shown: Reached | None = None
    steps: tuple[Step, ...] = ()
    """From the shared part to the place that changed."""
    place_only: bool = False
    """Whether `value` is that of the place alone, for no whole value was found: the change is undecided as yet."""


class Payloads:
    """Gathers roots while the contracts are compared, then tells every change once."""

    def __init__(self, walk: Walk, judge: Judge) -> None:
        self._walk, self._judge = walk, judge
        self._roots: list[Root] = []
        self._placing = Placing(judge)
        self._demands = 0

    def compare(
        self, base: SchemaNode | None, revision: SchemaNode | None, direction: Direction, where: Where,
        unsaid: Collection[str] = (), *, text: Text, is_xml: bool = False,
    ) -> Iterator[Change]:  # fmt: skip
        """Remember a pair of roots; a schema that only one side has is one that allows anything on the other."""
        if base is None and revision is None:
            return
        before = base.node if base is not None else _anything(revision)
        after = revision.node if revision is not None else _anything(base)
        self._roots.append(Root(where, before, after, flow_of(direction, text), unsaid, is_xml))
        yield from ()

    def changes(self) -> Iterator[PayloadChange]:
        """Every change of every pair below the roots, in the order of the first place that it reaches."""
        keys: dict[Key, list[Root]] = {}
        named = {id(root): (root.where.error, str(root.where)) for root in self._roots}
        for root in sorted(self._roots, key=lambda r: (*named[id(r)], r.flow.direction.value)):
            key = self._walk.start(root.base, root.revision, root.flow)
            if key is not None:
                keys.setdefault(key, []).append(root)
        order = {key: number for number, key in enumerate(keys)}
        changed = [(key, outcome.changes) for key, outcome in self._walk.explored(keys) if outcome.changes]
        for key, changes in changed:
            far = self._walk.above(key)
            starts = sorted(far.keys() & keys.keys(), key=order.__getitem__)
            ways = [Way(root, start, far[start]) for start in starts for root in keys[start]]
            ways.sort(key=lambda way: (*_effort(way), named[id(way.root)]))
            yield from self._all_told(changes, ways, far)

    def _all_told(self, changes: list[Local], ways: list[Way], far: dict[Key, int]) -> Iterator[PayloadChange]:
        """The changes of one pair, which the ways lead to."""
        first, roots = self._reached(ways[0], far), tuple(way.root for way in ways)
        if first.root.is_xml:
            changes = [as_xml(change, self._judge.sources) for change in changes]
        demands = [change for change in changes if change.demand is not None]
        tried = [self._reached(way, far) for way in ways[:TRIES]] if demands else []
        soon = self._placing.shown_at_once(demands, tried[0]) if demands else {}
        for change in changes:
            if change.kind in KINDS:
                yield from self._written(change, ways, far)
            elif change.demand is None:
                yield PayloadChange(_change(change, first), roots)
            elif id(change) in soon:
                yield PayloadChange(_change(change, first), roots, soon[id(change)].witness, tried[0], change.steps)
            else:
                yield from self._told(change, first, roots, tried)

    def _written(self, change: Local, ways: list[Way], far: dict[Key, int]) -> Iterator[PayloadChange]:
        """A change that only shows where bodies are XML."""
        reached = [self._reached(way, far) for way in ways if way.root.is_xml]
        told = at_its_place(change, (*reached[0].steps, *change.steps)) if reached else None
        if told is not None:
            yield PayloadChange(_change(told, reached[0]), tuple(each.root for each in reached))

    def _told(
        self, change: Local, first: Reached, roots: tuple[Root, ...], tried: list[Reached]
    ) -> Iterator[PayloadChange]:
        undecided: list[str] = []
        is_text = first.root.flow.text
        for candidate in tried:
            shown = self._shown_as_text if candidate.root.flow.text else self._shown
            verdict = shown(change, candidate)
            if isinstance(verdict, Refuted):
                yield PayloadChange(_change(change, first), roots, verdict.witness, candidate, change.steps)
                return
            if isinstance(verdict, Undecided):
                undecided.append(verdict.reason)
        if undecided and is_text:
            yield PayloadChange(_change(change, first), roots, change.value, first, change.steps, place_only=True)
        elif undecided:
            told = Local("schema-undecided", change.steps, change.base, change.revision, (("reason", undecided[0]),))
            yield PayloadChange(_change(told, first), roots)

    def _reached(self, way: Way, far: dict[Key, int]) -> Reached:
        return Reached(way.root, self._walk.steps(way.start, far))

    def _shown_as_text(self, change: Local, reached: Reached) -> Contained | Refuted | Undecided:
        """A whole value that says what the receiver no longer wants to hear, however its texts are read."""
        root, judge = reached.root, self._judge
        soon = self._placing.shown(change, reached)
        if soon is not None:
            return soon
        sent, received = root.side(root.flow.sender), root.side(root.flow.receiver)
        steps = (*reached.steps, *change.steps)
        whole: Json = judge.sources.pin(sent, root.flow.sender)
        if not root.is_body:
            whole = {"allOf": [whole, {"not": root.never}]}
        target = judge.sources.pin(received, judge.receiving_side(root.flow))
        for reading in (change.value, *other_readings(change.value)):
            held = judge.sample(whole, sent, constrained(steps, {"not": {"enum": [reading]}}), root.flow)
            if held is None or not root.says(held.witness):
                continue
            if judge.accepted(held.witness, target, received, root.flow) is False:
                return held
        said: Json = {"allOf": [whole, {"not": constrained(steps, self._pinned(change, received, root))}]}
        verdict = judge.contained(said, sent, target, received, root.flow, text=root.flow.text)
        if isinstance(verdict, Refuted) and not root.says(verdict.witness):
            return Undecided("no value was found whose text shows it")
        if isinstance(verdict, Refuted) and judge.accepted(verdict.witness, target, received, root.flow) is not False:
            return Undecided("no validator could judge the whole message")
        return verdict

    def _pinned(self, change: Local, received: Node, root: Root) -> Json:
        """A reference to what the receiver demands, whose own references start where it stands."""
        node = change_node(change, received, root)
        self._demands += 1
        demand = Node(node.document, (*node.pointer, "(demand)", self._demands), change.demand)
        return self._judge.sources.pin(demand, self._judge.receiving_side(root.flow))

    def _shown(self, change: Local, reached: Reached) -> Contained | Refuted | Undecided:
        """A whole value that the sender may send and the receiver rejects, because of this change."""
        root, judge = reached.root, self._judge
        soon = self._placing.shown(change, reached)
        if soon is not None:
            return soon
        sent, received = root.side(root.flow.sender), root.side(root.flow.receiver)
        demand = self._placing.demand(change, reached)
        whole = judge.sources.pin(sent, root.flow.sender)
        verdict = judge.contained(whole, sent, demand, change_node(change, received, root), root.flow, by_need=True)
        if not isinstance(verdict, Refuted):
            return verdict
        target = judge.sources.pin(received, judge.receiving_side(root.flow))
        if judge.accepted(verdict.witness, target, received, root.flow) is True:
            demand = {"anyOf": [demand, target]}  # what is masked at this value need not be at all others
            verdict = judge.contained(whole, sent, demand, change_node(change, received, root), root.flow)
            if not isinstance(verdict, Refuted):
                return verdict
        if judge.accepted(verdict.witness, target, received, root.flow) is not False:
            return Undecided("no validator could judge the whole message")
        return verdict


def _effort(way: Way) -> tuple[bool, bool, bool, int]:
    """How hard it is to show a change there; in XML, and where some texts never arrive, less may be shown."""
    return way.root.where.error, way.root.is_xml, bool(way.root.unsaid), way.far


def _anything(other: SchemaNode | None) -> Node:
    assert other is not None
    return Node(other.document, (*other.pointer, ABSENT), {})


def _change(local: Local, reached: Reached) -> Change:
    steps = (*reached.steps, *local.steps)
    where = replace(reached.root.where, path=path_of(steps))
    facts = local.facts
    if READ_LOOSELY not in facts and any(step.loose for step in steps):
        facts = (*facts, READ_LOOSELY)
    return Change(local.kind, where, local.base, local.revision, reached.root.flow.direction, facts)
