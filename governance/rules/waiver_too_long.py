"""waiver-too-long."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.policy import Waiver
from governance.findings import Severity
from governance.rules.engine.profiles import TABLE
from governance.rules.engine.rule import Context, Violation, rule


@rule("waiver-too-long", severity=Severity.ERROR, on=Waiver)
def waiver_too_long(waiver: Waiver, context: Context) -> Iterator[Violation]:
    """A waiver lasts longer than the policy allows.

    An exception without an end is a rule. What is an error somewhere may be excused for `max_days_error` days,
    anything else for `max_days_warning`; then it is mended or agreed again.
    """
    if waiver.created is None or waiver.expires is None:
        return
    limits = context.policy.waivers
    most = limits.max_days_error if _is_error(waiver.rule, context) else limits.max_days_warning
    days = (waiver.expires - waiver.created).days
    if days > most:
        message = f"waiver {waiver.id} lasts {days} days; {most} are allowed"
        yield Violation(message, ("expires",), "Choose an earlier day; it can be agreed on again.")


def _is_error(rule_id: str, context: Context) -> bool:
    """What the policy says for all, else whether the rule is an error in some layer; others' rules are errors."""
    said = context.policy.rules.get(rule_id)
    return said == "error" if said else "e" in TABLE.get(rule_id, "e").split("/")
