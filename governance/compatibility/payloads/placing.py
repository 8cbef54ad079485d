"""A value put where it belongs: sooner made than found, where a whole value that leads there is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.model.node import Node
from catalog.model.source import Json
from catalog.samples.texts import is_said, other_readings
from governance.compatibility.payloads.flat import Flat, flatten
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.local import Step, constrained
from governance.compatibility.payloads.pairs import Local
from governance.compatibility.payloads.ways import Reached, Root, change_node
from governance.compatibility.payloads.words import ANNOTATIONS
from governance.compatibility.schema import Refuted, Verdict

MISSING = "-required-widened", "-required-narrowed"
FEW = 2
HOLDERS = {"items": "array", "item": "array"}


class Placing:
    """Makes whole values that show changes, each judged by the validator before anybody believes it."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._leads: dict[object, Verdict | None] = {}

    def shown_at_once(self, changes: Sequence[Local], reached: Reached) -> dict[int, Refuted]:
        """What shows changes at the same place, by their ids, as far as one look at the first value of each tells."""
        root = reached.root
        if root.flow.text or len(changes) < FEW:
            return {}
        tried: list[tuple[Local, Json]] = []
        for change in changes:
            steps = (*reached.steps, *change.steps)
            first = next(self._in_place(change, root, steps), None) if _is_sure(change, steps) else None
            if first is not None and root.says(first):
                tried.append((change, first))
        shows = self._judge.each_shows(tuple(value for _, value in tried), *self._ends(root), root.flow)
        return {id(change): Refuted(value) for (change, value), does in zip(tried, shows, strict=False) if does}

    def shown(self, change: Local, reached: Reached) -> Refuted | None:
        """The value that shows a change at its place, put into a whole value that leads there."""
        root, judge, steps = reached.root, self._judge, (*reached.steps, *change.steps)
        whole, sent, target, received = self._ends(root)
        is_sure = _is_sure(change, steps)
        for value in self._in_place(change, root, steps):
            if not root.says(value) or not judge.sends(value, whole, sent, root.flow):
                continue
            if not is_sure and not self._is_refused(value, change, reached):
                continue
            if judge.accepted(value, target, received, root.flow) is False:
                return Refuted(value)
        return None

    def _ends(self, root: Root) -> tuple[Json, Node, Json, Node]:
        """What the sender says there and what the receiver hears, each with its node."""
        sources, flow = self._judge.sources, root.flow
        sent, received = root.side(flow.sender), root.side(flow.receiver)
        return sources.pin(sent, flow.sender), sent, sources.pin(received, self._judge.receiving_side(flow)), received

    def _is_refused(self, value: Json, change: Local, reached: Reached) -> bool:
        """Whether it is this change that a whole value shows."""
        root, demand = reached.root, self.demand(change, reached)
        received = root.side(root.flow.receiver)
        return self._judge.accepted(value, demand, change_node(change, received, root), root.flow) is False

    def demand(self, change: Local, reached: Reached) -> Json:
        """What the receiver demands of a whole value, and refuses because of this change: of a variant that no other
        variant of the union makes up for. What keeps to the variant is said in the sender's dialect, so that where
        this is another one, the union alone tells."""
        steps = (*reached.steps, *change.steps)
        kinds = [step.kind for step in steps]
        here = constrained(steps, change.demand)
        if "variant" not in kinds:
            return here
        above = steps[: kinds.index("variant")]
        union = self._received_at(reached.root, above)
        if union is None:
            return here
        whole = constrained(above, self._judge.sources.pin(union, self._judge.receiving_side(reached.root.flow)))
        return {"anyOf": [here, whole]} if self._judge.base_dialect == self._judge.revision_dialect else whole

    def _received_at(self, root: Root, steps: tuple[Step, ...]) -> Node | None:
        """The receiver's schema of a place, none of whose steps leads into a variant; None where there is not one."""
        node: Node | None = root.side(root.flow.receiver)
        for step in steps:
            flat = flatten(node, root.flow.receiver, self._judge.sources) if node is not None else None
            node = below(flat, step) if flat is not None else None
        return node

    def _in_place(self, change: Local, root: Root, steps: tuple[Step, ...]) -> Iterator[Json]:
        """Whole values with what shows a change at the end of `steps`."""
        missing = dict(change.facts).get("property") if change.kind.endswith(MISSING) else None
        try:
            if missing is not None:
                yield without(self._leading(root, steps, "object", is_told=True), steps, missing)
            elif isinstance(change.value, dict):
                whole = self._leading(root, steps, "object", is_told=True)
                yield joined(whole, steps, change.value)
                yield replaced(whole, steps, said(change.value) if root.flow.text else change.value)
            elif not isinstance(change.value, list):
                steps = _without_last_variants(steps)
                holder = self._leading(root, steps[:-1], HOLDERS.get(steps[-1].kind, "object")) if steps else None
                readings = (change.value, *(other_readings(change.value) if root.flow.text else ()))
                if root.flow.text and steps and steps[-1].kind == "property":
                    yield from (placed(holder, steps[:-1], {steps[-1].name: value}) for value in readings)
                yield from (placed(holder, steps, value) for value in readings)
        except LeadsNowhere:
            return

    def _leading(self, root: Root, steps: tuple[Step, ...], kind: str, *, is_told: bool = False) -> Json:
        """A whole value that may be sent, with an object or array at the end of `steps`. Raises LeadsNowhere.

        `is_told`: it says something as it is, and is not only a holder of what will be put there.
        """
        sent, flow = root.side(root.flow.sender), root.flow
        target = self._judge.sources.follow(sent, flow.sender) or sent
        key = (target.document.name, target.pointer, flow, steps, kind, is_told)
        if key not in self._leads:
            self._leads[key] = self._led(sent, steps, kind, flow, is_told)
        found = self._leads[key]
        if not isinstance(found, Refuted):
            raise LeadsNowhere
        return found.witness

    def _led(self, sent: Node, steps: tuple[Step, ...], kind: str, flow: Flow, is_told: bool) -> Verdict | None:
        """The least that leads there if it may be sent, else what is found."""
        whole, never = self._judge.sources.pin(sent, flow.sender), constrained(steps, {"not": {"type": kind}})
        least = leading(steps, {} if kind == "object" else [])
        if self._is_free(sent, steps, kind, flow) and not (is_told and flow.text):
            return Refuted(least)
        is_enough = is_said(least, flow.text) or not is_told
        if is_enough and self._judge.sends(least, {"allOf": [whole, {"not": never}]}, sent, flow):
            return Refuted(least)
        if flow.text:
            return self._judge.sample(whole, sent, never, flow)
        return self._judge.contained(whole, sent, never, sent, flow, by_need=True)

    def _is_free(self, sent: Node, steps: tuple[Step, ...], kind: str, flow: Flow) -> bool:
        """Whether plain words alone stand on the way, so that the least that leads there is sure to be no less."""
        node = sent
        for step in steps:
            flat = flatten(node, flow.sender, self._judge.sources)
            inner = below(flat, step)
            if inner is None or not _is_plain(flat, HOLDERS.get(step.kind, "object")):
                return False
            node = inner
        return _is_plain(flatten(node, flow.sender, self._judge.sources), kind)


