"""Problems with the places they stand at; a position is computed only here, for a problem."""

from __future__ import annotations

from catalog.reading.positions import locate

from catalog.errors import CatalogError
from catalog.model.problem import Problem
from catalog.model.source import Place, Pointer, SourceDocument


def value_problem(
    document: SourceDocument, rule: str, pointer: Pointer, message: str, hint: str | None = None
) -> Problem:
    """A problem of the value at a pointer."""
    place = _place(document, pointer)
    return Problem(rule, message, document.name, pointer, place.value if place else None, hint)


def key_problem(
    document: SourceDocument, rule: str, pointer: Pointer, message: str, hint: str | None = None
) -> Problem:
    """A problem of the key at a pointer, or of its value where it has no key."""
    place = _place(document, pointer)
    span = (place.key or place.value) if place else None
    return Problem(rule, message, document.name, pointer, span, hint)


def _place(document: SourceDocument, pointer: Pointer) -> Place | None:
    try:
        return locate(document, pointer)
    except (CatalogError, LookupError):
        return None
