"""owner-not-in-codeowners."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.service import Service
from catalog.model.team import Team
from catalog.model.vendor import Vendor
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("owner-not-in-codeowners", severity=Severity.WARNING, on=Service | Vendor)
def owner_not_in_codeowners(owned: Service | Vendor, context: Context) -> Iterator[Violation]:
    """CODEOWNERS asks others than the owner about a service or a vendor.

    The owner answers for the contract, but the forge asks whom CODEOWNERS names. Where the two differ, changes are
    approved by people who do not know what they break. A repository without CODEOWNERS is not judged.
    """
    team, codeowners = context.around.team(owned.owner), context.around.codeowners
    if team is None or codeowners is None:
        return
    asked = codeowners.owners_of(owned.origin.file)
    if not any(_is(handle, team) for handle in asked):
        who = ", ".join(asked) or "nobody"
        message = f"{owned.name} belongs to {team.name}, but CODEOWNERS asks {who}"
        hint = f"Add {team.codeowners or f'the team {team.name}'} to the line of its folder in CODEOWNERS."
        yield Violation(message, (*owned.origin.pointer, "owner"), hint)


def _is(handle: str, team: Team) -> bool:
    """`@acme/order-domain` is the team order-domain, where the team does not say how it is called there."""
    if team.codeowners:
        return handle.lower() == team.codeowners.lower()
    return handle.lower().lstrip("@").rpartition("/")[2] == team.name.lower()
