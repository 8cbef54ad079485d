"""From pointers to lines: computed for findings only."""

from __future__ import annotations

from catalog.model.source import Pointer
from catalog.reading.positions import Positions
from governance.findings import Finding, Kind, Location, Pointers, fingerprint
from governance.validation.violation import Violation


def location_of(positions: Positions, pointer: Pointer) -> Location:
    """File, line and column of the key at `pointer`, else of the value; of the nearest place above where it is not
    written."""
    mark = positions.start(pointer)
    return Location(positions.document.name, mark.line, mark.column)


def pointer_text(pointer: Pointer) -> str:
    """RFC 6901."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in pointer)


def finding_at(violation: Violation, address: str, positions: Positions) -> Finding:
    """The violation under an address, with the line where it is written."""
    return Finding(
        rule=violation.rule,
        kind=Kind.VALIDITY,
        severity=violation.severity,
        address=address,
        message=violation.message,
        fingerprint=fingerprint(violation.rule, address, violation.facet),
        hint=violation.hint,
        locations=(location_of(positions, violation.pointer),),
        pointers=Pointers(revision=pointer_text(violation.pointer)),
    )
