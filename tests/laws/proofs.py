"""Witnesses of findings, proved against both releases by validators that share no code with the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from catalog.model.contract import Contract
from catalog.model.http import Direction, Operation
from catalog.model.messaging import Channel, Message
from catalog.model.specification import Family
from governance.compatibility.matching import Pair, match_operations
from governance.findings import Finding, Side, Witness
from tests.laws.alone import Schemas, Unreadable
from tests.laws.confirmed import Disagreement, Listener, every_operation, speaker
from tests.laws.wire_texts import TooMany

JUDGED = re.compile(r"(inbound|outbound)-.+-(narrowed|widened)")
SHOWN = frozenset(
    (
        "required-request-parameter-added", "request-parameter-became-required", "required-request-body-added",
        "request-body-became-required", "request-media-type-removed", "parameter-serialisation-changed",
        "allow-empty-value-removed", "response-header-became-required",
    )
)  # fmt: skip
"""What breaks by a witness (SEMANTICS §3) although no schema says it."""


def is_of_payload(finding: Finding) -> bool:
    """Whether SEMANTICS §3 wants a message that shows it."""
    return JUDGED.fullmatch(finding.rule) is not None or finding.rule in SHOWN


@dataclass
class Proofs:
    """Of two releases. `refuted` says why a finding's witness is none, or is empty."""

    base: Contract
    revision: Contract
    sides: dict[Side, Schemas] = field(init=False)

    def __post_init__(self) -> None:
        self.sides = {Side.BASE: Schemas(self.base), Side.REVISION: Schemas(self.revision)}

    def refuted(self, finding: Finding) -> str:
        """The reason; empty where both validators confirm the witness."""
        if finding.witness is None:
            return "no witness"
        reasons = []
        for loose in (False, True):
            try:
                reason = self._refuted(finding, finding.witness, loose=loose)
            except (Unreadable, TooMany, Disagreement) as problem:
                reason = f"{type(problem).__name__}: {problem}"
            if not reason:
                return ""
            reasons.append(reason)
        return reasons[0]

    def _refuted(self, finding: Finding, witness: Witness, *, loose: bool) -> str:
        other = Side.BASE if witness.accepted_by is Side.REVISION else Side.REVISION
        said = Listener(self.sides[witness.accepted_by], reads=False, loose=loose)
        heard = Listener(self.sides[other], reads=True, loose=loose)
        assert isinstance(witness.message, dict)
        if said.contract.specification.family is Family.ASYNCAPI:
            return _event_refuted(finding, witness.message, said, heard)
        return self._http_refuted(finding, witness.message, said, heard)

    def _http_refuted(self, finding: Finding, message: dict[str, Any], said: Listener, heard: Listener) -> str:
        reason = "no operation says it"
        for operation, texts in speaker(said.contract, message):
            refused = list(said.refusals(operation, message, texts))
            twin = self._twin(operation)
            if refused:
                reason = f"not accepted: {'; '.join(refused)}"
            elif twin is None:
                reason = "the other release has no such operation"
            elif finding.rule in UNJUDGED or any(heard.refusals(twin, message, texts)):
                return ""
            else:
                reason = "not refused"
        return reason

    def _twin(self, operation: Operation) -> Operation | None:
        """The same operation of the other release."""
        for pair in self._pairs():
            if pair.base is operation:
                return pair.revision
            if pair.revision is operation:
                return pair.base
        return None

    def _pairs(self) -> Iterator[Pair[Operation]]:
        yield from match_operations(self.base.operations, self.revision.operations)
        called = [
            [each for each in every_operation(side.operations) if each.origin.value == "callback"]
            for side in (self.base, self.revision)
        ]
        yield from match_operations(*called)


UNJUDGED = frozenset(("parameter-serialisation-changed",))
"""The other release reads another value than was said: both accept the message."""


def _event_refuted(finding: Finding, message: dict[str, Any], said: Listener, heard: Listener) -> str:
    direction = finding.direction
    assert direction is not None
    reason = "no message says it"
    for spoken in _messages(said.contract, message["address"]):
        if _refused(said, spoken, message, direction):
            continue
        reason = "not refused"
        twins = [m for m in _messages(heard.contract, message["address"]) if m.name == spoken.name]
        others = twins or list(_messages(heard.contract, message["address"]))
        if others and all(_refused(heard, other, message, direction) for other in others):
            return ""
    return reason


def _messages(contract: Contract, address: str | None) -> Iterator[Message]:
    """The messages of the channels with an address, and those of replies, which may come without one."""
    for channel in contract.channels:
        if _is_at(channel, address):
            yield from channel.messages
    for operation in contract.event_operations:
        if operation.reply is not None:
            yield from operation.reply.messages


def _is_at(channel: Channel, address: str | None) -> bool:
    if address is None or channel.address is None:
        return channel.address is address
    pattern = "".join(
        ".*" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^{}]*\})", channel.address)
    )
    return re.fullmatch(pattern, address) is not None


def _refused(listener: Listener, heard: Message, message: dict[str, Any], direction: Direction) -> bool:
    """Whether one of its parts is refused."""
    if heard.content_type and message.get("contentType", heard.content_type) != heard.content_type:
        return True
    said = (("payload", heard.payload), ("headers", heard.headers))
    judged = [(part, schema) for part, schema in said if schema is not None and schema.is_json_schema]
    return any(part in message and not listener.valid(schema, direction, message[part]) for part, schema in judged)
