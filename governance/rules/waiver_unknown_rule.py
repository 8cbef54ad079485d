"""waiver-unknown-rule."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.policy import Waiver
from catalog.reading.descriptors.advice import did_you_mean
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("waiver-unknown-rule", severity=Severity.ERROR, on=Waiver)
def waiver_unknown_rule(waiver: Waiver, context: Context) -> Iterator[Violation]:
    """A waiver excuses a rule that does not exist.

    A misspelt waiver excuses nothing, and its author believes that it does.
    """
    if waiver.rule not in context.known_rules:
        hint = did_you_mean(waiver.rule, context.known_rules) or "The portal's handbook lists them, under Rules."
        yield Violation(f"waiver {waiver.id} is of {waiver.rule!r}, which is no rule", ("rule",), hint)
