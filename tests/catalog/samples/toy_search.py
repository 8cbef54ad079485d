"""A search over a toy language: formula n is "the number n", −n is "not the number n", 100 + k is "below k"."""

from __future__ import annotations

from catalog.samples.outcome import EMPTY, Formulas, Found, Outcome, Unknown

ALWAYS = 1000
UNIVERSE = tuple(range(1, 7))
BELOW = 100


class ToySearch:
    """Values are 1 to 6. Names: formula ALWAYS is every name, a formula of `names` those it lists."""

    def __init__(self, names: dict[int, tuple[str, ...]] | None = None) -> None:
        self.names = names or {}
        self.steps = 0

    def _fits(self, formulas: Formulas) -> list[int]:
        return [value for value in UNIVERSE if all(self._satisfies(value, f) for f in formulas)]

    def _satisfies(self, value: int, formula: int) -> bool:
        if abs(formula) == ALWAYS:
            return formula > 0
        meant = value < abs(formula) - BELOW if abs(formula) > BELOW else value == abs(formula)
        return meant == (formula > 0)

    def value(self, formulas: Formulas) -> Outcome:
        if 999 in formulas:
            return Unknown("a formula that nobody understands")
        found = self._fits(formulas)
        return Found(found[0]) if found else EMPTY

    def distinct(self, formulas: Formulas, wanted: int) -> tuple[list[Found], Outcome | None]:
        if any(abs(f) in self.names for f in formulas):
            known = [f"k{i}" for i in range(wanted + 3)]
            listed = [n for f in formulas if f in self.names for n in self.names[f]] or known
            found = [Found(n) for n in listed if self._named(n, formulas)]
        else:
            found = [Found(value) for value in self._fits(formulas)]
        return found[:wanted], EMPTY if len(found) < wanted else None

    def _named(self, name: str, formulas: Formulas) -> bool:
        return all((name in self.names.get(abs(f), ())) == (f > 0) for f in formulas if abs(f) in self.names)

    def holds(self, formula: int, name: str) -> bool | None:
        if abs(formula) == ALWAYS:
            return formula > 0
        return (name in self.names[abs(formula)]) == (formula > 0)

    def spend(self, steps: int = 1) -> None:
        self.steps += steps
