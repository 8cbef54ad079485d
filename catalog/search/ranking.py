"""Which of the names that were found was meant: lower is better."""

from __future__ import annotations

from catalog.search.matching import Word
from catalog.search.words import split

RANKS = {"service": 0, "vendor": 0, "contract": 1, "entity": 0, "term": 0, "domain": 0, "team": 0, "workflow": 0,
         "operation": 1, "channel": 1, "message": 1, "schema": 2}  # fmt: skip
Score = tuple[int, int, int, bool, str]


class Asked:
    """The words of a query; `text` is how it was written."""

    def __init__(self, words: tuple[Word, ...], letters: Word, text: str) -> None:
        self.words, self.text = words, text
        self.run = letters
        """All of them run together, and what that may be read as."""
        self.plain = tuple(word.word for word in words)
        self.letters = letters.word
        self.sorted = sorted(self.plain)


class Name:
    """A name or title, given in words."""

    def __init__(self, words: str) -> None:
        self.words = words.split()
        self.letters = "".join(self.words)

    def tier(self, asked: Asked) -> int:
        """How it holds what is asked for: as a whole, in other order, at its beginning, in words, inside, otherwise."""
        words, letters = asked.plain, asked.letters
        if not self.words:
            return 9
        if self.letters == letters:
            return 0
        if self.letters in asked.run.others or (len(self.words) == len(words) and sorted(self.words) == asked.sorted):
            return 1
        if self.letters.startswith(letters):
            return 2
        if len(words) > 1 and letters in self.letters:
            return 3
        if all(word in self.words for word in words):
            return 3
        if all(self.begins(word) for word in words):
            return 4
        if letters in self.letters:
            return 5
        return self._otherwise(asked)

    def _otherwise(self, asked: Asked) -> int:
        if all(self._holds(word) for word in asked.words):
            return 6
        return 8

    def begins(self, word: str) -> bool:
        return any(part.startswith(word) for part in self.words)

    def _holds(self, word: Word) -> bool:
        return self.says(word.word) or self.takes(word) != ""

    def says(self, word: str) -> bool:
        """Whether it holds the word as it is."""
        return self.begins(word) or word in self.letters

    def takes(self, word: Word) -> str:
        """The other word that this name holds for one asked for; empty where it holds none."""
        return next((other for other in word.others if other in self.words), "")


def held(asked: Asked, words: str, title_words: str) -> tuple[int, int]:
    """How a name or its title holds the words, and how much else there is; lower is better."""
    own, other = Name(words), Name(title_words)
    tiers = (own.tier(asked), other.tier(asked) if title_words else 9)
    shown = own if tiers[0] <= tiers[1] else other
    return min(tiers), abs(len(shown.letters) - len(asked.letters))


def score(how: tuple[int, int], name: str, kind: str, whole: bool, text: str) -> Score:
    """Lower is better: how the words are held, how much else there is, what it is, whether it is written as asked."""
    return how[0] if whole else 7, how[1], RANKS.get(kind, 3), name != text, name


def why(
    asked: Asked, name: str, title: str, holder: tuple[str, str] | None = None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Which part held the words, and which words were taken for others; `holder` is kind and name of what it is in,
    where that held some of them."""
    own, other, around = (Name(" ".join(split(text))) for text in (name, title, holder[1] if holder else ""))
    best = own if own.tier(asked) <= other.tier(asked) else other
    taken = tuple(
        (word.word, found)
        for word in asked.words
        if not (best.says(word.word) or around.says(word.word)) and (found := best.takes(word) or around.takes(word))
    )
    part = "its name" if best is own else "its title"
    said = f"{part} and the name of its {holder[0]}" if holder else part
    return said + "".join(f", {word} read as {found}" for word, found in taken), taken
