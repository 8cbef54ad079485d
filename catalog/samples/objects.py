"""Objects: properties by name, by families of names, demands on some name, counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.frozen import dataclass, field
from catalog.model.source import Json
from catalog.samples.outcome import EMPTY, Empty, Formulas, Found, Outcome, Search, Unknown


@dataclass(frozen=True, slots=True)
class Family:
    """The names that satisfy `names`, and what their values have to do with `formula`.

    `others` says the same as `names` about the names that the goal does not mention.
    """

    names: int
    others: int
    formula: int


@dataclass(frozen=True, slots=True)
class ObjectGoal:
    """What an object must satisfy.

    `at`: the value of a name, if it is there; `required`: names that must be there, with what their values must
    satisfy besides; `everywhere`: the values of all names of a family; `somewhere`: the value of some name of it.
    `mentioned`: the names to be told apart from all others, which satisfy `unmentioned`.
    """

    at: Mapping[str, Formulas] = field(default_factory=dict)
    required: Mapping[str, Formulas] = field(default_factory=dict)
    everywhere: tuple[Family, ...] = ()
    somewhere: tuple[Family, ...] = ()
    mentioned: tuple[str, ...] = ()
    unmentioned: int = 0
    minimum: int = 0
    maximum: int | None = None


def object_(goal: ObjectGoal, search: Search, always: int) -> Outcome:
    """An object that satisfies the goal, with few properties; Empty only where there is none.

    `always` is the formula that every name satisfies.
    """
    if goal.maximum is not None and max(len(goal.required), goal.minimum) > goal.maximum:
        return EMPTY
    return _Placing(goal, search, always).run()


_Present = dict[str, Formulas]


class _Placing:
    def __init__(self, goal: ObjectGoal, search: Search, always: int) -> None:
        self.goal, self.search, self.always = goal, search, always
        self.unknown: Unknown | None = None
        self.known: dict[str, Formulas] = {}

    def run(self) -> Outcome:
        present: _Present = {}
        for name, formulas in self.goal.required.items():
            present[name] = self.every(name) + formulas
            outcome = self.search.value(present[name])
            if isinstance(outcome, Empty):
                return self.unknown or EMPTY
            self._note(outcome)
        return self._place(present, self.goal.somewhere) or self.unknown or EMPTY

    def _note(self, outcome: Outcome | None) -> None:
        self.unknown = outcome if isinstance(outcome, Unknown) else self.unknown

    def _possible(self, formulas: Formulas) -> bool:
        outcome = self.search.value(formulas)
        self._note(outcome)
        return isinstance(outcome, Found)

    def every(self, name: str) -> Formulas:
        """What the value of a mentioned name must satisfy."""
        known = self.known.get(name)
        if known is None:
            families = (f.formula for f in self.goal.everywhere if self._member(f.names, name, doubt=True))
            known = self.known[name] = (*self.goal.at.get(name, ()), *families)
        return known

    def _member(self, names: int, name: str, *, doubt: bool) -> bool:
        held = self.search.holds(names, name)
        if held is None:
            self.unknown = Unknown("whether a property name belongs to a family")
            return doubt
        return held

    def _place(self, present: _Present, demands: tuple[Family, ...]) -> Found | None:
        """Put the demands on names one by one; all ways are tried."""
        self.search.spend()
        if self.goal.maximum is not None and len(present) > self.goal.maximum:
            return None
        if not demands:
            return self._fill(present)
        demand, rest = demands[0], demands[1:]
        for name, formulas in self._places(present, demand):
            if self._possible(formulas):
                found = self._place({**present, name: formulas}, rest)
                if found:
                    return found
        return None

    def _places(self, present: _Present, demand: Family) -> Iterator[tuple[str, Formulas]]:
        for name, formulas in present.items():
            if self._member(demand.names, name, doubt=False):
                yield name, (*formulas, demand.formula)
        for name in self.goal.mentioned:
            if name not in present and self._member(demand.names, name, doubt=False):
                yield name, (*self.every(name), demand.formula)
        if demand.others != -self.always:
            asked = () if demand.others == self.always else (demand.others,)
            for keys, formulas in self._kinds(asked, (demand.formula,)):
                for name in self._fresh(keys, present, 1):
                    yield name, formulas

    def _kinds(self, asked: Formulas, wanted: Formulas) -> Iterator[tuple[Formulas, Formulas]]:
        """The kinds of names not mentioned that satisfy `asked`: (formulas on the name, on its value, `wanted` too).

        Kinds without a name or without a value are left out as soon as that shows.
        """
        families = (*self.goal.everywhere, *self.goal.somewhere)
        told = [o for o in dict.fromkeys(f.others for f in families) if abs(o) != self.always]
        everywhere = tuple(f.formula for f in self.goal.everywhere if f.others == self.always)
        yield from self._signed((), (*everywhere, *wanted), [*asked, *(o for o in told if o not in asked)], len(asked))

    def _signed(
        self, keys: Formulas, formulas: Formulas, told: list[int], given: int
    ) -> Iterator[tuple[Formulas, Formulas]]:
        values, ending = self.search.distinct((self.goal.unmentioned, *keys), 1)
        self._note(ending)
        if not values or not self._possible(formulas):
            return
        if not told:
            yield keys, formulas
            return
        for key in (told[0],) if given > 0 else (-told[0], told[0]):
            more = tuple(f.formula for f in self.goal.everywhere if f.others == key)
            yield from self._signed((*keys, key), formulas + more, told[1:], given - 1)

    def _fresh(self, keys: Formulas, present: _Present, wanted: int) -> list[str]:
        """Names of a kind that are not there yet; fewer than `wanted` only where there are no more."""
        values, ending = self.search.distinct((self.goal.unmentioned, *keys), wanted + len(present))
        self._note(ending)
        self.unknown = self.unknown if all(v.sure for v in values) else Unknown("a property name in doubt")
        return [str(v.value) for v in values if v.value not in present][:wanted]

    def _fill(self, present: _Present) -> Found | None:
        """Add properties until there are enough."""
        missing = self.goal.minimum - len(present)
        present = dict(present)
        for name in self.goal.mentioned:
            if missing > 0 and name not in present and self._possible(self.every(name)):
                present[name] = self.every(name)
                missing -= 1
        for keys, formulas in self._kinds((), ()) if missing > 0 else ():
            names = self._fresh(keys, present, missing)
            present.update(dict.fromkeys(names, formulas))
            missing -= len(names)
            if missing <= 0:
                break
        return self._values(present) if missing <= 0 else None

    def _values(self, present: _Present) -> Found | None:
        members: dict[str, Json] = {}
        sure = self.unknown is None
        for name, formulas in present.items():
            outcome = self.search.value(formulas)
            if not isinstance(outcome, Found):
                self._note(outcome)
                return None
            members[name] = outcome.value
            sure = sure and outcome.sure
        return Found(members, sure)
