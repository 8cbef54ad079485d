"""Is there a value that satisfies a formula: a tableau per type, and tabled coinduction over recursion.

A goal that comes up again while it is being searched counts as empty: the smallest value of a recursive demand is
found without it. What was found empty that way is tentative until the goal at the head of the cycle is closed, and
is forgotten if that turns out to have a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from catalog.frozen import dataclass
from catalog.model.source import Json
from catalog.samples.budget import Budget
from catalog.samples.outcome import EMPTY, Empty, Found, Outcome
from catalog.samples.values import equality_key
from governance.compatibility.schema.evaluate import Evaluation
from governance.compatibility.schema.formulas import ARRAY, FALSE, FAMILIES, OBJECT, STRING, TRUE, Formula, Formulas
from governance.compatibility.schema.leaves import leaf, texts
from governance.compatibility.schema.restrict import Restriction
from governance.compatibility.schema.shared import Shared
from governance.compatibility.schema.tableau import Accept, Tableau, anything

_NO_HEAD = 1 << 60
_LEAF_COST = {OBJECT: 6, ARRAY: 4}
"""Steps of a leaf of a type, in the measure of all others, which are so many microseconds each."""


@dataclass(slots=True)
class _Known:
    """Different values of a goal: those found, why there are no more, and where more may come from."""

    values: list[Found]
    ending: Outcome | None
    more: Iterator[Found]


class ValueSearch:
    """Values of formulas of one arena; every answer is remembered."""

    def __init__(self, formulas: Formulas, evaluation: Evaluation, budget: Budget) -> None:
        self.formulas = formulas
        self.evaluation = evaluation
        self.budget = budget
        self.shared = Shared(formulas)
        self.restriction = Restriction(formulas, self.shared)
        self._closed: dict[Formula, Outcome] = {}
        self._tentative: dict[Formula, tuple[Outcome, int]] = {}
        self._trail: list[Formula] = []
        self._open: dict[Formula, int] = {}
        self._distinct: dict[Formula, _Known] = {}
        self._leaves: dict[tuple[frozenset[Formula], int], Outcome] = {}
        self.head = _NO_HEAD
        """The outermost open goal that what is being computed relies on being empty."""

    def reset(self) -> None:
        """Drop what an interrupted search left open."""
        self._open.clear()
        self._tentative.clear()
        self._trail.clear()
        self.evaluation.forget()
        self.head = _NO_HEAD

    def spend(self, steps: int = 1) -> None:
        """Count work. Raises OverBudget."""
        self.budget.spend(steps)

    def holds(self, formula: Formula, name: str) -> bool | None:
        """Whether a property name satisfies a formula."""
        return self.evaluation.name(formula, name)

    def value(self, formulas: tuple[Formula, ...]) -> Outcome:
        """A value that satisfies all."""
        self.spend(len(formulas) // 8)
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

    def closed(self, work: Callable[[], Outcome]) -> tuple[Outcome, bool]:
        """What some work comes to, and whether that relies on no open goal being empty."""
        outer, self.head = self.head, _NO_HEAD
        outcome = work()
        proved = self.head == _NO_HEAD
        self.head = min(outer, self.head)
        return outcome, proved

    def leaf(self, literals: tuple[Formula, ...], family: int) -> Outcome:
        """A value of a type that satisfies literals, remembered."""
        key = (frozenset(literals), family)
        if key in self._leaves:
            return self._leaves[key]
        self.spend(_LEAF_COST.get(family, 1) + len(literals) // 2)
        outcome, proved = self.closed(lambda: leaf(literals, family, self))
        if proved:
            self._leaves[key] = outcome
        return outcome

    def distinct(self, formulas: tuple[Formula, ...], wanted: int) -> tuple[list[Found], Outcome | None]:
        """At most `wanted` different values; with fewer, why."""
        goal = self.formulas.every(formulas)
        known = self._distinct.get(goal) or _Known([], None, self._streamed(goal))
        known.values.extend(islice(known.more, max(0, wanted - len(known.values))))
        proved = True
        while len(known.values) < wanted and known.ending is None and proved:
            others = -self.formulas.one_of_values([found.value for found in known.values])
            outcome, proved = self.closed(partial(self.solve, self.formulas.every((goal, others))))
            if isinstance(outcome, Found):
                known.values.append(outcome)
            else:
                known.ending = outcome
        if proved:
            self._distinct[goal] = known
        return known.values[:wanted], known.ending if len(known.values) < wanted else None

    def _streamed(self, goal: Formula) -> Iterator[Found]:
        """Listed values, or the strings that satisfy a goal which says nothing else of strings than literals."""
        listed = self.formulas.listed(self.formulas.conjuncts(goal))
        if listed is not None:
            yield from self._satisfying(goal, {equality_key(value): value for value in listed}.values())
            return
        restricted = self.restriction.to(goal, STRING)
        literals = [*self.formulas.conjuncts(restricted)] if restricted not in (TRUE, FALSE) else []
        if restricted != FALSE and all(self._is_plain(literal) for literal in literals):
            yield from (Found(text) for text in texts(literals, self))

    def _satisfying(self, goal: Formula, values: Iterable[Json]) -> Iterator[Found]:
        for value in values:
            self.spend()
            held = self.evaluation.holds(goal, value)
            if held is not False:
                yield Found(value, sure=held is True)

    def _is_plain(self, formula: Formula) -> bool:
        kind = self.formulas.nodes[abs(formula)][0]
        return kind in ("minLength", "maxLength", "pattern") or (kind == "in" and formula < 0)
