"""What a search for a value ends with, and what composite solvers ask of whoever searches inside them."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from catalog.frozen import dataclass
from catalog.model.source import Json


@dataclass(frozen=True, slots=True)
class Found:
    """A value. `sure` is False where something that is not modelled may still reject it."""

    value: Json
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Empty:
    """Proved: there is no value."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value was found, and none was ruled out."""

    reason: str


Outcome: TypeAlias = "Found | Empty | Unknown"
EMPTY = Empty()
Formulas: TypeAlias = "tuple[int, ...]"
"""Formulas that all must hold; −f is the negation of f."""


class Search(Protocol):
    """Whoever knows what the formulas mean."""

    def value(self, formulas: Formulas) -> Outcome:
        """A value that satisfies all."""

    def distinct(self, formulas: Formulas, wanted: int) -> tuple[list[Found], Outcome | None]:
        """At most `wanted` different values; with fewer, why: Empty (there are no more) or Unknown."""

    def holds(self, formula: int, name: str) -> bool | None:
        """Whether a property name satisfies a formula; None: not modelled."""

    def spend(self, steps: int = 1) -> None:
        """Count work. Raises OverBudget."""
