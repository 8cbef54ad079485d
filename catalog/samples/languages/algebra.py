"""Regular languages as hash-consed expressions with complement, taken apart by derivatives (Brzozowski 1964)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalog.samples.budget import Budget
from catalog.samples.languages import charsets
from catalog.samples.languages.charsets import CharSet
from catalog.samples.languages.lengths import ANY_LENGTH, Lengths, after_another, of_all, of_any, repeated

NOTHING = 0
EVERYTHING = 1
EMPTY = 2
_CHARS, _CAT, _ALT, _AND, _NOT, _STAR, _REPEAT, _LOOP = range(3, 11)


class Languages:
    """An arena of expressions; a language is an index into it, and equal expressions have equal indices.

    Deriving and deciding spend steps of `budget`.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._nodes: list[tuple[Any, ...]] = [(NOTHING,), (EVERYTHING,), (EMPTY,)]
        self._ids: dict[tuple[Any, ...], int] = {}
        self._nullable: dict[int, bool] = {NOTHING: False, EVERYTHING: True, EMPTY: True}
        self._derived: dict[tuple[int, str], int] = {}
        self._lengths: dict[int, Lengths] = {}
        self._loops: dict[int, int] = {}

    def _intern(self, node: tuple[Any, ...]) -> int:
        found = self._ids.get(node)
        if found is None:
            found = self._ids[node] = len(self._nodes)
            self._nodes.append(node)
        return found

    def chars(self, chars: CharSet) -> int:
        """The one-character texts of a set."""
        return self._intern((_CHARS, chars)) if chars else NOTHING

    def text(self, text: str) -> int:
        """Exactly one text."""
        return self.sequence([self.chars(charsets.single(ord(c))) for c in text])

    def sequence(self, parts: Iterable[int]) -> int:
        """Concatenation."""
        joined = EMPTY
        for part in reversed(list(parts)):
            joined = self.then(part, joined)
        return joined

    def then(self, first: int, second: int) -> int:
        """Concatenation of two."""
        if NOTHING in (first, second):
            return NOTHING
        if first == EMPTY or (first == EVERYTHING and second == EVERYTHING):
            return second
        if second == EMPTY:
            return first
        node = self._nodes[first]
        if node[0] == _CAT:
            return self.then(node[1], self.then(node[2], second))
        return self._intern((_CAT, first, second))

    def either(self, options: Iterable[int]) -> int:
        """Union."""
        members: set[int] = set()
        for option in options:
            node = self._nodes[option]
            members.update(node[1] if node[0] == _ALT else (option,))
        members.discard(NOTHING)
        if EVERYTHING in members or any(self.complement(m) in members for m in tuple(members)):
            return EVERYTHING
        sets = [m for m in members if self._nodes[m][0] == _CHARS]
        if len(sets) > 1:
            members.difference_update(sets)
            members.add(self.chars(charsets.union(self._nodes[m][1] for m in sets)))
        if len(members) < 2:
            return members.pop() if members else NOTHING
        return self._intern((_ALT, frozenset(members)))

    def both(self, demands: Iterable[int]) -> int:
        """Intersection."""
        members: set[int] = set()
        for demand in demands:
            node = self._nodes[demand]
            members.update(node[1] if node[0] == _AND else (demand,))
        members.discard(EVERYTHING)
        if NOTHING in members or any(self.complement(m) in members for m in tuple(members)):
            return NOTHING
        if EMPTY in members and any(self._nodes[m][0] == _CHARS for m in members):
            return NOTHING
        if len(members) < 2:
            return members.pop() if members else EVERYTHING
        return self._intern((_AND, frozenset(members)))

    def complement(self, language: int) -> int:
        """Every text that is not in the language."""
        if language in (NOTHING, EVERYTHING):
            return EVERYTHING - language
        node = self._nodes[language]
        return int(node[1]) if node[0] == _NOT else self._intern((_NOT, language))

    def repeat(self, language: int, least: int, most: int | None) -> int:
        """From `least` to `most` of it, one after the other; None: without end."""
        if language in (NOTHING, EMPTY) or most == 0:
            return EMPTY if least == 0 or language == EMPTY or most == 0 else NOTHING
        if (least, most) == (1, 1):
            return language
        if least > 0 and self.is_nullable(language):
            least = 0
        if most is None:
            star = self._star(language)
            return star if least == 0 else self.then(self.repeat(language, least, least), star)
        return self._intern((_REPEAT, language, least, most))

    def _star(self, language: int) -> int:
        node = self._nodes[language]
        if language == EVERYTHING or node[0] == _STAR:
            return language
        return EVERYTHING if node == (_CHARS, charsets.ANY) else self._intern((_STAR, language))

    def loop(self) -> int:
        """A language that `tie` defines later, in terms of itself."""
        return self._intern((_LOOP, len(self._nodes)))

    def tie(self, loop: int, definition: int) -> None:
        """Define a loop. Before it comes round again, a character must have been consumed."""
        self._loops[loop] = definition

    def is_nullable(self, language: int) -> bool:
        """Whether the empty text belongs to it."""
        known = self._nullable.get(language)
        if known is None:
            known = self._nullable[language] = self._compute_nullable(language)
        return known

    def _compute_nullable(self, language: int) -> bool:
        node = self._nodes[language]
        match node[0]:
            case 3:  # _CHARS
                return False
            case 4:  # _CAT
                return self.is_nullable(node[1]) and self.is_nullable(node[2])
            case 5:  # _ALT
                return any(map(self.is_nullable, node[1]))
            case 6:  # _AND
                return all(map(self.is_nullable, node[1]))
            case 7:  # _NOT
                return not self.is_nullable(node[1])
            case 8:  # _STAR
                return True
            case 9:  # _REPEAT
                return node[2] == 0 or self.is_nullable(node[1])
        return self.is_nullable(self._loops[language])

    def lengths(self, language: int) -> Lengths:
        """Bounds of the lengths of its texts."""
        known = self._lengths.get(language)
        if known is None:
            known = self._lengths[language] = self._compute_lengths(language)
        return known

    def _compute_lengths(self, language: int) -> Lengths:
        node = self._nodes[language]
        match node[0]:
            case 2:  # EMPTY
                return 0, 0
            case 3:  # _CHARS
                return 1, 1
            case 4:  # _CAT
                return after_another(self.lengths(node[1]), self.lengths(node[2]))
            case 5:  # _ALT
                return of_any([self.lengths(m) for m in node[1]])
            case 6:  # _AND
                return of_all([self.lengths(m) for m in node[1]])
            case 9:  # _REPEAT
                return repeated(self.lengths(node[1]), node[2], node[3])
        return ANY_LENGTH

    def after(self, language: int, character: str) -> int:
        """What may follow once `character` has been read."""
        known = self._derived.get((language, character))
        if known is None:
            self.budget.spend()
            known = self._derived[language, character] = self._derive(language, character)
        return known

    def _derive(self, language: int, char: str) -> int:
        node = self._nodes[language]
        match node[0]:
            case 0 | 2:  # NOTHING, EMPTY
                return NOTHING
            case 1:  # EVERYTHING
                return EVERYTHING
            case 3:  # _CHARS
                return EMPTY if charsets.contains(node[1], ord(char)) else NOTHING
            case 4:  # _CAT
                head = self.then(self.after(node[1], char), node[2])
                return self.either((head, self.after(node[2], char))) if self.is_nullable(node[1]) else head
            case 5:  # _ALT
                self.budget.spend(len(node[1]) // 4)
                return self.either([self.after(m, char) for m in node[1]])
            case 6:  # _AND
                self.budget.spend(len(node[1]) // 4)
                return self.both([self.after(m, char) for m in node[1]])
            case 7:  # _NOT
                return self.complement(self.after(node[1], char))
            case 8:  # _STAR
                return self.then(self.after(node[1], char), language)
            case 9:  # _REPEAT
                fewer = self.repeat(node[1], max(0, node[2] - 1), node[3] - 1)
                return self.then(self.after(node[1], char), fewer)
        return self.after(self._loops[language], char)

    def accepts(self, language: int, text: str) -> bool:
        """Whether a text belongs to it."""
        for char in text:
            if language in (NOTHING, EVERYTHING):
                break
            language = self.after(language, char)
        return self.is_nullable(language)

    def alphabet(self, language: int) -> tuple[tuple[str, CharSet], ...]:
        """Parts of the characters that the language cannot tell apart, each with a pleasant member."""
        sets: set[CharSet] = set()
        seen, waiting = {language}, [language]
        while waiting:
            current = waiting.pop()
            node = self._nodes[current]
            if node[0] == _CHARS:
                sets.add(node[1])
            fresh = [m for m in self._members(current, node) if m not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        return charsets.partition(frozenset(sets))

    def _members(self, language: int, node: tuple[Any, ...]) -> Iterable[int]:
        match node[0]:
            case 4:  # _CAT
                return node[1:]
            case 5 | 6:  # _ALT, _AND
                return tuple(node[1])
            case 7 | 8 | 9:  # _NOT, _STAR, _REPEAT
                return (node[1],)
            case 10:  # _LOOP
                return (self._loops[language],)
        return ()
