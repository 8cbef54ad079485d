"""From a change to a finding: the opinion, the sentence, the address, the message that proves it."""

from __future__ import annotations

import json

from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.pointer import print_pointer
from catalog.model.source import Json
from governance.compatibility.change import Change
from governance.compatibility.opinions import OPINIONS, Opinion
from governance.compatibility.payloads.roots import PayloadChange
from governance.compatibility.softening import softened
from governance.compatibility.tolerances import Tolerances
from governance.findings import Effect, Finding, Kind, Pointers, Side, Witness, fingerprint


def finding_of(change: Change | PayloadChange, base: Contract, revision: Contract, tolerances: Tolerances) -> Finding:
    """The finding of a change between two releases; its address starts with the contract's id."""
    payload = change if isinstance(change, PayloadChange) else None
    told = payload.change if payload is not None else change
    assert isinstance(told, Change)
    opinion = softened(OPINIONS[told.kind], told, tolerances)
    places = [r.root.where for r in payload.reached] if payload else [told.where]
    affects = tuple(sorted({where.label or where.subject for where in places}))
    return Finding(
        rule=opinion.rule,
        kind=Kind.COMPATIBILITY,
        severity=opinion.severity,
        address=f"{base.id or revision.id} {told.where}",
        message=_sentence(opinion, told, payload),
        fingerprint=_fingerprint(opinion, told),
        hint=opinion.hint or None,
        pointers=Pointers(_pointer(told.base), _pointer(told.revision)),
        effect=opinion.effect,
        change_class=opinion.change_class,
        decided=told.kind != "schema-undecided",
        direction=told.direction,
        affects=affects,
        witness=_witness(payload, opinion),
    )


def _sentence(opinion: Opinion, change: Change, payload: PayloadChange | None) -> str:
    text = opinion.sentence.format(**dict(change.facts))
    place = change.where.path or change.where.part
    return f"{place}: {text}" if payload is not None and place else text


def _fingerprint(opinion: Opinion, change: Change) -> str:
    direction = change.direction.value if change.direction else ""
    digests = (_text(change.base), _text(change.revision))
    return fingerprint(opinion.rule, direction, change.where.path or str(change.where), *digests)


def _text(node: Node | None) -> str:
    return "" if node is None else json.dumps(node.value, sort_keys=True, default=str)


def _pointer(node: Node | None) -> str | None:
    return print_pointer(node.pointer) if node is not None else None


def _witness(payload: PayloadChange | None, opinion: Opinion) -> Witness | None:
    if payload is None or payload.shown is None or opinion.effect is Effect.SAFE:
        return None
    root = payload.shown.root
    message: dict[str, Json] = {"at": f"{root.where.subject} {root.where.part}".strip(), "value": payload.value}
    accepted = Side.BASE if root.flow.sender == "base" else Side.REVISION
    return Witness(message, payload.change.where.path, payload.value, accepted)
