"""missing-description."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Operation
from catalog.model.messaging import EventOperation, Message
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("missing-description", severity=Severity.WARNING, on=Operation | EventOperation | Message)
def missing_description(node: Operation | EventOperation | Message, context: Context) -> Iterator[Violation]:
    """An operation or a message is not described.

    A name tells what the author knew already. Whoever finds the contract in the catalog reads one sentence, and decides
    whether it is what they need. A summary will do; a message of an operation that is described may rely on it.
    """
    if node.summary or node.description or (isinstance(node, Message | EventOperation) and node.title):
        return
    if isinstance(node, Message) and context.contract is not None and _is_told_above(node, context.contract):
        return
    what = f"message {node.name}" if isinstance(node, Message) else node.label
    yield Violation(f"{what} has no description", node.pointer, "Say in one sentence what it does, and for whom.")


def _is_told_above(message: Message, contract: Contract) -> bool:
    """Whether an operation that is described sends or receives it."""
    described = (each for each in contract.event_operations if each.summary or each.description or each.title)
    spoken_of = (one for each in described for one in (*each.messages, *(each.reply.messages if each.reply else ())))
    return any(one.pointer == message.pointer and one.document is message.document for one in spoken_of)
