"""The boolean part of a search, for values of one type.

Literals are collected; what remains are clauses, of which one member must hold. A value of the literals alone is a
model: only clauses that it violates are branched on. Before branching, members that the literals rule out are
dropped; a clause left with one member is no choice, and one left with none closes the branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from catalog.model.source import Json
from catalog.samples.outcome import EMPTY, Empty, Found, Outcome, Unknown
from governance.compatibility.schema.formulas import (
    ARRAY,
    BOOLEAN,
    FALSE,
    NULL,
    OBJECT,
    TRUE,
    Formula,
)
from governance.compatibility.schema.textual import read_otherwise

if TYPE_CHECKING:
    from governance.compatibility.schema.search import ValueSearch

Accept: TypeAlias = Callable[[Json], bool]
Clause: TypeAlias = "tuple[Formula, ...]"


def anything(_value: Json) -> bool:
    """Accepts every value."""
    return True


@dataclass(slots=True)
class _Branch:
    """What is assumed: literals that hold, clauses of which one member must hold, and formulas (exactly one of some)
    that must not hold."""

    literals: dict[Formula, None] = field(default_factory=dict)
    clauses: list[Clause] = field(default_factory=list)
    uneven: list[Formula] = field(default_factory=list)

    def without(self, at: int) -> _Branch:
        """A copy without one clause."""
        return _Branch(dict(self.literals), self.clauses[:at] + self.clauses[at + 1 :], list(self.uneven))


class Tableau:
    """A search among the values of one type."""

    def __init__(self, search: ValueSearch, family: int, accept: Accept) -> None:
        self.search = search
        self.arena = search.formulas
        self.family = family
        self.accept = accept

    def run(self, goal: Formula) -> Outcome:
        """A value that satisfies `goal`, which is restricted to this type."""
        if self.family in (NULL, BOOLEAN):
            return self._among([None] if self.family == NULL else [True, False], (goal,))
        branch = _Branch()
        return self._explore(branch) if self._assume(branch, (goal,)) else EMPTY

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

    def _assume(self, branch: _Branch, formulas: Iterable[Formula]) -> bool:
        """Take formulas apart into literals and clauses; False where they contradict what is assumed."""
        waiting = list(formulas)[::-1]
        while waiting:
            formula = waiting.pop()
            if formula == FALSE or -formula in branch.literals:
                return False
            if formula < 0 and self.arena.nodes[-formula][0] == "one":
                branch.uneven.append(-formula)
                continue
            parts = self._parts(formula)
            if isinstance(parts, tuple):
                branch.clauses.append(parts)
            elif parts is None:
                if formula != TRUE:
                    branch.literals[formula] = None
            else:
                waiting.extend(reversed(parts))
        return True

    def _parts(self, formula: Formula) -> list[Formula] | Clause | None:
        """A list of what must all hold, a clause, or None for a literal."""
        node = self.arena.nodes[abs(formula)]
        match node[0]:
            case "and":
                members = sorted(node[1], key=abs)
                return members if formula > 0 else tuple(-member for member in members)
            case "one":
                return self._exactly_one(node[1])
            case "unevaluated":
                return [self._unevaluated(formula)]
            case "otherwise" if not node[2]:
                says = read_otherwise(self.search, node[1], self.family)
                return [says if formula > 0 else -says]
            case "in" if formula < 0 and self.family in (ARRAY, OBJECT):
                return [self._differs(value) for value in self.arena.values_of(-formula)]
        return None

    def _is_literal(self, formula: Formula) -> bool:
        kind = self.arena.nodes[abs(formula)][0]
        listed = kind == "in" and formula < 0 and self.family in (ARRAY, OBJECT)
        return kind not in ("and", "one", "unevaluated", "otherwise") and not listed

    def _exactly_one(self, members: tuple[Formula, ...]) -> Clause:
        return tuple(
            self.arena.every([member, *(-other for other in members if other != member)]) for member in members
        )

    def _split_uneven(self, members: tuple[Formula, ...], model: Outcome) -> Clause:
        """Not exactly one of the members: by cases over one that holds for the model."""
        arena, holds = self.arena, self.search.evaluation.holds
        held = [m for m in members if isinstance(model, Found) and holds(m, model.value)]
        chosen = held[0] if held else members[0]
        others = [member for member in members if member != chosen]
        neither = arena.every((-chosen, -arena.exactly_one(others)))
        return neither, arena.every((chosen, arena.any(others)))

    def _unevaluated(self, formula: Formula) -> Formula:
        """By cases over the first condition; without conditions, a plain statement about the rest."""
        arena = self.arena
        _, kind, seen, rest = arena.nodes[abs(formula)]
        for at, (condition, extent) in enumerate(seen):
            if condition != TRUE:
                other = seen[:at] + seen[at + 1 :]
                with_it = arena.unevaluated(kind, (*other, (TRUE, extent)), rest)
                without = arena.unevaluated(kind, other, rest)
                sign = 1 if formula > 0 else -1
                return arena.any((
                    arena.every((condition, sign * with_it)), arena.every((-condition, sign * without))
                ))  # fmt: skip
        plain = _unseen_properties if kind == "properties" else _unseen_items
        statement = plain(self, [extent for _, extent in seen], rest)
        return statement if formula > 0 else -statement

    def _differs(self, value: Json) -> Formula:
        """An array or object that does not equal `value`, said with literals."""
        arena = self.arena
        if isinstance(value, list):
            same = [arena.literal("minItems", len(value)), arena.literal("maxItems", len(value))]
            same += [arena.literal("item", at, arena.one_of_values((v,))) for at, v in enumerate(value)]
            return -arena.every(same)
        assert isinstance(value, dict)
        others = -arena.one_of_values(value)
        same = [arena.literal("keys", others, FALSE)]
        for name, member in value.items():
            named, equal = arena.one_of_values((name,)), arena.one_of_values((member,))
            same += [arena.literal("required", name), arena.literal("keys", named, equal)]
        return -arena.every(same)

    def _explore(self, branch: _Branch) -> Outcome:
        self.search.spend()
        if not self._propagate(branch):
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
        if isinstance(narrowed, _Branch):
            return self._explore(narrowed)
        return self._branch(branch, narrowed)

    def _leaf(self, branch: _Branch, *more: Formula) -> Outcome:
        return self.search.leaf((*branch.literals, *more), self.family)

    def _even_out(self, branch: _Branch, model: Outcome) -> Outcome:
        """All clauses hold for the model; what remains is that not exactly one of some members holds."""
        for at, uneven in enumerate(branch.uneven):
            held = isinstance(model, Found) and self.search.evaluation.holds(-uneven, model.value)
            if not held:
                clause = self._split_uneven(self.arena.nodes[uneven][1], model)
                split = _Branch(
                    branch.literals, [*branch.clauses, clause], branch.uneven[:at] + branch.uneven[at + 1 :]
                )
                return self._branch(split, (len(branch.clauses), clause))
        return self._offer(branch, model)

    def _offer(self, branch: _Branch, model: Outcome) -> Outcome:
        """A value of the literals that no clause forbids."""
        if not isinstance(model, Found) or self.accept(model.value):
            return model
        if branch.clauses:
            return self._branch(branch, (0, branch.clauses[0]))
        return Unknown("the validator does not confirm the value that was found")

    def _violated(self, branch: _Branch, model: Outcome) -> list[int]:
        """The clauses that the model does not satisfy for sure."""
        if not isinstance(model, Found):
            return list(range(len(branch.clauses)))
        holds = self.search.evaluation.holds
        return [
            at for at, clause in enumerate(branch.clauses)
            if not any(holds(member, model.value) for member in clause)
        ]  # fmt: skip

    def _propagate(self, branch: _Branch) -> bool:
        """Drop satisfied clauses and impossible members until nothing changes; False on contradiction."""
        changed = True
        while changed:
            changed = False
            clauses, branch.clauses = branch.clauses, []
            for clause in clauses:
                if any(member in branch.literals or member == TRUE for member in clause):
                    continue
                possible = tuple(member for member in clause if self._possible(branch, member))
                if not possible:
                    return False
                if len(possible) > 1:
                    branch.clauses.append(possible)
                    continue
                changed = True
                if not self._assume(branch, possible):
                    return False
        return True

    def _possible(self, branch: _Branch, member: Formula) -> bool:
        if member == FALSE or -member in branch.literals:
            return False
        return not any(-part in branch.literals for part in self.arena.conjuncts(member))

    def _look_ahead(self, branch: _Branch, violated: list[int]) -> _Branch | tuple[int, Clause] | None:
        """None: some clause cannot hold. A branch: some clause has one way to hold. Else the clause to branch on."""
        best: tuple[int, Clause] | None = None
        for at in violated:
            clause = branch.clauses[at]
            alive: list[Formula] = []
            for position, member in enumerate(clause):
                if self._alive(branch, member):
                    alive.append(member)
                if len(alive) > 1:
                    alive.extend(clause[position + 1 :])
                    break
            if not alive:
                return None
            if len(alive) == 1:
                narrowed = branch.without(at)
                return narrowed if self._assume(narrowed, alive) else None
            if best is None or len(alive) < len(best[1]):
                best = (at, tuple(alive))
        assert best is not None
        return best

    def _alive(self, branch: _Branch, member: Formula) -> bool:
        """Whether the literals of a member fit the literals of the branch."""
        literals = [part for part in self.arena.conjuncts(member) if self._is_literal(part)]
        return not literals or not isinstance(self._leaf(branch, *literals), Empty)

    def _branch(self, branch: _Branch, choice: tuple[int, Clause]) -> Outcome:
        at, members = choice
        fallback: Outcome = EMPTY
        for member in members:
            narrowed = branch.without(at)
            if not self._assume(narrowed, (member,)):
                continue
            outcome = self._explore(narrowed)
            if isinstance(outcome, Found) and outcome.sure:
                return outcome
            fallback = fallback if isinstance(outcome, Empty) or isinstance(fallback, Found) else outcome
        return fallback


def _unseen_properties(tableau: Tableau, extents: list[Formula], rest: Formula) -> Formula:
    return tableau.arena.literal("keys", tableau.arena.every([-names for names in extents]), rest)


def _unseen_items(tableau: Tableau, extents: list[tuple[int, Formula]], rest: Formula) -> Formula:
    start = max((start for start, _ in extents), default=0)
    return tableau.arena.literal("items", start, tableau.arena.any([rest, *(formula for _, formula in extents)]))
