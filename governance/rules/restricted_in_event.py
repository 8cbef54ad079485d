"""restricted-in-event."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.messaging import Action, Message
from catalog.model.source import Pointer
from governance.findings import Severity
from governance.rules.engine.places import Role, SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule

LEVEL = "restricted"
HINT = "Leave it out and let readers ask for it, or agree on a waiver."


@rule("restricted-in-event", severity=Severity.ERROR, on=SchemaPlace | Contract)
def restricted_in_event(node: SchemaPlace | Contract, _: Context) -> Iterator[Violation]:
    """A restricted field is broadcast in an event.

    Everybody who reads the channel gets the field, keeps it as long as the channel does, and whoever subscribes next
    year gets it too. Send the key, and let those who may know ask for the rest.
    """
    if isinstance(node, Contract):
        yield from _of_payloads(node)
    elif Role.SENT in node.roles and node.classification == LEVEL:
        yield Violation(f"{node.name!r} is restricted and sent in an event", node.pointer, HINT)


def _of_payloads(contract: Contract) -> Iterator[Violation]:
    """Payloads that are classified as a whole, each once, however many operations send it."""
    seen: set[tuple[str, Pointer]] = set()
    for message in _sent(contract):
        node = message.payload.node if message.payload is not None and message.payload.is_json_schema else None
        if node is None or (node.document.name, node.pointer) in seen:
            continue
        seen.add((node.document.name, node.pointer))
        references = contract.references
        if SchemaPlace(node, "", references.target(node), (), Role.SENT, references).classification == LEVEL:
            what = f"the payload of {message.name} is restricted and sent in an event"
            yield Violation(what, node.pointer, HINT, document=node.document)


def _sent(contract: Contract) -> Iterator[Message]:
    for operation in contract.event_operations:
        answers = operation.reply.messages if operation.reply else ()
        yield from operation.messages if operation.action is Action.SEND else answers
