"""Other words that somebody may have meant: abbreviations, and words with one letter amiss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase, digits

ABBREVIATED = range(3, 6)
"""Letters of what can be an abbreviation."""

SHORTEST = 4
"""Letters below which a word is taken as it stands."""

LONGEST = 40
FIRST_COUNTS = 5
"""Below these many letters the first one is right."""

MOST = 12
LETTERS = (*ascii_lowercase, *digits)
Words = Mapping[str, int]
"""The words of the index; 1 where a name holds it between other words, 0 where it is a name run together."""


def abbreviated(known: Words, word: str) -> tuple[str, ...]:
    """Words that `word` may be short for: `acct` for account, `qty` for quantity. It begins and ends as they do."""
    if len(word) not in ABBREVIATED or not word.isalpha():
        return ()
    found = (each for each, whole in known.items() if whole and each[0] == word[0] and is_short_for(word, each))
    return tuple(sorted(found, key=lambda each: (len(each), each))[:MOST])


def is_short_for(word: str, whole: str) -> bool:
    """Whether the letters stand in the word in this order, with its first and last; one that begins so is no
    abbreviation of it."""
    if len(whole) < len(word) + 2 or whole.startswith(word):
        return False
    if whole[0] != word[0] or word[-1] not in (whole[-1], whole.removesuffix("s")[-1:]):
        return False
    letters = iter(whole)
    return all(letter in letters for letter in word) and _keeps_consonants(word, whole)


def _keeps_consonants(word: str, whole: str) -> bool:
    """Half of the consonants at least: `cut` is not short for `customerupdatetimeout`."""
    consonants = [letter for letter in whole if letter not in "aeiou"]
    return 2 * sum(1 for letter in word if letter not in "aeiou") >= len(consonants)


def misspelt(known: Words, word: str) -> tuple[str, ...]:
    """Words of the index that differ from this one by one letter: left out, put in, replaced, or changed places."""
    if not SHORTEST <= len(word) <= LONGEST or word.isdecimal():
        return ()
    near = {each for each in edits(word) if each in known} - {word}
    found = (each for each in near if len(word) >= FIRST_COUNTS or each[:1] == word[:1])
    return tuple(sorted(found, key=lambda each: (-known[each], abs(len(each) - len(word)), each))[:MOST])


def edits(word: str) -> Iterator[str]:
    """Every word one letter away."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from [f"{before}{letter}{after}" for letter in LETTERS]
        if after:
            yield from [f"{before}{letter}{after[1:]}" for letter in LETTERS]
