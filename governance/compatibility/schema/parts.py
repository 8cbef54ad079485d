"""A formula taken one step apart, for values of one type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from catalog.model.source import Json
from catalog.samples.outcome import Found, Outcome
from governance.compatibility.schema.formulas import ARRAY, FALSE, OBJECT, TRUE, Formula
from governance.compatibility.schema.textual import read_otherwise

if TYPE_CHECKING:
    from governance.compatibility.schema.search import ValueSearch

Clause: TypeAlias = "tuple[Formula, ...]"
"""Formulas of which one must hold."""


class Parts:
    """Takes formulas apart that are restricted to `family`."""

    def __init__(self, search: ValueSearch, family: int) -> None:
        self.search = search
        self.arena = search.formulas
        self.family = family
        self._literals: dict[Formula, tuple[Formula, ...]] = {}

    def of(self, formula: Formula) -> list[Formula] | Clause | None:
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
            case "part":
                says = self.search.restriction.to(self.arena.definition(node[1]), node[2])
                return [says if formula > 0 else -says]
            case "otherwise" if not node[2]:
                says = read_otherwise(self.search, node[1], self.family)
                return [says if formula > 0 else -says]
            case "in" if formula < 0 and self.family in (ARRAY, OBJECT):
                return [self._differs(value) for value in self.arena.values_of(-formula)]
        return None

    def is_literal(self, formula: Formula) -> bool:
        """Whether a solver takes the formula as it is."""
        kind = self.arena.nodes[abs(formula)][0]
        listed = kind == "in" and formula < 0 and self.family in (ARRAY, OBJECT)
        return kind not in ("and", "one", "unevaluated", "otherwise", "part") and not listed

    def literals_of(self, formula: Formula) -> tuple[Formula, ...]:
        """The literals that a formula says must hold, remembered."""
        known = self._literals.get(formula)
        if known is None:
            known = tuple(part for part in self.arena.conjuncts(formula) if self.is_literal(part))
            self._literals[formula] = known
        return known

    def is_part(self, formula: Formula) -> bool:
        """Whether it is a part that both sides share, which is opened last."""
        return bool(self.arena.nodes[abs(formula)][0] == "part")

    def is_uneven(self, formula: Formula) -> bool:
        """Whether it says that not exactly one of some formulas holds."""
        return formula < 0 and self.arena.nodes[-formula][0] == "one"

    def _exactly_one(self, members: tuple[Formula, ...]) -> Clause:
        return tuple(
            self.arena.every([member, *(-other for other in members if other != member)]) for member in members
        )

    def split_uneven(self, members: tuple[Formula, ...], model: Outcome) -> Clause:
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
        extents = [extent for _, extent in seen]
        statement = (
            self._unseen_properties(extents, rest) if kind == "properties" else self._unseen_items(extents, rest)
        )
        return statement if formula > 0 else -statement

    def _unseen_properties(self, extents: list[Any], rest: Formula) -> Formula:
        return self.arena.literal("keys", self.arena.every([-names for names in extents]), rest)

    def _unseen_items(self, extents: list[Any], rest: Formula) -> Formula:
        start = max((start for start, _ in extents), default=0)
        return self.arena.literal("items", start, self.arena.any([rest, *(formula for _, formula in extents)]))

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
