"""What the receiver rejects at a place of what may be sent there, group by group of keywords."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.http import Direction
from catalog.model.source import Json
from governance.compatibility.payloads.flat import NULL, Flat
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.local import GROUPS, SEEING, local
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.plain import is_no_array, told_plainly
from governance.compatibility.payloads.texts import as_decoded, without_null
from governance.compatibility.payloads.words import ANNOTATIONS
from governance.compatibility.sameness import REFERENCE, spelled
from governance.compatibility.schema import Contained, Refuted, Undecided


def constraints(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Where the receiver rejects what the sender may send, group by group of keywords; each with what it demands."""
    sent = local(both.side(flow.sender), both.matched, flow.sender, judge.sources)
    received = _received(both, judge, flow)
    text = spelled(sent)
    if text == spelled(received) and REFERENCE.search(text) is None and not judge.sameness.is_read_otherwise(text):
        return
    if flow.text:
        sent, received = as_decoded(sent, received, flow.text), without_null(received)
    verdict = (
        None if _is_of_another_type(both, sent, received, judge, flow) else _asked(both, sent, received, judge, flow)
    )
    if isinstance(verdict, Contained):
        return
    if isinstance(verdict, Undecided):
        yield Local("schema-undecided", (), both.base.node, both.revision.node, (("reason", verdict.reason),))
        return
    found = _without_echoes(both, sent, list(_by_group(both, sent, verdict, judge, flow)), judge, flow)
    yield from found or ([_local(both, "schema", received, verdict, flow)] if verdict else [])


def _is_of_another_type(both: Both, sent: Json, received: Json, judge: Judge, flow: Flow) -> bool:
    """Whether some type that may be sent is refused, and so whatever else is demanded."""
    if not (isinstance(sent, dict) and isinstance(received, dict)) or flow.text:
        return False
    if "type" not in sent or "type" not in received or sent["type"] == received["type"]:
        return False
    return isinstance(_asked(both, sent, _received(both, judge, flow, "type"), judge, flow), Refuted)


def _received(both: Both, judge: Judge, flow: Flow, group: str | None = None) -> Json:
    """What the receiver says at this place itself, also of members that to it are values of a map."""
    side, receiver = judge.receiving_side(flow), both.side(flow.receiver)
    demand = local(receiver, both.matched, side, judge.sources, group)
    if not both.matched.values or receiver.values is None or group not in (None, "openness"):
        return demand
    alone = sorted(both.side(flow.sender).properties.keys() - receiver.properties.keys())
    values = judge.sources.pin(receiver.values, side)
    return {"allOf": [demand, {"properties": dict.fromkeys(alone, values)}]} if alone else demand


def _by_group(both: Both, sent: Json, whole: Refuted | None, judge: Judge, flow: Flow) -> Iterator[Local]:
    """`whole` shows that something is refused: where every other group accepts all, it is the last that refuses it."""
    said = _keywords(both.side(flow.receiver))
    demands = list(_demands(both, sent, said, judge, flow))
    is_only = whole is not None and said is not None and all(map(_is_of_a_group, said))
    for number, (group, demand) in enumerate(demands):
        if group == "required":
            is_only = False
            yield from _required(both, sent, judge, flow)
            continue
        is_told = is_only and number == len(demands) - 1
        verdict = whole if is_told else _asked(both, sent, demand, judge, flow)
        is_only = is_only and isinstance(verdict, Contained)
        if isinstance(verdict, Refuted):
            found = _local(both, "null" if verdict.witness is None else group, demand, verdict, flow)
            yield found
            yield from _null_too(both, sent, demand, judge, flow) if found.kind == OPEN_ENUM else ()


OPEN_ENUM = "outbound-enum-value-added"


def _null_too(both: Both, sent: Json, demand: Json, judge: Judge, flow: Flow) -> Iterator[Local]:
    """Null among the values that were added to an enum, which a reader of open enums does not expect."""
    if b"null" in (both.side(flow.sender).enumerated() or ()):
        verdict = _asked(both, {"allOf": [sent, NULL]}, demand, judge, flow)
        if isinstance(verdict, Refuted):
            yield _local(both, "null", demand, verdict, flow)


