"""The boolean part of a search, for values of one type.

Literals are collected; what remains are clauses, of which one member must hold. A value of the literals alone is a
model: only clauses that it violates are branched on. Before branching, members that the literals rule out are
dropped; a clause left with one member is no choice, and one left with none closes the branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from catalog.model.source import Json
from catalog.samples.outcome import EMPTY, Empty, Found, Outcome, Unknown
from governance.compatibility.schema.branch import Branch
from governance.compatibility.schema.formulas import BOOLEAN, NULL, Formula
from governance.compatibility.schema.parts import Clause, Parts

if TYPE_CHECKING:
    from governance.compatibility.schema.search import ValueSearch

Accept: TypeAlias = Callable[[Json], bool]


def anything(_value: Json) -> bool:
    """Accepts every value."""
    return True


class Tableau:
    """A search among the values of one type."""

    def __init__(self, search: ValueSearch, family: int, accept: Accept) -> None:
        self.search = search
        self.arena = search.formulas
        self.family = family
        self.accept = accept
        self.parts = Parts(search, family)

    def run(self, goal: Formula) -> Outcome:
        """A value that satisfies `goal`, which is restricted to this type."""
        branch = Branch(self.parts)
        if self.family not in (NULL, BOOLEAN):
            return self._explore(branch) if branch.assume((goal,)) else EMPTY
        values = [None] if self.family == NULL else [True, False]
        doubtful = any(self.search.evaluation.holds(goal, value) is None for value in values)
        if doubtful and not (branch.assume((goal,)) and branch.propagate()):
            return EMPTY
        return self._among(values, (goal,))

    def _among(self, values: Iterable[Json], formulas: tuple[Formula, ...]) -> Outcome:
        """Listed values are tried one by one."""
        doubtful: Outcome = EMPTY
        for value in values:
            held = [self.search.evaluation.holds(formula, value) for formula in formulas]
            if False not in held and self.accept(value):
                if None not in held:
                    return Found(value)
                doubtful = Found(value, sure=False)
            elif False not in held:
                doubtful = Unknown("the validator does not confirm a listed value")
        return doubtful

    def _explore(self, branch: Branch) -> Outcome:
        self.search.spend()
        if not branch.propagate():
            return EMPTY
        listed = self.arena.listed(branch.literals)
        if listed is not None:
            uneven = [-one for one in branch.uneven]
            return self._among(listed, (*branch.literals, *map(self.arena.any, branch.clauses), *uneven))
        model = self._leaf(branch)
        if isinstance(model, Empty):
            return EMPTY
        violated = self._violated(branch, model)
        if not violated:
            return self._even_out(branch, model)
        narrowed = self._look_ahead(branch, violated)
        if narrowed is None:
            return EMPTY
        if isinstance(narrowed, Branch):
            return self._explore(narrowed)
        return self._branch(branch, narrowed)

    def _leaf(self, branch: Branch, *more: Formula) -> Outcome:
        return self.search.leaf((*branch.literals, *more), self.family)

    def _even_out(self, branch: Branch, model: Outcome) -> Outcome:
        """All clauses hold for the model; what remains is that not exactly one of some members holds."""
        for at, uneven in enumerate(branch.uneven):
            if not (isinstance(model, Found) and self.search.evaluation.holds(-uneven, model.value)):
                clause = self.parts.split_uneven(self.arena.nodes[uneven][1], model)
                split = branch.without(len(branch.clauses))
                split.uneven.pop(at)
                split.clauses.append(clause)
                return self._branch(split, (len(branch.clauses), clause))
        return self._offer(branch, model)

    def _offer(self, branch: Branch, model: Outcome) -> Outcome:
        """A value of the literals that no clause forbids."""
        if not isinstance(model, Found) or self.accept(model.value):
            return model
        if branch.clauses:
            return self._branch(branch, (0, branch.clauses[0]))
        return Unknown("the validator does not confirm the value that was found")

    def _violated(self, branch: Branch, model: Outcome) -> list[int]:
        """The clauses that the model does not satisfy for sure. What satisfies one is asked first the next time."""
        if not isinstance(model, Found):
            return list(range(len(branch.clauses)))
        holds, violated = self.search.evaluation.holds, []
        for at, clause in enumerate(branch.clauses):
            satisfied = next((n for n, member in enumerate(clause) if holds(member, model.value)), None)
            if satisfied is None:
                violated.append(at)
            elif satisfied:
                branch.clauses[at] = (clause[satisfied], *clause[:satisfied], *clause[satisfied + 1 :])
        return violated

    def _look_ahead(self, branch: Branch, violated: list[int]) -> Branch | tuple[int, Clause] | None:
        """None: some clause cannot hold. A branch: some clause has one way to hold. Else the clause to branch on."""
        best: tuple[int, Clause] | None = None
        for at in violated:
            alive = self._alive_members(branch, branch.clauses[at])
            if not alive:
                return None
            if len(alive) == 1:
                narrowed = branch.without(at)
                return narrowed if narrowed.assume(alive) else None
            if best is None or len(alive) < len(best[1]):
                best = (at, alive)
        assert best is not None
        return best

    def _alive_members(self, branch: Branch, clause: Clause) -> Clause:
        """The members that the literals allow; once there are two, the rest is not looked at."""
        alive: list[Formula] = []
        for position, member in enumerate(clause):
            if self._alive(branch, member):
                alive.append(member)
            if len(alive) > 1:
                return (*alive, *clause[position + 1 :])
        return tuple(alive)

    def _alive(self, branch: Branch, member: Formula) -> bool:
        """Whether the literals of a member fit the literals of the branch."""
        literals = self.parts.literals_of(member)
        return not literals or not isinstance(self._leaf(branch, *literals), Empty)

    def _branch(self, branch: Branch, choice: tuple[int, Clause]) -> Outcome:
        """Each member in turn; where one is impossible, the later ones know that it does not hold."""
        at, members = choice
        fallback: Outcome = EMPTY
        for member in members:
            narrowed = branch.without(at)
            possible = narrowed.assume((member,))
            outcome, proved = self.search.closed(partial(self._explore, narrowed)) if possible else (EMPTY, True)
            if isinstance(outcome, Found) and outcome.sure:
                return outcome
            if isinstance(outcome, Empty):
                branch.denied.update((member,) if proved else ())
            elif not isinstance(fallback, Found):
                fallback = outcome
        return fallback
