"""Arrays: items by position, demands anywhere, counts, uniqueness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.frozen import dataclass, field
from catalog.samples.outcome import EMPTY, Empty, Formulas, Found, Outcome, Search, Unknown
from catalog.samples.values import equality_key


@dataclass(frozen=True, slots=True)
class Count:
    """From `least` to `most` items at `start` or later satisfy `formula`."""

    formula: int
    least: int
    most: int | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class ArrayGoal:
    """What an array must satisfy. `at`: the item there, if any; `beyond`: (start, formula) for all from there on.

    `unique`: True for no two equal items, False for some two equal items.
    """

    at: Mapping[int, Formulas] = field(default_factory=dict)
    beyond: tuple[tuple[int, int], ...] = ()
    counts: tuple[Count, ...] = ()
    minimum: int = 0
    maximum: int | None = None
    unique: bool | None = None

    @property
    def uniform_from(self) -> int:
        """The position from which all positions are alike."""
        starts = [start for start, _ in self.beyond] + [count.start for count in self.counts]
        return max([position + 1 for position in self.at] + starts, default=0)

    def every(self, position: int) -> Formulas:
        """What the item at a position must satisfy."""
        return self.at.get(position, ()) + tuple(f for start, f in self.beyond if start <= position)


def array(goal: ArrayGoal, search: Search) -> Outcome:
    """An array that satisfies the goal, as short as the search finds one; Empty only where there is none."""
    unknown: Unknown | None = None
    uniform = goal.uniform_from
    spare = sum(count.least for count in goal.counts) + (2 if goal.unique is False else 0)
    longest = max(goal.minimum, uniform + spare)
    longest = longest if goal.maximum is None else min(longest, goal.maximum)
    for length in range(goal.minimum, longest + 1):
        if length and _blocked(goal, search, min(length - 1, uniform)):
            break
        outcome = _of_length(goal, search, length)
        if isinstance(outcome, Found):
            return outcome
        unknown = outcome if isinstance(outcome, Unknown) else unknown
    return unknown or EMPTY


def _blocked(goal: ArrayGoal, search: Search, last: int) -> bool:
    """No item can stand at some position up to `last`, so no array is longer."""
    return any(isinstance(search.value(goal.every(p)), Empty) for p in range(last + 1))


def _of_length(goal: ArrayGoal, search: Search, length: int) -> Outcome:
    if goal.unique is not False:
        return _Filling(goal, search, length).run()
    unknown: Unknown | None = None
    alike = min(length, goal.uniform_from + 2)
    for twins in ((p, q) for q in range(alike) for p in range(q)):
        outcome = _Filling(goal, search, length, twins).run()
        if isinstance(outcome, Found):
            return outcome
        unknown = outcome if isinstance(outcome, Unknown) else unknown
    return unknown or EMPTY


class _Filling:
    """A search for the formulas of every position, so that all counts are met."""

    def __init__(self, goal: ArrayGoal, search: Search, length: int, twins: tuple[int, int] | None = None) -> None:
        self.goal, self.search, self.length, self.twins = goal, search, length, twins
        self.uniform = goal.uniform_from
        self.tail = goal.every(self.uniform)
        self.chosen: list[Formulas] = []
        self.choices: list[tuple[bool, ...]] = []
        self.failed: set[tuple[int, tuple[int, ...], tuple[int | None, ...]]] = set()
        self.unknown: Unknown | None = None

    def run(self) -> Outcome:
        least = tuple(count.least for count in self.goal.counts)
        most = tuple(count.most for count in self.goal.counts)
        return self._fill(0, least, most) or self.unknown or EMPTY

    def _every(self, position: int) -> Formulas:
        if self.twins and position in self.twins:
            return self.goal.every(self.twins[0]) + self.goal.every(self.twins[1])
        return self.tail if position >= self.uniform else self.goal.every(position)

    def _fill(self, position: int, least: tuple[int, ...], most: tuple[int | None, ...]) -> Found | None:
        self.search.spend()
        if max(least, default=0) > self.length - position or min((m for m in most if m is not None), default=0) < 0:
            return None
        if position == self.length:
            return self._values()
        state = (position, least, most)
        if state in self.failed:
            return None
        if position >= self.uniform and not any(least) and (self._free(position) or (self.goal.unique and not most)):
            found = self._repeated(position, most)
            if found or not most:
                return found
        if position >= self.uniform and not self._meetable(least):
            return None
        for choice in self._choices(position, least):
            found = self._choose(position, choice, least, most)
            if found:
                return found
        if self._free(position):
            self.failed.add(state)
        return None

    def _meetable(self, least: tuple[int, ...]) -> bool:
        """Whether every open demand can be met by one of the positions that are all alike."""
        return not any(
            need and isinstance(self.search.value((*self.tail, count.formula)), Empty)
            for count, need in zip(self.goal.counts, least, strict=True)
        )

    def _free(self, position: int) -> bool:
        """Whether what comes from here on does not depend on what was chosen before."""
        return not self.goal.unique and (self.twins is None or position > self.twins[1])

    def _choices(self, position: int, least: tuple[int, ...]) -> Iterator[tuple[bool, ...]]:
        """For every count, whether this item is claimed for it; only what some value allows."""
        if self.twins and position == self.twins[1]:
            yield self.choices[self.twins[0]]
            return
        yield from self._claimed(position, least, (), self._every(position))

    def _claimed(
        self, position: int, least: tuple[int, ...], chosen: tuple[bool, ...], formulas: Formulas
    ) -> Iterator[tuple[bool, ...]]:
        self.search.spend()
        if len(chosen) == len(least):
            yield chosen
            return
        count, need = self.goal.counts[len(chosen)], least[len(chosen)]
        within = position >= count.start
        for claimed in ((True, False) if need else (False, True)) if within else (False,):
            more = self._claim(count, claimed=claimed) if within else ()
            if not more or not isinstance(self.search.value((*formulas, *more)), Empty):
                yield from self._claimed(position, least, (*chosen, claimed), (*formulas, *more))

    def _claim(self, count: Count, *, claimed: bool) -> Formulas:
        if claimed:
            return (count.formula,)
        return () if count.most is None else (-count.formula,)

    def _choose(
        self, position: int, choice: tuple[bool, ...], least: tuple[int, ...], most: tuple[int | None, ...]
    ) -> Found | None:
        formulas = self._every(position) + self._claims(position, choice)
        outcome = self.search.value(formulas)
        if isinstance(outcome, Unknown):
            self.unknown = outcome
        if not isinstance(outcome, Found):
            return None
        self.chosen.append(formulas)
        self.choices.append(choice)
        fewer = tuple(max(0, n - claimed) for n, claimed in zip(least, choice, strict=True))
        spare = tuple(None if n is None else n - claimed for n, claimed in zip(most, choice, strict=True))
        found = self._fill(position + 1, fewer, spare)
        self.chosen.pop()
        self.choices.pop()
        return found

    def _claims(self, position: int, choice: tuple[bool, ...]) -> Formulas:
        claims: Formulas = ()
        for count, claimed in zip(self.goal.counts, choice, strict=True):
            claims += self._claim(count, claimed=claimed) if position >= count.start else ()
        return claims

    def _repeated(self, position: int, most: tuple[int | None, ...]) -> Found | None:
        """All remaining items alike and claimed for nothing."""
        formulas = self.tail + self._claims(position, (False,) * len(most))
        outcome = self.search.value(formulas)
        if not isinstance(outcome, Found):
            self.unknown = outcome if isinstance(outcome, Unknown) else self.unknown
            return None
        self.search.spend((self.length - position) // 8)
        self.chosen.extend([formulas] * (self.length - position))
        found = self._values()
        del self.chosen[position:]
        return found

    def _values(self) -> Found | None:
        if self.goal.unique:
            return self._all_different()
        items = [self.search.value(formulas) for formulas in self.chosen]
        if self.twins:
            items[self.twins[1]] = items[self.twins[0]]
        values = [item for item in items if isinstance(item, Found)]
        return Found([v.value for v in values], all(v.sure for v in values))

    def _all_different(self) -> Found | None:
        """Different values for all; where all positions are alike, any will do."""
        if len(set(self.chosen)) != 1:
            return self._matched()
        values, ending = self.search.distinct(self.chosen[0], self.length)
        self.unknown = ending if isinstance(ending, Unknown) else self.unknown
        if len(values) < self.length:
            return None
        return Found([v.value for v in values], all(v.sure for v in values))

    def _matched(self) -> Found | None:
        """Different values for all: positions with few values are matched first, the others take what is left."""
        offers: list[list[Found]] = []
        plenty: dict[int, Formulas] = {}
        for position, formulas in enumerate(self.chosen):
            values, ending = self.search.distinct(formulas, self.length)
            self.unknown = ending if isinstance(ending, Unknown) else self.unknown
            offers.append(values)
            if ending is None:
                plenty[position] = formulas
        taken: dict[object, int] = {}
        picked: dict[int, Found] = {}
        for position in range(self.length):
            if position not in plenty and not self._assign(position, offers, taken, picked, set()):
                return None
        waiting: dict[Formulas, Iterator[Found]] = {}
        for position, formulas in plenty.items():
            left = waiting.setdefault(formulas, iter(offers[position]))
            picked[position] = next(offer for offer in left if equality_key(offer.value) not in taken)
            taken[equality_key(picked[position].value)] = position
            self.search.spend()
        chosen = [picked[position] for position in range(self.length)]
        return Found([v.value for v in chosen], all(v.sure for v in chosen))

    def _assign(
        self,
        position: int,
        offers: list[list[Found]],
        taken: dict[object, int],
        picked: dict[int, Found],
        tried: set[object],
    ) -> bool:
        """Give `position` a value, moving others along where needed (an augmenting path)."""
        for offer in offers[position]:
            self.search.spend()
            key = equality_key(offer.value)
            if key in tried:
                continue
            tried.add(key)
            if key not in taken or self._assign(taken[key], offers, taken, picked, tried):
                taken[key], picked[position] = position, offer
                return True
        return False
