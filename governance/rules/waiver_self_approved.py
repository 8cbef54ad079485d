"""waiver-self-approved."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.policy import Waiver
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("waiver-self-approved", severity=Severity.ERROR, on=Waiver)
def waiver_self_approved(waiver: Waiver, context: Context) -> Iterator[Violation]:
    """A waiver is approved by the one who asks for it, or by somebody who may not.

    An exception that one person makes for themselves is none that was agreed. The policy's approver group says who may
    approve; whoever asks may not, even as a member of it.
    """
    asks, approves = (name.removeprefix("team/") for name in (waiver.requested_by, waiver.approved_by))
    group = context.policy.waivers.approver_group
    if not approves:
        yield Violation(f"nobody has approved waiver {waiver.id}", ("approved_by",), "Name who agreed.")
    elif asks.casefold() == approves.casefold():
        yield Violation(f"{asks} asks for waiver {waiver.id} and approves it", ("approved_by",), "Ask somebody else.")
    elif group and approves not in members(group, context):
        message = f"{approves}, who approved waiver {waiver.id}, is not of {group}"
        yield Violation(message, ("approved_by",), "Ask one of the group, which policy.yaml lists under approvers.")


def members(group: str, context: Context) -> frozenset[str]:
    """The people and teams of an approver group, and the people of those teams."""
    named = [name.removeprefix("team/") for name in context.policy.approvers.get(group, ())]
    teams = (team for name in named if (team := context.around.team(name)) is not None)
    return frozenset((*named, *(person for team in teams for person in team.members)))
