"""Contract ids are unique over the head and the tip of the target (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.answers.gate.sides import Sides
from catalog.answers.gate.touched import Touched
from governance.findings import Finding, Kind, Severity, Status, fingerprint
from governance.lines import line_of

RULE = "contract-id-taken"


def taken(sides: Sides, changes: Iterable[Touched]) -> Iterator[Finding]:
    """A finding for each id that the head declares anew, and the target declared elsewhere in the meantime."""
    for change in changes:
        if change.base is not None or change.head is None:
            continue
        name, mine, theirs = change.name, change.head.entry, sides.tip.contracts.get(change.name)
        if theirs is not None and (theirs.owner_kind, theirs.owner) != (mine.owner_kind, mine.owner):
            yield Finding(
                RULE,
                Kind.VALIDITY,
                Severity.ERROR,
                name,
                f"{name} was declared on the target in the meantime, by {theirs.origin.file}",
                fingerprint(RULE, name),
                "Choose another id, or rebase and change the contract that is there.",
                (line_of(mine.origin.file, mine.origin.pointer, sides.head.documents.readable),),
                status=Status.NEW,
            )
