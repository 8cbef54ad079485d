"""Problems with the places they stand at; positions are computed only here, for a problem."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from catalog.model.problem import Problem
from catalog.model.source import Place, Pointer, SourceDocument

if TYPE_CHECKING:
    from catalog.reading.positions import Positions


class Places:
    """Makes the problems of one document."""

    def __init__(self, document: SourceDocument) -> None:
        self.document = document

    def value(self, rule: str, pointer: Pointer, message: str, hint: str | None = None) -> Problem:
        """A problem of the value at a pointer."""
        return Problem(rule, message, self.document.name, pointer, self._place(pointer).value, hint)

    def key(self, rule: str, pointer: Pointer, message: str, hint: str | None = None) -> Problem:
        """A problem of the key at a pointer, or of its value where it has no key."""
        place = self._place(pointer)
        return Problem(rule, message, self.document.name, pointer, place.key or place.value, hint)

    def _place(self, pointer: Pointer) -> Place:
        return self._positions.place(pointer)

    @cached_property
    def _positions(self) -> Positions:
        from catalog.reading.positions import Positions

        return Positions(self.document)