FREE = frozenset(("type", "properties", "items")) | ANNOTATIONS
"""Keywords that an object without members and an array without items obey."""


def _is_plain(flat: Flat, kind: str) -> bool:
    value = flat.parts[0].value if len(flat.parts) == 1 else None
    return isinstance(value, dict) and value.keys() <= FREE and value.get("type") == kind


def below(flat: Flat, step: Step) -> Node | None:
    """What a schema says of the part that a step leads to."""
    if step.kind == "property":
        return flat.properties.get(step.name)
    if step.kind == "item":
        return flat.prefix[step.index] if step.index < len(flat.prefix) else None
    return {"items": flat.items, "values": flat.values}.get(step.kind) or flat.families.get(step.name)


def _is_sure(change: Local, steps: Sequence[Step]) -> bool:
    """Whether a whole value that is refused with this value at its place is refused because of it."""
    return not isinstance(change.value, dict) and all(step.kind != "variant" for step in steps)


def _without_last_variants(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps to what is itself the variant."""
    while steps and steps[-1].kind == "variant":
        steps = steps[:-1]
    return steps


class LeadsNowhere(Exception):
    """The whole value does not reach what should hold the part."""


def leading(steps: Sequence[Step], value: Json) -> Json:
    """The least that has `value` at the end of `steps`."""
    for step in reversed(steps):
        if step.kind != "variant":
            value = [*[None] * step.index, value] if step.kind in HOLDERS else {_name(step, {}): value}
    return value


def placed(whole: Json, steps: Sequence[Step], value: Json) -> Json:
    """A copy of `whole` with `value` at the end of `steps`. Raises LeadsNowhere."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.kind == "variant":
        return placed(whole, rest, value)
    if step.kind in HOLDERS:
        at = step.index
        if not isinstance(whole, list) or len(whole) < (at + 1 if rest else at):
            raise LeadsNowhere
        return [*whole[:at], placed(whole[at] if at < len(whole) else None, rest, value), *whole[at + 1 :]]
    if not isinstance(whole, dict):
        raise LeadsNowhere
    name = _name(step, whole)
    if rest and name not in whole:
        raise LeadsNowhere
    return {**whole, name: placed(whole.get(name), rest, value)}


def without(whole: Json, steps: Sequence[Step], name: str) -> Json:
    """`whole`, its object at the end of `steps` without a member. Raises LeadsNowhere."""
    held = _object_at(whole, steps)
    return placed(whole, steps, {member: value for member, value in held.items() if member != name})


def joined(whole: Json, steps: Sequence[Step], members: dict[str, Json]) -> Json:
    """`whole`, its object at the end of `steps` with more members. Raises LeadsNowhere."""
    held = _object_at(whole, steps)
    return placed(whole, steps, {**members, **held})


def replaced(whole: Json, steps: Sequence[Step], members: dict[str, Json]) -> Json:
    """`whole`, with some members of its object at the end of `steps` set. Raises LeadsNowhere."""
    held = _object_at(whole, steps)
    return placed(whole, steps, {**held, **members})


def said(members: dict[str, Json]) -> dict[str, Json]:
    """Members with something in what would have no text."""
    return {name: {"": ""} if value == {} else [""] if value == [] else value for name, value in members.items()}


def _object_at(whole: Json, steps: Sequence[Step]) -> dict[str, Json]:
    held = found(whole, steps)
    if not isinstance(held, dict):
        raise LeadsNowhere
    return held


def found(whole: Json, steps: Sequence[Step]) -> Json:
    """What stands at the end of `steps`. Raises LeadsNowhere."""
    for step in steps:
        if step.kind in HOLDERS and isinstance(whole, list) and len(whole) > step.index:
            whole = whole[step.index]
        elif step.kind in ("property", "pattern", "values") and isinstance(whole, dict):
            name = _name(step, whole)
            if name not in whole:
                raise LeadsNowhere
            whole = whole[name]
        elif step.kind != "variant":
            raise LeadsNowhere
    return whole


def _name(step: Step, whole: dict[str, Json]) -> str:
    """The member that a step leads to; of a map or a family a name that is there, else a new one."""
    if step.kind == "property":
        return step.name
    new = "key" if step.kind == "values" else step.name.strip("^$")
    return next(filter(step.leads_to, whole), new)
