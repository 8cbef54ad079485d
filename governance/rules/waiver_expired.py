"""waiver-expired."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.policy import Waiver
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("waiver-expired", severity=Severity.ERROR, on=Waiver)
def waiver_expired(waiver: Waiver, context: Context) -> Iterator[Violation]:
    """A waiver has expired.

    What was agreed for a while is no longer agreed: the finding is back. Mend it, or agree again.
    """
    if waiver.expires is not None and waiver.expires < context.around.today:
        message = f"waiver {waiver.id} expired on {waiver.expires}"
        yield Violation(message, ("expires",), "Mend what it excuses and remove it, or agree on it anew.")
