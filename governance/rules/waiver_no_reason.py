"""waiver-no-reason."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.policy import Waiver
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

SHORTEST = 20


@rule("waiver-no-reason", severity=Severity.ERROR, on=Waiver)
def waiver_no_reason(waiver: Waiver, _: Context) -> Iterator[Violation]:
    """A waiver does not say why.

    In half a year nobody remembers. Twenty characters are little enough to say what keeps the defect from being
    mended, and until when.
    """
    if len(" ".join(waiver.reason.split())) < SHORTEST or len(set(waiver.reason.lower().split())) < 2:
        message = f"waiver {waiver.id} gives no reason" if not waiver.reason else f"{waiver.reason!r} is no reason"
        yield Violation(message, ("reason",), f"Say why in {SHORTEST} characters or more.")
