"""What is assumed on one branch of a tableau."""

from __future__ import annotations

from collections.abc import Iterable

from governance.compatibility.schema.formulas import FALSE, TRUE, Formula
from governance.compatibility.schema.parts import Clause, Parts


class Branch:
    """Literals that hold, clauses of which one member must hold, and formulas that were said as a whole.

    `facts`: everything assumed, taken apart or not. `denied`: what cannot hold besides: the negations of facts, and
    what was found impossible on a branch before. `uneven`: exactly-one formulas that must not hold. `unopened`: parts
    that both sides share and that nobody has looked into yet.
    """

    __slots__ = ("clauses", "denied", "facts", "literals", "parts", "uneven", "unopened")

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.literals: list[Formula] = []
        self.clauses: list[Clause] = []
        self.uneven: list[Formula] = []
        self.unopened: list[Formula] = []
        self.facts: set[Formula] = {TRUE}
        self.denied: set[Formula] = {FALSE}

    def without(self, at: int) -> Branch:
        """A copy without one clause."""
        copy = Branch(self.parts)
        copy.literals = list(self.literals)
        copy.clauses = self.clauses[:at] + self.clauses[at + 1 :]
        copy.uneven = list(self.uneven)
        copy.unopened = list(self.unopened)
        copy.facts = set(self.facts)
        copy.denied = set(self.denied)
        return copy

    def assume(self, formulas: Iterable[Formula]) -> bool:
        """Take formulas apart into literals and clauses; False where they contradict what is assumed."""
        waiting = list(formulas)[::-1]
        while waiting:
            formula = waiting.pop()
            if formula in self.denied:
                return False
            if formula in self.facts:
                continue
            self.facts.add(formula)
            self.denied.add(-formula)
            if self.parts.is_part(formula):
                self._put_off(formula)
                continue
            if self.parts.is_uneven(formula):
                self.uneven.append(-formula)
                continue
            parts = self.parts.of(formula)
            if parts is None:
                self.literals.append(formula)
            elif isinstance(parts, tuple):
                self.clauses.append(parts)
            else:
                waiting.extend(reversed(parts))
        return True

    def _put_off(self, part: Formula) -> None:
        rivals = self.parts.arena.rivals.get(part, ())
        self.denied.update(rivals)
        self.facts.update(-rival for rival in rivals)
        self.unopened.append(part)

    def propagate(self) -> bool:
        """Drop satisfied clauses and impossible members until nothing changes, and open what is shared when there is
        nothing else to do; False on contradiction."""
        while self._narrow():
            if not self.unopened:
                return True
            unopened, self.unopened = self.unopened, []
            if not self.assume(says for part in unopened for says in self.parts.of(part) or ()):
                return False
        return False

    def _narrow(self) -> bool:
        changed = True
        while changed:
            changed = False
            self.parts.search.spend(1 + sum(map(len, self.clauses)) // 64)
            clauses, self.clauses = self.clauses, []
            for clause in clauses:
                if not self.facts.isdisjoint(clause):
                    continue
                possible = tuple(member for member in clause if self._possible(member))
                if not possible:
                    return False
                if len(possible) > 1:
                    self.clauses.append(possible)
                    continue
                changed = True
                if not self.assume(possible):
                    return False
        return True

    def _possible(self, member: Formula) -> bool:
        if member in self.denied:
            return False
        node = self.parts.arena.nodes[abs(member)]
        return member < 0 or node[0] != "and" or self.denied.isdisjoint(node[1])
