"""Names and queries as words: `billToParty`, `bill_to_party` and `bill-to party` are the same three."""

from __future__ import annotations

import re

LONGEST_QUERY = 200
MOST_WORDS = 12
PIECE = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_a-zA-Z]+")
RUN = re.compile(r"\w+")


def split(name: str) -> list[str]:
    """Lower-case words of an identifier or text: at case changes, digits and everything that is no letter."""
    return [piece.lower() for piece in PIECE.findall(name)]


def searchable(name: str) -> str:
    """The words of a name, and its runs of letters unsplit, so that both spellings are found."""
    runs = (run.lower() for run in RUN.findall(name))
    return " ".join(dict.fromkeys((*split(name), *runs)))


def query_words(query: str) -> tuple[str, ...]:
    """The words asked for, each once, at most MOST_WORDS of the first LONGEST_QUERY characters."""
    return tuple(dict.fromkeys(_words(query)))[:MOST_WORDS]


def query_letters(query: str) -> str:
    """The letters of the words asked for, run together; a word that is said twice counts twice."""
    return "".join(_words(query)[:MOST_WORDS])


def _words(query: str) -> list[str]:
    return [word for run in RUN.findall(query[:LONGEST_QUERY]) for word in split(run)]
