"""Texts of a regular language with a length in bounds, shortest and most readable first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from catalog.frozen import dataclass
from catalog.samples.languages import charsets
from catalog.samples.languages.algebra import EVERYTHING, NOTHING, Languages
from catalog.samples.languages.charsets import CharSet


@dataclass(frozen=True, slots=True)
class StringGoal:
    """A language, and bounds of the length in code points."""

    language: int = EVERYTHING
    minimum: int = 0
    maximum: int | None = None
    excluded: frozenset[str] = frozenset()


def strings(languages: Languages, goal: StringGoal) -> Iterator[str]:
    """Every text that satisfies the goal, each once; nothing exactly when there is none. Raises OverBudget."""
    if goal.language == NOTHING or (goal.maximum is not None and goal.maximum < goal.minimum):
        return
    shortest, longest = languages.lengths(goal.language)
    if (longest is not None and longest < goal.minimum) or (goal.maximum is not None and goal.maximum < shortest):
        return
    first = _readable(languages, goal)
    if first is not None:
        yield first
    for text in _Graph(languages, goal.language).texts(goal):
        if text not in goal.excluded and text != first:
            yield text


_LINE_ENDS = "\n\r\u2028\u2029"
_Reached = dict[int, tuple[int, str]]
"""How each state was reached first: from which state, by which character."""


def _readable(languages: Languages, goal: StringGoal) -> str | None:
    """A shortest text of one line, else of several, where it is not excluded.

    Validators differ about `$` before the end of a line, so a text of one line convinces more of them.
    """
    parts = [member for member, _ in languages.alphabet(goal.language)]
    plain = [member for member in parts if member not in _LINE_ENDS]
    found = _shortest(languages, goal, plain)
    return found if found is not None or plain == parts else _shortest(languages, goal, parts)


def _shortest(languages: Languages, goal: StringGoal, parts: list[str]) -> str | None:
    """A shortest text of the language that is long enough, made of some characters; None where it is excluded."""
    reached: _Reached = {goal.language: (goal.language, "")}
    level, length = [goal.language], 0
    while level:
        for state in level if length >= goal.minimum else ():
            if languages.is_nullable(state):
                text = _read(reached, state)
                return text if text not in goal.excluded else None
        if goal.maximum is not None and length >= goal.maximum:
            return None
        level, length = _next_level(languages, level, parts, reached), length + 1
    return None


def _read(reached: _Reached, state: int) -> str:
    """The text by which a state was reached."""
    read: list[str] = []
    while reached[state][1]:
        state, char = reached[state]
        read.append(char)
    return "".join(reversed(read))


def _next_level(languages: Languages, level: list[int], parts: list[str], reached: _Reached) -> list[int]:
    following = []
    for state in level:
        for char in parts:
            target = languages.after(state, char)
            languages.budget.spend()
            if target not in reached and target != NOTHING:
                reached[target] = (state, char)
                following.append(target)
    return following


class _Graph:
    """The automaton of a language, whole, with the states from which a text can still end well."""

    def __init__(self, languages: Languages, language: int) -> None:
        self.budget = languages.budget
        alphabet = languages.alphabet(language)
        numbers = {language: 0}
        self.edges: list[list[tuple[str, CharSet, int]]] = []
        waiting = [language]
        for state in waiting:
            self.edges.append([])
            for char, part in alphabet:
                target = languages.after(state, char)
                languages.budget.spend()
                if target == NOTHING:
                    continue
                if target not in numbers:
                    numbers[target] = len(waiting)
                    waiting.append(target)
                self.edges[-1].append((char, part, numbers[target]))
        self.successors = [sum({1 << edge[2] for edge in edges}) for edges in self.edges]
        self.ending = [sum(1 << n for s, n in numbers.items() if languages.is_nullable(s))]
        self.first_seen = {self.ending[0]: 0}
        self.cycle: tuple[int, int] | None = None

    def texts(self, goal: StringGoal) -> Iterator[str]:
        """By length, then with the last character changing fastest."""
        for length in self._lengths(goal):
            yield from self._of_length(length)

    def _lengths(self, goal: StringGoal) -> Iterator[int]:
        """The lengths in bounds that occur; what leads to an end after n characters repeats as n grows."""
        length, idle = goal.minimum, 0
        while goal.maximum is None or length <= goal.maximum:
            idle += 1
            if self._ending_after(length) & 1:
                yield length
                idle = 0
            elif self.cycle and length >= self.cycle[0] and idle > self.cycle[1]:
                return
            length += 1

    def _ending_after(self, length: int) -> int:
        """The states (as bits) from which some `length` characters lead to an end."""
        while self.cycle is None and len(self.ending) <= length:
            self.budget.spend(1 + len(self.successors) // 8)
            target = self.ending[-1]
            states = sum(1 << s for s, following in enumerate(self.successors) if following & target)
            seen = self.first_seen.setdefault(states, len(self.ending))
            if seen < len(self.ending):
                self.cycle = (seen, len(self.ending) - seen)
            else:
                self.ending.append(states)
        if self.cycle and length >= self.cycle[0]:
            return self.ending[self.cycle[0] + (length - self.cycle[0]) % self.cycle[1]]
        return self.ending[length]

    def _of_length(self, length: int) -> Iterator[str]:
        if length == 0:
            yield ""
            return
        self.budget.spend(length // 4)
        path = [self._steps(0, length - 1)]
        text: list[str] = []
        while path:
            step = next(path[-1], None)
            if step is None:
                path.pop()
                if text:
                    text.pop()
            elif len(path) == length:
                self.budget.spend(1 + length // 32)
                yield "".join(text) + step[0]
            else:
                text.append(step[0])
                path.append(self._steps(step[1], length - len(path) - 1))

    def _steps(self, state: int, remaining: int) -> Iterator[tuple[str, int]]:
        good = self._ending_after(remaining)
        for char, part, target in self.edges[state]:
            if good >> target & 1:
                yield char, target
                yield from ((other, target) for other in charsets.characters(part) if other != char)


def some(languages: Languages, goal: StringGoal, wanted: int) -> list[str]:
    """At most `wanted` texts; fewer only where there are no more."""
    return list(islice(strings(languages, goal), wanted))
