"""Is there a value that satisfies a formula: a tableau per type, and tabled coinduction over recursion.

A goal that comes up again while it is being searched counts as empty: the smallest value of a recursive demand is
found without it. What was found empty that way is tentative until the goal at the head of the cycle is closed, and
is forgotten if that turns out to have a value.
"""

from __future__ import annotations

from catalog.samples.budget import Budget
from catalog.samples.outcome import EMPTY, Empty, Found, Outcome
from governance.compatibility.schema.evaluate import Evaluation
from governance.compatibility.schema.formulas import FALSE, FAMILIES, TRUE, Formula, Formulas
from governance.compatibility.schema.leaves import leaf
from governance.compatibility.schema.restrict import Restriction
from governance.compatibility.schema.tableau import Accept, Tableau, anything

_NO_HEAD = 1 << 60


class ValueSearch:
    """Values of formulas of one arena; every answer is remembered."""

    def __init__(self, formulas: Formulas, evaluation: Evaluation, budget: Budget) -> None:
        self.formulas = formulas
        self.evaluation = evaluation
        self.budget = budget
        self.restriction = Restriction(formulas)
        self._closed: dict[Formula, Outcome] = {}
        self._tentative: dict[Formula, tuple[Outcome, int]] = {}
        self._trail: list[Formula] = []
        self._open: dict[Formula, int] = {}
        self._distinct: dict[Formula, tuple[list[Found], Outcome | None]] = {}
        self._leaves: dict[tuple[frozenset[Formula], int], Outcome] = {}
        self.head = _NO_HEAD
        """The outermost open goal that what is being computed relies on being empty."""

    def reset(self) -> None:
        """Drop what an interrupted search left open."""
        self._open.clear()
        self._tentative.clear()
        self._trail.clear()
        self.head = _NO_HEAD

    def spend(self, steps: int = 1) -> None:
        """Count work. Raises OverBudget."""
        self.budget.spend(steps)

    def holds(self, formula: Formula, name: str) -> bool | None:
        """Whether a property name satisfies a formula."""
        return self.evaluation.name(formula, name)

    def value(self, formulas: tuple[Formula, ...]) -> Outcome:
        """A value that satisfies all."""
        return self.solve(self.formulas.every(formulas))

    def solve(self, goal: Formula) -> Outcome:
        """A value of one formula."""
        if goal in (TRUE, FALSE):
            return Found("") if goal == TRUE else EMPTY
        if goal in self._closed:
            return self._closed[goal]
        if goal in self._open:
            self.head = min(self.head, self._open[goal])
            return EMPTY
        if goal in self._tentative:
            outcome, head = self._tentative[goal]
            self.head = min(self.head, head)
            return outcome
        return self._open_goal(goal)

    def _open_goal(self, goal: Formula) -> Outcome:
        self.spend()
        depth = self._open[goal] = len(self._open)
        outer, self.head = self.head, _NO_HEAD
        mark = len(self._trail)
        outcome = self.search(goal, anything)
        head, self.head = self.head, outer
        del self._open[goal]
        if isinstance(outcome, Found):
            self._forget(mark)
            self._closed[goal] = outcome
        elif head >= depth:
            self._settle(mark)
            self._closed[goal] = outcome
        else:
            self._tentative[goal] = (outcome, head)
            self._trail.append(goal)
            self.head = min(outer, head)
        return outcome

    def _forget(self, mark: int) -> None:
        for goal in self._trail[mark:]:
            del self._tentative[goal]
        del self._trail[mark:]

    def _settle(self, mark: int) -> None:
        for goal in self._trail[mark:]:
            self._closed[goal] = self._tentative.pop(goal)[0]
        del self._trail[mark:]

    def search(self, goal: Formula, accept: Accept) -> Outcome:
        """A value of a formula that `accept` accepts as well."""
        fallback: Outcome = EMPTY
        mask = self.formulas.mask(goal)
        for family in FAMILIES:
            if mask & family:
                outcome = Tableau(self, family, accept).run(self.restriction.to(goal, family))
                if isinstance(outcome, Found) and outcome.sure:
                    return outcome
                fallback = fallback if isinstance(outcome, Empty) or isinstance(fallback, Found) else outcome
        return fallback

    def leaf(self, literals: tuple[Formula, ...], family: int) -> Outcome:
        """A value of a type that satisfies literals, remembered."""
        key = (frozenset(literals), family)
        if key in self._leaves:
            return self._leaves[key]
        outer, self.head = self.head, _NO_HEAD
        self.spend()
        outcome = leaf(literals, family, self)
        if self.head == _NO_HEAD:
            self._leaves[key] = outcome
        self.head = min(outer, self.head)
        return outcome

    def distinct(self, formulas: tuple[Formula, ...], wanted: int) -> tuple[list[Found], Outcome | None]:
        """At most `wanted` different values; with fewer, why."""
        goal = self.formulas.every(formulas)
        values, ending = self._distinct.get(goal, ([], None))
        outer, self.head = self.head, _NO_HEAD
        while len(values) < wanted and ending is None:
            others = -self.formulas.one_of_values([found.value for found in values])
            outcome = self.solve(self.formulas.every((goal, others)))
            if isinstance(outcome, Found):
                values.append(outcome)
            else:
                ending = outcome
        if self.head == _NO_HEAD:
            self._distinct[goal] = (values, ending)
        self.head = min(outer, self.head)
        return values[:wanted], ending if len(values) < wanted else None
