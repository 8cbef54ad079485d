"""restricted-in-event."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.messaging import Action, EventOperation
from governance.findings import Severity
from governance.rules.engine.places import Role, SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule

LEVEL = "restricted"
HINT = "Leave it out and let readers ask for it, or agree on a waiver."


@rule("restricted-in-event", severity=Severity.ERROR, on=SchemaPlace | EventOperation)
def restricted_in_event(node: SchemaPlace | EventOperation, context: Context) -> Iterator[Violation]:
    """A restricted field is broadcast in an event.

    Everybody who reads the channel gets the field, keeps it as long as the channel does, and whoever subscribes next
    year gets it too. Send the key, and let those who may know ask for the rest.
    """
    if isinstance(node, EventOperation):
        yield from _of_payloads(node, context)
    elif Role.SENT in node.roles and node.classification == LEVEL:
        yield Violation(f"{node.name!r} is restricted and sent in an event", node.pointer, HINT)


def _of_payloads(operation: EventOperation, context: Context) -> Iterator[Violation]:
    """Payloads that are classified as a whole."""
    answers = operation.reply.messages if operation.reply else ()
    for message in operation.messages if operation.action is Action.SEND else answers:
        payload = message.payload
        if payload is not None and context.contract is not None and payload.is_json_schema:
            references = context.contract.references
            whole = SchemaPlace(payload.node, "", references.target(payload.node), (), Role.SENT, references)
            if whole.classification == LEVEL:
                what = f"the payload of {message.name} is restricted and sent in an event"
                yield Violation(what, payload.node.pointer, HINT, document=payload.node.document)
