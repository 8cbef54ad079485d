"""Contract ids are unique over the head and the tip of the target (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.answers.gate.sides import Sides
from governance.findings import Finding, Kind, Location, Severity, Status, fingerprint

RULE = "contract-id-taken"


def taken(sides: Sides) -> Iterator[Finding]:
    """A finding for each id that the head declares anew, and the target declared elsewhere in the meantime."""
    for name in sorted(sides.head.contracts.keys() - sides.base.contracts.keys()):
        mine, theirs = sides.head.contracts[name], sides.tip.contracts.get(name)
        if theirs is not None and (theirs.owner_kind, theirs.owner) != (mine.owner_kind, mine.owner):
            yield Finding(
                RULE,
                Kind.VALIDITY,
                Severity.ERROR,
                name,
                f"{name} was declared on the target in the meantime, by {theirs.origin.file}",
                fingerprint(RULE, name),
                "Choose another id, or rebase and change the contract that is there.",
                (Location(mine.origin.file, 1, 1),),
                status=Status.NEW,
            )
