"""policy-unknown-rule."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.policy import Policy
from catalog.model.source import Pointer
from catalog.reading.descriptors.advice import did_you_mean
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("policy-unknown-rule", severity=Severity.ERROR, on=Policy)
def policy_unknown_rule(policy: Policy, context: Context) -> Iterator[Violation]:
    """The policy sets a rule that does not exist.

    A misspelt rule in the policy is off without anybody having switched it off.
    """
    for name, pointer in _named(policy):
        if name not in context.known_rules:
            hint = did_you_mean(name, context.known_rules) or "The portal's handbook lists them, under Rules."
            yield Violation(f"there is no rule {name!r}", pointer, hint, facet="/".join(map(str, pointer)))


def _named(policy: Policy) -> Iterator[tuple[str, Pointer]]:
    yield from ((name, ("rules", name)) for name in policy.rules)
    for profile in policy.profiles.values():
        yield from ((name, ("profiles", profile.name, "rules", name)) for name in profile.rules)
    yield from ((name, ("lower_unused", position)) for position, name in enumerate(policy.lower_unused))
