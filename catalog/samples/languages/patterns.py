"""A pattern's language: the texts in which it matches somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from catalog.samples.languages import charsets, syntax
from catalog.samples.languages.algebra import EMPTY, EVERYTHING, NOTHING, Languages
from catalog.samples.languages.syntax import Node, UnsupportedPattern

_Before: TypeAlias = Literal["start", "word", "other"]
_Rest: TypeAlias = Callable[[_Before], int]
"""What follows, which may depend on the character before it."""

_MOST_UNROLLED = 12


def pattern_language(languages: Languages, pattern: str) -> int:
    """The texts in which the ECMA-262 pattern matches somewhere. Raises UnsupportedPattern."""
    tree = syntax.parse_pattern(pattern)
    builder = _Builder(languages)
    return builder.through(EVERYTHING, "start", lambda before: builder.build(tree, before, builder.anything))


class _Builder:
    """Builds the language of "this node, then the rest" from the back, so that assertions see what follows."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    @staticmethod
    def anything(_before: _Before) -> int:
        return EVERYTHING

    def build(self, node: Node, before: _Before, rest: _Rest) -> int:
        if not _asserts(node):
            return self.through(self.plain(node), before, rest)
        match node:
            case syntax.Sequence(items):
                return self._sequence(items, before, rest)
            case syntax.Choice(options):
                return self.languages.either([self.build(option, before, rest) for option in options])
            case syntax.Repeat(item, least, most):
                return self._repeat(item, least, most, before, rest)
            case syntax.Edge(end=True):
                return self.languages.both((EMPTY, rest(before)))
            case syntax.Edge():
                return rest("start") if before == "start" else NOTHING
            case syntax.Boundary(inside):
                return self.languages.both((self._boundary(before, inside=inside), rest(before)))
            case syntax.Ahead(item, negative):
                seen = self.build(item, before, self.anything)
                return self.languages.both((self.languages.complement(seen) if negative else seen, rest(before)))
        raise UnsupportedPattern(f"{type(node).__name__} is not modelled")

    def through(self, language: int, before: _Before, rest: _Rest) -> int:
        """First `language`, without assertions, then the rest, which may look back at its last character."""
        algebra = self.languages
        after_word, after_other = rest("word"), rest("other")
        unread = rest(before) if algebra.is_nullable(language) else NOTHING
        if after_word == after_other and unread in (NOTHING, after_word):
            return algebra.then(language, after_word)
        if after_word == after_other:
            some = algebra.both((language, algebra.complement(EMPTY)))
            return algebra.either((unread, algebra.then(some, after_word)))
        word, other = self._ending(charsets.WORD), self._ending(charsets.NOT_WORD)
        return algebra.either((
            unread,
            algebra.then(algebra.both((language, word)), after_word),
            algebra.then(algebra.both((language, other)), after_other),
        ))  # fmt: skip

    def _ending(self, chars: charsets.CharSet) -> int:
        return self.languages.then(EVERYTHING, self.languages.chars(chars))

    def _boundary(self, before: _Before, *, inside: bool) -> int:
        word_next = self.languages.then(self.languages.chars(charsets.WORD), EVERYTHING)
        return word_next if (before == "word") == inside else self.languages.complement(word_next)

    def _sequence(self, items: tuple[Node, ...], before: _Before, rest: _Rest) -> int:
        if not items:
            return rest(before)
        plain = next((at for at, item in enumerate(items) if _asserts(item)), len(items))
        known: dict[_Before, int] = {}

        def following(last: _Before) -> int:
            if last not in known:
                known[last] = self._sequence(items[max(plain, 1) :], last, rest)
            return known[last]

        if plain:
            return self.through(self.plain(syntax.Sequence(items[:plain])), before, following)
        return self.build(items[0], before, following)

    def _repeat(self, item: Node, least: int, most: int | None, before: _Before, rest: _Rest) -> int:
        if max(least, most or 0) > _MOST_UNROLLED:
            raise UnsupportedPattern("an assertion repeated too often")
        if least > 0:
            fewer = None if most is None else most - 1
            return self.build(item, before, lambda b: self._repeat(item, least - 1, fewer, b, rest))
        if most == 0:
            return rest(before)
        if most is None:
            return self._loop(item, before, rest)
        again = self.build(item, before, lambda b: self._repeat(item, 0, most - 1, b, rest))
        return self.languages.either((rest(before), again))

    def _loop(self, item: Node, before: _Before, rest: _Rest) -> int:
        if _least_length(item) == 0:
            raise UnsupportedPattern("an assertion repeated without end")
        loops: dict[_Before, int] = {}

        def again(last: _Before) -> int:
            if last not in loops:
                loops[last] = self.languages.loop()
                body = self.build(item, last, again)
                self.languages.tie(loops[last], self.languages.either((rest(last), body)))
            return loops[last]

        return again(before)

    def plain(self, node: Node) -> int:
        """The language of a node without assertions."""
        match node:
            case syntax.Chars(chars):
                return self.languages.chars(chars)
            case syntax.Sequence(items):
                return self.languages.sequence([self.plain(item) for item in items])
            case syntax.Choice(options):
                return self.languages.either([self.plain(option) for option in options])
            case syntax.Repeat(item, least, most):
                return self.languages.repeat(self.plain(item), least, most)
        raise UnsupportedPattern(f"{type(node).__name__} is not modelled")


def _asserts(node: Node) -> bool:
    match node:
        case syntax.Edge() | syntax.Boundary() | syntax.Ahead():
            return True
        case syntax.Sequence(parts) | syntax.Choice(parts):
            return any(map(_asserts, parts))
        case syntax.Repeat(item):
            return _asserts(item)
    return False


def _least_length(node: Node) -> int:
    match node:
        case syntax.Chars():
            return 1
        case syntax.Sequence(items):
            return sum(map(_least_length, items))
        case syntax.Choice(options):
            return min(map(_least_length, options))
        case syntax.Repeat(item, least):
            return least * _least_length(item)
    return 0
