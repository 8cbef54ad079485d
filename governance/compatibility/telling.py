"""From a change to a finding: the opinion, the sentence, the address, the message that proves it."""

from __future__ import annotations

import json

from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.pointer import print_pointer
from catalog.model.source import Json, Pointer
from governance.compatibility.change import Change
from governance.compatibility.opinions import OPINIONS, Opinion
from governance.compatibility.payloads.flat import ONE, SPELT, TOGETHER
from governance.compatibility.payloads.roots import ABSENT, PayloadChange
from governance.compatibility.softening import softened
from governance.compatibility.tolerances import Tolerances
from governance.compatibility.witnesses.complete import Completion
from governance.findings import Effect, Finding, Kind, Pointers, digest, fingerprint


def is_safe(change: Change | PayloadChange, tolerances: Tolerances) -> bool:
    """Whether the finding of a change is a decided one that is safe."""
    payload = change if isinstance(change, PayloadChange) else None
    told = payload.change if payload is not None else change
    assert isinstance(told, Change)
    is_decided = told.kind != "schema-undecided" and (payload is None or not payload.place_only)
    return is_decided and softened(OPINIONS[told.kind], told, tolerances).effect is Effect.SAFE


def finding_of(
    change: Change | PayloadChange, base: Contract, revision: Contract, completion: Completion, texts: Texts | None
) -> Finding:
    """The finding of a change between two releases; its address starts with the contract's id. Without `texts` it has
    no fingerprint and no digests."""
    payload = change if isinstance(change, PayloadChange) else None
    told = payload.change if payload is not None else change
    assert isinstance(told, Change)
    opinion = softened(OPINIONS[told.kind], told, completion.asking.tolerances)
    places = [root.where for root in payload.reached] if payload else [told.where]
    stood = (texts.of(told.base), texts.of(told.revision)) if texts is not None else None
    witness = completion.witness(change) if opinion.effect is not Effect.SAFE else None
    affects = tuple(sorted({where.label or where.subject for where in places}))
    return Finding(
        rule=opinion.rule,
        kind=Kind.COMPATIBILITY,
        severity=opinion.severity,
        address=f"{base.id or revision.id} {told.where}",
        message=_sentence(opinion, told, payload),
        fingerprint=_fingerprint(opinion, told, stood) if stood is not None else "",
        hint=opinion.hint or None,
        pointers=Pointers(_pointer(told.base, base), _pointer(told.revision, revision)),
        effect=opinion.effect,
        change_class=opinion.change_class,
        decided=told.kind != "schema-undecided" and (witness is not None or payload is None or not payload.place_only),
        direction=told.direction,
        affects=affects,
        witness=witness,
        digests=(digest(stood[0]), digest(stood[1])) if stood is not None else None,
    )


def _sentence(opinion: Opinion, change: Change, payload: PayloadChange | None) -> str:
    facts = dict(change.facts)
    variant = facts.get("variant")
    subject = f"the variant {variant}" if variant else "a variant"
    text = opinion.sentence.format(**{"member": "a member", "subject": subject, **facts})
    if payload is not None and "reading" in facts:
        text = f"{text} ({facts['reading']})"
    place = change.where.path or change.where.part
    return f"{place}: {text}" if payload is not None and place else text


def _fingerprint(opinion: Opinion, change: Change, texts: tuple[str, str]) -> str:
    direction = change.direction.value if change.direction else ""
    return fingerprint(opinion.rule, direction, change.where.path or str(change.where), *texts)


_WRITER = json.JSONEncoder(sort_keys=True, default=str)


class Texts:
    """What stands at nodes, as fingerprints and digests name it; of an operation several changes may be told."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Json, str]] = {}

    def of(self, node: Node | None) -> str:
        """JSON with sorted members; empty where nothing stands."""
        if node is None:
            return ""
        value = node.value
        if id(value) not in self._known:
            self._known[id(value)] = value, _WRITER.encode(value)
        return self._known[id(value)][1]


NOWHERE = frozenset((TOGETHER, ONE, SPELT))
"""Tokens of nodes that were put together and stand nowhere; what comes before them does."""


def _pointer(node: Node | None, contract: Contract) -> str | None:
    """The pointer into the contract's document; into another one, after its name and `#`."""
    if node is None:
        return None
    pointer = node.pointer
    if ABSENT in pointer:
        return print_pointer(_kept(contract.document.tree, pointer))
    if not NOWHERE.isdisjoint(pointer):
        pointer = pointer[: next(number for number, token in enumerate(pointer) if token in NOWHERE)]
    text = print_pointer(pointer)
    return text if node.document.name == contract.document.name else f"{node.document.name}#{text}"


def _kept(tree: Json, pointer: Pointer) -> Pointer:
    """The nearest place above a pointer of the other release that this one has as well."""
    for number, token in enumerate(pointer):
        if isinstance(tree, dict) and token in tree:
            tree = tree[str(token)]
        elif isinstance(tree, list) and isinstance(token, int) and token < len(tree):
            tree = tree[token]
        else:
            return pointer[:number]
    return pointer
