"""event-missing-correlation-id."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.messaging import Message
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("event-missing-correlation-id", severity=Severity.ERROR, on=Message)
def event_missing_correlation_id(message: Message, _: Context) -> Iterator[Violation]:
    """A message does not say where its correlation id stands.

    Events are where traces end: whoever reads one an hour later must still find the transaction that caused it.
    `correlationId.location` says where, in the headers or in the payload.
    """
    if not message.correlation_id:
        hint = "Add correlationId: {location: $message.header#/correlationId}."
        yield Violation(f"message {message.name} has no correlation id", message.pointer, hint)
