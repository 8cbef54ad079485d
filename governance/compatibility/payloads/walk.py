"""Every pair of schemas that differs, each shared pair once per direction, and who reaches it.

Coinduction: a pair that is being looked at is not looked at again below itself; what changed in it is found where it
stands. So recursive schemas cost no more than others, and a change in a shared part is one change.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from catalog.frozen import dataclass, field, replace
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.constraints import constraints
from governance.compatibility.payloads.flat import flatten, hop, is_composed
from governance.compatibility.payloads.judge import Flow, Judge, flow_of
from governance.compatibility.payloads.local import READ_LOOSELY, Step
from governance.compatibility.payloads.pairs import Below, Both, Local, below, is_loose, pair_of
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.payloads.structure import structure
from governance.compatibility.payloads.unchanged import is_flat, written_alike
from governance.compatibility.payloads.unfounded import unfounded
from governance.compatibility.payloads.variation import variation
from governance.compatibility.payloads.xml import rewritten
from governance.compatibility.sameness import Sameness, spelled
from governance.compatibility.schema.reading import Text

Place = tuple[str, tuple[str | int, ...]]
Key = tuple[Place, Place, Flow]
MAX_STEPS = 40
WORDS = frozenset(("title", "description"))


@dataclass(slots=True)
class Outcome:
    """What changed inside one shared pair, and the shared pairs that it leads to."""

    changes: list[Local] = field(default_factory=list)
    onward: list[tuple[tuple[Step, ...], Key]] = field(default_factory=list)


class Walk:
    """Looks at pairs once; `explored` tells what lies below the roots."""

    def __init__(self, judge: Judge, sameness: Sameness) -> None:
        self._judge, self._sameness = judge, sameness
        self._outcomes: dict[Key, Outcome] = {}
        self._nodes: dict[Key, tuple[Node, Node]] = {}
        self._leaves: dict[tuple[bytes, bytes, Flow], tuple[Local, ...]] = {}
        self._above: dict[Key, dict[Key, None]] = {}

    def start(self, base: Node, revision: Node, flow: Flow) -> Key | None:
        """The key of a root pair; None where both are the same all the way down."""
        if self._sameness.same(base, revision):
            return None
        return self._pair(base, revision, flow)

    def _pair(self, base: Node, revision: Node, flow: Flow) -> Key:
        """The pair of what both references lead to, whoever refers to it."""
        before, after = self._target(base, BASE), self._target(revision, REVISION)
        key = (_place(before), _place(after), flow)
        self._nodes.setdefault(key, (before, after))
        return key

    def explored(self, roots: Iterable[Key]) -> Iterator[tuple[Key, Outcome]]:
        """Every shared pair below the roots, each once; ask `above` and `steps` when all of them have been seen."""
        waiting = deque(dict.fromkeys(roots))
        seen = set(waiting)
        while waiting:
            key = waiting.popleft()
            outcome = self._outcome(key)
            yield key, outcome
            for _, there in outcome.onward:
                self._above.setdefault(there, {})[key] = None
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)

    def above(self, key: Key) -> dict[Key, int]:
        """The pairs that lead to this one, with how many shared pairs away they are."""
        far = {key: 0}
        waiting = deque([key])
        while waiting:
            here = waiting.popleft()
            for holder in self._above.get(here, ()):
                if holder not in far:
                    far[holder] = far[here] + 1
                    waiting.append(holder)
        return far

    def steps(self, root: Key, far: dict[Key, int]) -> tuple[Step, ...]:
        """The shortest way down from a pair to the one that `far` was asked for."""
        taken: list[Step] = []
        while far[root]:
            steps, root = next(way for way in self._outcomes[root].onward if far.get(way[1]) == far[root] - 1)
            taken.extend(steps)
        return tuple(taken)

    def _outcome(self, key: Key) -> Outcome:
        if key not in self._outcomes:
            outcome = self._outcomes[key] = Outcome()
            base, revision = self._nodes[key]
            self._look(base, revision, key[2], (), outcome)
        return self._outcomes[key]

    def _look(self, base: Node, revision: Node, flow: Flow, steps: tuple[Step, ...], outcome: Outcome) -> None:
        if is_flat(base.value) and is_flat(revision.value):
            outcome.changes += (_below(change, steps) for change in self._leaf(base, revision, flow))
            return
        alike = written_alike(base, revision, self._judge, self._sameness, flow)
        if alike is None:
            both = pair_of(base, revision, self._judge, flow)
            unknown = unfounded(both, self._judge.sources, self._sameness)
            if unknown is not None:
                outcome.changes.append(_below(unknown, steps))
                return
            outcome.changes += (_below(change, steps) for change in self._changes(both, flow))
        for pair in below(both, self._judge, flow) if alike is None else alike:
            self._descend(pair.base, pair.revision, self._flow(flow, pair), (*steps, pair.step), outcome)

    def _flow(self, flow: Flow, pair: Below) -> Flow:
        """How values travel below: the members of a multipart body are parts; objects that are parts are JSON."""
        if flow.text not in ("parts", "part"):
            return flow
        is_member = pair.step.kind in ("property", "pattern", "values")
        is_part = is_member == (flow.text == "parts")
        is_json = self._are_objects(pair) if is_part else is_member
        text: Text = "" if is_json else "part" if is_part else flow.text
        return flow_of(flow.direction, text, mirrored=flow.mirrored)

    def _are_objects(self, pair: Below) -> bool:
        """Whether both are objects and nothing else; null in the place of a part is absence."""
        sides = (pair.base, BASE), (pair.revision, REVISION)
        flats = [flatten(node, side, self._judge.sources) for node, side in sides]
        return all(
            flat.keyword("type") == "object" and flat.keyword("nullable") is not True and not flat.null
            for flat in flats
        )

    def _changes(self, both: Both, flow: Flow) -> Iterator[Local]:
        """What changed in a pair itself."""
        loose = is_loose(both, self._judge)
        for change in (
            *constraints(both, self._judge, flow),
            *structure(both, self._judge, flow),
            *variation(both, self._judge, self._sameness, flow),
            *rewritten(both, flow),
        ):
            yield _told(change, loose)

    def _leaf(self, base: Node, revision: Node, flow: Flow) -> Iterator[Local]:
        """What changed between two schemas that hold no others: what is written alike, but for words, changes alike."""
        key = spelled(_wordless(base.value)), spelled(_wordless(revision.value)), flow
        if key not in self._leaves:
            self._leaves[key] = tuple(self._changes(pair_of(base, revision, self._judge, flow), flow))
        for change in self._leaves[key]:
            sides = None if change.base is None else base, None if change.revision is None else revision
            yield Local(change.kind, change.steps, *sides, change.facts, change.demand, change.value)

    def _descend(self, base: Node, revision: Node, flow: Flow, steps: tuple[Step, ...], outcome: Outcome) -> None:
        if self._sameness.same(base, revision):
            return
        before, after = self._target(base, BASE), self._target(revision, REVISION)
        stays = before is base and after is revision and len(steps) < MAX_STEPS
        if stays and not (is_composed(base.value) or is_composed(revision.value)):
            self._look(base, revision, flow, steps, outcome)
            return
        outcome.onward.append((steps, self._pair(base, revision, flow)))

    def _target(self, node: Node, side: str) -> Node:
        return hop(node, side, self._judge.sources)


def _wordless(value: Json) -> Json:
    """A schema without what it says to people; two that differ in nothing else allow the same."""
    if not isinstance(value, dict) or WORDS.isdisjoint(value):
        return value
    return {word: held for word, held in value.items() if word not in WORDS}


def _told(change: Local, loose: bool) -> Local:
    """A change of variants says that they are read as anyOf."""
    return replace(change, facts=(*change.facts, READ_LOOSELY)) if loose and "variant" in change.kind else change


def _below(change: Local, steps: tuple[Step, ...]) -> Local:
    if not steps:
        return change
    return Local(
        change.kind, (*steps, *change.steps), change.base, change.revision, change.facts, change.demand, change.value
    )


def _place(node: Node) -> Place:
    return node.document.name, node.pointer
