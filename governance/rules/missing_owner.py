"""missing-owner."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.service import Service
from catalog.model.team import Contact
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("missing-owner", severity=Severity.ERROR, on=Service | Vendor | Workflow)
def missing_owner(owned: Service | Vendor | Workflow, context: Context) -> Iterator[Violation]:
    """A service, vendor or workflow has no owner who can be reached.

    When a payment is stuck at two in the morning, somebody must know whom to call. A mailbox or a person who has left
    is not an answer: the owner is a team of teams.yaml, with a contact and a way to escalate.
    """
    name = getattr(owned, "id", None) or getattr(owned, "name", "")
    pointer = (*owned.origin.pointer, "x-owner" if isinstance(owned, Workflow) else "owner")
    team = context.around.team(owned.owner)
    if not owned.owner:
        yield Violation(f"{name} has no owner", pointer, "Name a team of teams.yaml: owner: team/<name>.")
    elif team is None:
        yield Violation(f"{owned.owner!r}, the owner of {name}, is no team", pointer, "Add it to teams.yaml.")
    elif Contact() in (team.contact, team.escalation):
        lacks = "contact" if team.contact == Contact() else "escalation"
        yield Violation(f"team {owned.owner}, the owner of {name}, has no {lacks}", pointer, "Add it in teams.yaml.")
