"""A formula as it reads for values of one type only."""

from __future__ import annotations

from governance.compatibility.schema.formulas import FALSE, LITERAL_TYPES, TRUE, Formula, Formulas
from governance.compatibility.schema.shared import Shared


class Restriction:
    """Formulas of an arena, each restricted to a type once."""

    def __init__(self, formulas: Formulas, shared: Shared) -> None:
        self.formulas = formulas
        self.shared = shared
        self._known: dict[tuple[Formula, int], Formula] = {}
        self._others: dict[Formula, Formula] = {}
        self._mentioned: dict[Formula, tuple[str, ...]] = {}

    def to(self, formula: Formula, family: int) -> Formula:
        """What `formula` says about values whose type is among the bits of `family`."""
        if not self.formulas.mask(formula) & family:
            return FALSE
        if not self.formulas.mask(-formula) & family:
            return TRUE
        known = self._known.get((formula, family))
        if known is None:
            known = self._known[formula, family] = (
                self._restrict(formula, family) if formula > 0 else -self.to(-formula, family)
            )
        return known

    def _restrict(self, formula: Formula, family: int) -> Formula:
        arena = self.formulas
        node = arena.nodes[formula]
        match node[0]:
            case "types":
                return arena.types(node[1] & family)
            case "in":
                return arena.every((formula, arena.types(family)))
            case "and":
                return arena.every([self.to(member, family) for member in node[1]])
            case "one":
                return arena.exactly_one([self.to(member, family) for member in node[1]])
            case "reference":
                part = self.shared.restricted(formula, family)
                return part if part is not None else self.to(arena.definition(formula), family)
            case "part":
                return self.to(node[1], family)
            case "unevaluated":
                seen = [(self.to(held, family), extent) for held, extent in node[2]]
                return arena.unevaluated(node[1], seen, node[3])
        return formula if node[0] in ("opaque", "otherwise") or LITERAL_TYPES[node[0]] & family else TRUE

    def to_other_names(self, names: Formula) -> Formula:
        """What a formula on property names says of the names that it does not mention."""
        known = self._others.get(names)
        if known is None:
            known = self._others[names] = self._other_names(names)
        return known

    def _other_names(self, names: Formula) -> Formula:
        if names < 0:
            return -self.to_other_names(-names)
        node = self.formulas.nodes[names]
        if node[0] == "in":
            return FALSE
        if node[0] == "and":
            return self.formulas.every([self.to_other_names(member) for member in node[1]])
        if node[0] == "one":
            return self.formulas.exactly_one([self.to_other_names(member) for member in node[1]])
        return names

    def mentioned(self, names: Formula) -> tuple[str, ...]:
        """The names that a formula on names tells apart by name, sorted."""
        known = self._mentioned.get(names)
        if known is None:
            known = self._mentioned[names] = tuple(sorted(self._by_name(names)))
        return known

    def _by_name(self, names: Formula) -> frozenset[str]:
        node = self.formulas.nodes[abs(names)]
        if node[0] == "in":
            return frozenset(key for key in node[1] if isinstance(key, str))
        if node[0] in ("and", "one"):
            return frozenset().union(*(self._by_name(member) for member in node[1]))
        return frozenset()
