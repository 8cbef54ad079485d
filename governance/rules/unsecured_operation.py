"""unsecured-operation."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Operation, Origin, Server
from catalog.model.messaging import EventOperation
from catalog.reading.members import items
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("unsecured-operation", severity=Severity.ERROR, on=Operation | EventOperation)
def unsecured_operation(operation: Operation | EventOperation, context: Context) -> Iterator[Violation]:
    """Anybody may call an operation.

    What asks for no proof will be called by people nobody thought of. The effective `security` of an operation must
    not be empty, nor offer nothing as an alternative. For events, the operation or every server of its channel asks
    for it; a document without servers is not judged.
    """
    if isinstance(operation, Operation):
        yield from _of_http(operation)
    elif context.contract is not None and not operation.security:
        servers = _servers_of(operation, context.contract)
        if any(not any(True for _ in items(server.node, "security")) for server in servers):
            yield Violation(f"{operation.label} asks for no proof of who it is", operation.pointer, HINT)


HINT = "Add security with one of the document's schemes."


def _of_http(operation: Operation) -> Iterator[Violation]:
    if operation.origin is not Origin.PATH:
        return
    if not operation.security:
        yield Violation(f"{operation.label} may be called by anybody", operation.pointer, HINT)
    elif any(not alternative.schemes for alternative in operation.security):
        message = f"{operation.label} may be called without proof as well"
        yield Violation(message, operation.pointer, "Remove the empty alternative {} from security.")


def _servers_of(operation: EventOperation, contract: Contract) -> list[Server]:
    names = operation.channel.servers
    return [server for server in contract.servers if not names or server.name in names]