def _without_echoes(both: Both, sent: Json, found: list[Local], judge: Judge, flow: Flow) -> list[Local]:
    """The changes but those that only values show which an open enum gained: a bound that had to move with them."""
    enum = next((change for change in found if change.kind == OPEN_ENUM), None)
    if enum is None:
        return found
    listed: Json = {"allOf": [sent, enum.demand]}
    return [
        change
        for change in found
        if change.value is None
        or change is enum
        or not isinstance(_asked(both, listed, change.demand, judge, flow), Contained)
    ]


def _demands(both: Both, sent: Json, said: set[str] | None, judge: Judge, flow: Flow) -> Iterator[tuple[str, Json]]:
    """What the receiver says in each group of keywords that may matter to what is sent."""
    for group, words in GROUPS.items():
        if said is not None and said.isdisjoint(words) and not (group == "openness" and both.matched.values):
            continue
        if group == "items" and is_no_array(sent):
            continue
        demand = None if group == "required" else _received(both, judge, flow, group)
        demand = without_null(demand) if flow.text else demand
        if demand not in ({}, True):
            yield group, demand


SURE = frozenset(word for words in GROUPS.values() for word in words) - SEEING | ANNOTATIONS | {"$ref", "allOf"}
"""Keywords that are of one group and ask for no other, or that say nothing of their own."""


def _is_of_a_group(word: str) -> bool:
    return word in SURE or word.startswith("x-")


def _keywords(flat: Flat) -> set[str] | None:
    """All keywords of a schema and what it is composed of; None where some of it stands in another document."""
    if any(part.document is not flat.node.document for part in flat.parts):
        return None
    return {word for part in flat.parts if isinstance(part.value, dict) for word in part.value}


def _required(both: Both, sent: Json, judge: Judge, flow: Flow) -> Iterator[Local]:
    """One change for each member that the receiver demands and that may be left out."""
    for name in sorted(both.side(flow.receiver).required - both.side(flow.sender).required):
        demand: Json = {"required": [name]}
        verdict = _asked(both, sent, demand, judge, flow)
        if isinstance(verdict, Refuted):
            found = _local(both, "required", demand, verdict, flow)
            yield replace(found, facts=(("property", name),))


def _asked(both: Both, sent: Json, received: Json, judge: Judge, flow: Flow) -> Contained | Refuted | Undecided:
    key = (spelled(sent), spelled(received), flow)
    refers = any(REFERENCE.search(text) for text in key[:2])
    if refers or any(b'"oneOf"' in text for text in key[:2]):  # which oneOf is read loosely, places tell
        return _decided(both, sent, received, judge, flow, by_need=refers)
    if key not in judge.verdicts:
        plain = told_plainly(sent, received)
        judge.verdicts[key] = plain or _decided(both, sent, received, judge, flow, by_need=False)
    return judge.verdicts[key]


def _decided(
    both: Both, sent: Json, received: Json, judge: Judge, flow: Flow, *, by_need: bool
) -> Contained | Refuted | Undecided:
    nodes = both.side(flow.sender).node, both.side(flow.receiver).node
    return judge.contained(sent, nodes[0], received, nodes[1], flow, by_need=by_need)


def _local(both: Both, group: str, demand: Json, verdict: Refuted, flow: Flow) -> Local:
    motion = "narrowed" if flow.direction is Direction.INBOUND else "widened"
    kind = f"{flow.direction.value}-{group}-{motion}"
    if kind == "outbound-enum-widened" and _still_has_values(both):
        kind = OPEN_ENUM
    return Local(kind, (), both.base.node, both.revision.node, (), demand, verdict.witness)


def _still_has_values(both: Both) -> bool:
    """Scalars were added to an enum of which something is left (SEMANTICS §3)."""
    before, after = both.base.enumerated(), both.revision.enumerated()
    return bool(before and after and before & after) and not any(text.startswith((b"{", b"[")) for text in after or ())
