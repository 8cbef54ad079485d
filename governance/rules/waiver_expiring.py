"""waiver-expiring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from catalog.model.policy import Waiver
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("waiver-expiring", severity=Severity.WARNING, on=Waiver)
def waiver_expiring(waiver: Waiver, context: Context) -> Iterator[Violation]:
    """A waiver is about to expire.

    From the day after, its finding counts again. The policy's `expiring_days` say how long before that everybody is
    reminded.
    """
    today, days = context.around.today, context.policy.waivers.expiring_days
    if waiver.expires is not None and today <= waiver.expires <= today + timedelta(days=days):
        message = f"waiver {waiver.id} of {waiver.rule} expires on {waiver.expires}"
        yield Violation(message, ("expires",), f"Mend {waiver.address or waiver.contract}, or agree on it anew.")
