"""From pointers to lines: computed for findings only."""

from __future__ import annotations

from catalog.model.source import Pointer
from catalog.reading.positions import Positions
from governance.findings import Location


def location_of(positions: Positions, pointer: Pointer) -> Location:
    """File, line and column of the key at `pointer`, else of the value; of the nearest place above where it is not
    written."""
    place = positions.place(pointer)
    mark = (place.key or place.value).start
    return Location(positions.document.name, mark.line, mark.column)


def pointer_text(pointer: Pointer) -> str:
    """RFC 6901."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in pointer)
