"""Where something stands in a descriptor that may or may not be at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from catalog.model.source import Pointer, SourceDocument
from catalog.reading.positions import Positions
from governance.findings import Location

Source: TypeAlias = Callable[[str], SourceDocument | None]
"""The parsed descriptor at a path."""


def line_of(file: str, pointer: Pointer, source: Source) -> Location:
    """Of the key at `pointer`, else of the value; of the nearest place above where it is not written, and of the file
    where that cannot be read."""
    document = source(file)
    if document is None:
        return Location(file, 1, 1)
    mark = Positions(document).start(pointer)
    return Location(document.name, mark.line, mark.column)
