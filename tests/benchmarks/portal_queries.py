"""Queries whose right hit is known, made from the names of an estate: parts of names, words of them, and slips."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from catalog.search.words import split
from tests.benchmarks import estate

FIELD = re.compile(r"^        (\w+): \{", re.MULTILINE)
OPERATION = re.compile(r"operationId: (\w+)")
SCHEMA = re.compile(r"^    (\w+):$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, how it was made, and the name that must be among the first three hits."""

    kind: str
    text: str
    target: str


def queries(services: int, count: int, seed: int = 11) -> Iterator[Query]:
    """As many of each kind."""
    chance = random.Random(seed)
    makers = (("split", _split), ("infix", _infix), ("typo", _typo))
    documents = [text for path, text in _documents(services) if chance.random() < 0.2]
    made = 0
    while made < count:
        kind, make = makers[made % len(makers)]
        pattern = chance.choice((FIELD, FIELD, FIELD, OPERATION, SCHEMA))
        names = [name for name in pattern.findall(chance.choice(documents)) if len(name) >= 9 and len(split(name)) > 1]
        if names:
            target = chance.choice(names)
            yield Query(kind, make(target, chance), target)
            made += 1


@cache
def _documents(services: int) -> tuple[tuple[str, str], ...]:
    return tuple((path, text) for path, text in estate.files(services, 7) if path.endswith("openapi.yaml"))


def _split(name: str, chance: random.Random) -> str:
    """The words, some in their first letters only."""
    words = [word[: max(3, len(word) - 2)] if chance.random() < 0.2 else word for word in split(name)]
    return " ".join(words)


def _infix(name: str, chance: random.Random) -> str:
    """All but a letter or two at either end."""
    return name[chance.randrange(1, 3) : len(name) - chance.randrange(0, 2)]


def _typo(name: str, chance: random.Random) -> str:
    """A letter left out, doubled, replaced, or changed places with the next."""
    at = chance.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return chance.choice(
        (before + after, before + letter + letter + after, before + "x" + after, before + after[0] + letter + after[1:])
    )
