"""missing-idempotency-key."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.http import Operation, Origin
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import words_of

REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})
"""Idempotent by RFC 9110 §9.2.2, and QUERY by its draft."""


@rule("missing-idempotency-key", severity=Severity.ERROR, on=Operation)
def missing_idempotency_key(operation: Operation, _: Context) -> Iterator[Violation]:
    """A POST or PATCH cannot be repeated safely.

    Answers get lost. A caller that does not know whether its order arrived must be able to send it again, without
    ordering twice: with an Idempotency-Key, or by a key of the business that the receiver knows a repetition by
    (`x-idempotency: natural-key(orderId)`). What changes nothing says so: `x-idempotency: safe`.
    """
    if operation.origin is not Origin.PATH or operation.method in REPEATABLE or "x-idempotency" in operation.extensions:
        return
    headers = (each.name for each in operation.parameters if each.location == "header")
    if not any("idempotency" in words_of(name) or "idempotent" in words_of(name) for name in headers):
        hint = "Require an Idempotency-Key header, or state x-idempotency: natural-key(<field>) or safe."
        yield Violation(f"{operation.label} cannot be repeated safely", operation.pointer, hint)
