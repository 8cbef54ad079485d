"""Parts that mean the same on both sides: what their sender may send lies within what their receiver reads.

Nobody looks into such a part to know that. It is opened only where a value must be made of it, or where it meets
something else (the atoms of containment by name).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable

from catalog.frozen import dataclass
from governance.compatibility.schema.formulas import Formula, Formulas

Same = Callable[[str, str, bool], "Hashable | None"]
"""(reference as written, name of the document it stands in) -> what both releases mean by it, if they mean the same."""
OPENED = "~open"
"""The mark of a document whose objects are read without their closedness."""


@dataclass(frozen=True, slots=True)
class Part:
    """How a part is read. `subject`: what it is. `closed`: only what it declares is sent. `opened`: what it does not
    know is skipped. `loose`: what reads some oneOf as anyOf."""

    subject: Hashable
    closed: bool
    opened: bool
    loose: object

    def within(self, other: Part) -> bool:
        """Whether all values of this reading are values of the other."""
        return (
            not other.closed
            and (other.opened or not self.opened)
            and (self.loose is None or self.loose is other.loose)
        )  # fmt: skip


class Shared:
    """The parts of an arena, and which of them exclude each other."""

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self._parts: dict[Formula, Part] = {}
        self._alike: dict[tuple[Hashable, int], list[Formula]] = defaultdict(list)

    def add(self, reference: Formula, part: Part) -> None:
        """Remember what a reference leads to."""
        self._add(reference, part, 0)

    def restricted(self, reference: Formula, family: int) -> Formula | None:
        """A part for values of some types; None for a reference that is no part."""
        part = self._parts.get(reference)
        if part is None:
            return None
        formula = self._formulas.part(reference, family)
        self._add(formula, part, family)
        return formula

    def _add(self, formula: Formula, part: Part, family: int) -> None:
        if formula in self._parts:
            return
        self._parts[formula] = part
        alike = self._alike[part.subject, family]
        for other in alike:
            self._compare(formula, other)
            self._compare(other, formula)
        alike.append(formula)

    def _compare(self, sent: Formula, received: Formula) -> None:
        if self._parts[sent].within(self._parts[received]):
            rivals = self._formulas.rivals
            rivals.setdefault(sent, set()).add(-received)
            rivals.setdefault(-received, set()).add(sent)
