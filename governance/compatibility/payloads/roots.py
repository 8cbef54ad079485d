"""Bodies, parameters, headers and payloads as a whole: where payload changes are proved and whom they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalog.frozen import dataclass
from catalog.model.http import Direction
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from catalog.samples.texts import is_said, other_readings
from governance.compatibility.change import Change, Where
from governance.compatibility.payloads.judge import Flow, Judge, flow_of
from governance.compatibility.payloads.local import READ_LOOSELY, Step, constrained, path_of
from governance.compatibility.payloads.pairs import Local
from governance.compatibility.payloads.placing import LeadsNowhere, joined, placed, replaced, said, without
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.payloads.walk import Key, Walk
from governance.compatibility.schema import Contained, Refuted, Undecided, Verdict
from governance.compatibility.schema.reading import Text

NO_MEMBERS: Json = {"type": "object", "maxProperties": 0}
MISSING = "-required-widened", "-required-narrowed"
HOLDERS = {"items": "array"}
TRIES = 4
"""How many of the roots that a shared change reaches are tried for a message before it counts as masked."""


@dataclass(frozen=True, slots=True)
class Root:
    """One schema of each release at the same place of a message."""

    where: Where
    base: Node
    revision: Node
    flow: Flow

    @property
    def is_body(self) -> bool:
        """Whether a value without members can be said: of a parameter or header it is absence."""
        return "body" in self.where.part.split(".")

    def side(self, name: str) -> Node:
        return self.base if name == BASE else self.revision


@dataclass(frozen=True, slots=True)
class Reached:
    """A root, and the steps from it to the shared part that changed."""

    root: Root
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A root, its pair, and how many shared pairs lie between it and the one that changed."""

    root: Root
    start: Key
    far: int


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
        self._demands = 0
        self._leads: dict[object, Verdict | None] = {}

    def compare(
        self, base: SchemaNode | None, revision: SchemaNode | None, direction: Direction, where: Where, *, text: Text
    ) -> Iterator[Change]:
        """Remember a pair of roots; a schema that only one side has is one that allows anything on the other."""
        if base is None and revision is None:
            return
        before = base.node if base is not None else _anything(revision)
        after = revision.node if revision is not None else _anything(base)
        self._roots.append(Root(where, before, after, flow_of(direction, text)))
        yield from ()

    def changes(self) -> Iterator[PayloadChange]:
        """Every change of every pair below the roots, in the order of the first place that it reaches."""
        keys: dict[Key, list[Root]] = {}
        named = {id(root): (root.where.error, str(root.where)) for root in self._roots}
        for root in sorted(self._roots, key=lambda r: (*named[id(r)], r.flow.direction.value)):
            key = self._walk.start(root.base, root.revision, root.flow)
            if key is not None:
                keys.setdefault(key, []).append(root)
        changed = [(key, outcome.changes) for key, outcome in self._walk.explored(keys) if outcome.changes]
        for key, changes in changed:
            far = self._walk.above(key)
            ways = [Way(root, start, far[start]) for start in keys if start in far for root in keys[start]]
            ways.sort(key=lambda way: named[id(way.root)])
            for change in changes:
                yield from self._told(change, ways, far)

    def _told(self, change: Local, ways: list[Way], far: dict[Key, int]) -> Iterator[PayloadChange]:
        first = self._reached(ways[0], far)
        roots = tuple(way.root for way in ways)
        if change.demand is None:
            yield PayloadChange(_change(change, first), roots)
            return
        undecided: list[str] = []
        for way in sorted(ways, key=lambda way: (way.root.where.error, way.far))[:TRIES]:
            candidate = self._reached(way, far)
            is_text = first.root.flow.text
            verdict = self._shown_as_text(change, candidate) if is_text else self._shown(change, candidate)
            if isinstance(verdict, Refuted):
                yield PayloadChange(_change(change, first), roots, verdict.witness, candidate, change.steps)
                return
            if isinstance(verdict, Undecided):
                undecided.append(verdict.reason)
        if undecided and first.root.flow.text:
            yield PayloadChange(_change(change, first), roots, change.value, first, change.steps, place_only=True)
        elif undecided:
            told = Local("schema-undecided", change.steps, change.base, change.revision, (("reason", undecided[0]),))
            yield PayloadChange(_change(told, first), roots)

    def _reached(self, way: Way, far: dict[Key, int]) -> Reached:
        return Reached(way.root, self._walk.steps(way.start, far))

    def _shown_as_text(self, change: Local, reached: Reached) -> Contained | Refuted | Undecided:
        """A whole value that says what the receiver no longer wants to hear, however its texts are read."""
        root, judge = reached.root, self._judge
        soon = self._put_in_place(change, reached)
        if soon is not None:
            return soon
        sent, received = root.side(root.flow.sender), root.side(root.flow.receiver)
        steps = (*reached.steps, *change.steps)
        whole: Json = judge.sources.pin(sent, root.flow.sender)
        if not root.is_body:
            whole = {"allOf": [whole, {"not": NO_MEMBERS}]}
        target = judge.sources.pin(received, judge.receiving_side(root.flow))
        for reading in (change.value, *other_readings(change.value)):
            held = judge.sample(whole, sent, constrained(steps, {"not": {"enum": [reading]}}), root.flow)
            if held is None or not is_said(held.witness, root.flow.text):
                continue
            if judge.accepted(held.witness, target, received, root.flow) is False:
                return held
        said: Json = {"allOf": [whole, {"not": constrained(steps, self._pinned(change, received, root))}]}
        verdict = judge.contained(said, sent, target, received, root.flow, text=root.flow.text)
        if isinstance(verdict, Refuted) and not is_said(verdict.witness, root.flow.text):
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
        soon = self._put_in_place(change, reached)
        if soon is not None:
            return soon
        sent, received = root.side(root.flow.sender), root.side(root.flow.receiver)
        demand = constrained((*reached.steps, *change.steps), change.demand)
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

    def _put_in_place(self, change: Local, reached: Reached) -> Refuted | None:
        """The value that shows a change at its place, put into a whole value that leads there."""
        root, judge, steps = reached.root, self._judge, (*reached.steps, *change.steps)
        sent, received, flow = root.side(root.flow.sender), root.side(root.flow.receiver), root.flow
        whole, target = judge.sources.pin(sent, flow.sender), judge.sources.pin(received, judge.receiving_side(flow))
        for value in self._in_place(change, root, steps):
            is_said_here = is_said(value, flow.text) and (root.is_body or value != {})
            if not is_said_here or not judge.sends(value, whole, sent, flow):
                continue
            if isinstance(change.value, dict) and not self._is_refused(value, change, reached):
                continue
            if judge.accepted(value, target, received, flow) is False:
                return Refuted(value)
        return None

    def _is_refused(self, value: Json, change: Local, reached: Reached) -> bool:
        """Whether it is this change that a whole value shows."""
        root, demand = reached.root, constrained((*reached.steps, *change.steps), change.demand)
        received = root.side(root.flow.receiver)
        return self._judge.accepted(value, demand, change_node(change, received, root), root.flow) is False

    def _in_place(self, change: Local, root: Root, steps: tuple[Step, ...]) -> Iterator[Json]:
        """Whole values with what shows a change at the end of `steps`."""
        missing = dict(change.facts).get("property") if change.kind.endswith(MISSING) else None
        try:
            if missing is not None:
                yield without(self._leading(root, steps, "object"), steps, missing)
            elif isinstance(change.value, dict):
                whole = self._leading(root, steps, "object")
                yield joined(whole, steps, change.value)
                yield replaced(whole, steps, said(change.value) if root.flow.text else change.value)
            elif not isinstance(change.value, list):
                holder = self._leading(root, steps[:-1], HOLDERS.get(steps[-1].kind, "object")) if steps else None
                readings = other_readings(change.value) if root.flow.text else ()
                yield from (placed(holder, steps, value) for value in (change.value, *readings))
        except LeadsNowhere:
            return

    def _leading(self, root: Root, steps: tuple[Step, ...], kind: str) -> Json:
        """A whole value that may be sent, with an object or array at the end of `steps`. Raises LeadsNowhere."""
        sent, flow = root.side(root.flow.sender), root.flow
        target = self._judge.sources.follow(sent, flow.sender) or sent
        key = (target.document.name, target.pointer, flow, steps, kind)
        if key not in self._leads:
            whole, never = self._judge.sources.pin(sent, flow.sender), constrained(steps, {"not": {"type": kind}})
            if flow.text:
                self._leads[key] = self._judge.sample(whole, sent, never, flow)
            else:
                self._leads[key] = self._judge.contained(whole, sent, never, sent, flow, by_need=True)
        found = self._leads[key]
        if not isinstance(found, Refuted):
            raise LeadsNowhere
        return found.witness


def change_node(change: Local, received: Node, root: Root) -> Node:
    """The node that references in the demand start from."""
    found = change.base if root.flow.receiver == BASE else change.revision
    return found if found is not None else received


def _anything(other: SchemaNode | None) -> Node:
    assert other is not None
    return Node(other.document, (*other.pointer, "(absent)"), {})


def _change(local: Local, reached: Reached) -> Change:
    steps = (*reached.steps, *local.steps)
    where = replace(reached.root.where, path=path_of(steps))
    facts = local.facts
    if READ_LOOSELY not in facts and any(step.loose for step in steps):
        facts = (*facts, READ_LOOSELY)
    return Change(local.kind, where, local.base, local.revision, reached.root.flow.direction, facts)
