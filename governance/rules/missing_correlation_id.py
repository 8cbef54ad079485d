"""missing-correlation-id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.model.http import Header, Operation, Origin, Parameter
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

KNOWN = ("traceparent", "x-correlation-id", "correlation-id", "x-request-id")
ALWAYS = "traceparent"


@rule("missing-correlation-id", severity=Severity.ERROR, on=Operation)
def missing_correlation_id(operation: Operation, context: Context) -> Iterator[Violation]:
    """An operation does not carry the id of the business transaction.

    One order crosses six systems. Without one id that all of them log, nobody can say where it got stuck. The request
    takes the header, and every successful response gives it back; `traceparent` will always do, and else the header
    that the policy names as `correlation_header`.
    """
    if operation.origin is not Origin.PATH:
        return
    agreed = context.policy.correlation_header
    names = (ALWAYS, agreed.lower()) if agreed else KNOWN
    hint = f"Add the header {agreed or 'X-Correlation-ID'}."
    if not _among(names, (each for each in operation.parameters if each.location == "header")):
        yield Violation(f"{operation.label} takes no correlation id", operation.pointer, hint, facet="request")
    for response in operation.responses:
        if response.status.startswith("2") and not _among(names, response.headers):
            message = f"response {response.status} of {operation.label} gives no correlation id back"
            yield Violation(message, response.pointer, hint, facet=response.status, document=response.document)


def _among(names: tuple[str, ...], headers: Iterable[Parameter | Header]) -> bool:
    return any(each.name.lower() in names for each in headers)
