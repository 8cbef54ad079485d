"""Where does a word occur: services, operations, channels, messages, fields, terms, teams, domains, workflows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.answers.listing import Choice
from catalog.errors import RepositoryError, UsageError
from catalog.repository.snapshot import Snapshot
from catalog.search.entries import KINDS
from catalog.search.index import Hit, Results
from catalog.search.library import Library
from catalog.search.members import FACETS
from catalog.search.words import LONGEST_QUERY

PAGE = 25
"""Hits shown at once."""

FILTERS = ("kind", *FACETS)


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A word that hardly anything holds, and the one that it was taken for."""

    word: str
    taken_for: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: the best hits of `total`, from `first` (counted from 1).

    `kinds` and `facets` count hits by value, each under the filters of the others.
    """

    query: str
    kind: str
    filters: Mapping[str, str]
    total: int
    first: int
    kinds: tuple[Choice, ...]
    facets: Mapping[str, tuple[Choice, ...]]
    hits: tuple[Hit, ...]
    read_as: tuple[ReadAs, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: `filters` are facet → value, empty values filter nothing."""

    query: str
    filters: Mapping[str, str]
    limit: int = PAGE
    first: int = 1

    def chosen(self) -> dict[str, str]:
        """The filters that are set.

        Raises:
            UsageError: a kind that nothing has.
        """
        chosen = {name: value for name, value in self.filters.items() if value and name in FILTERS}
        if chosen.get("kind", KINDS[0]) not in KINDS:
            raise UsageError(f"there is no kind {chosen['kind']!r}", hint=f"kinds are {', '.join(KINDS)}")
        return chosen


def search_catalog(library: Library, snapshot: Callable[[], Snapshot], digest: str, question: Question) -> Found:
    """Search the catalog at a revision; what is not in the index yet is read first.

    Raises:
        UsageError: a kind that nothing has.
        RepositoryError: the index can be neither read nor built.
    """
    chosen = question.chosen()
    results = _results(library, snapshot, digest, question, chosen)
    counts = {name: tuple(Choice(*each) for each in results.counts.get(name, ())) for name in FILTERS}
    return Found(
        question.query[:LONGEST_QUERY],
        chosen.get("kind", ""),
        {name: chosen.get(name, "") for name in FACETS},
        results.total,
        question.first,
        counts.pop("kind"),
        counts,
        results.hits,
        tuple(ReadAs(*each) for each in results.read_as),
    )


def _results(
    library: Library, snapshot: Callable[[], Snapshot], digest: str, question: Question, chosen: Mapping[str, str]
) -> Results:
    """A damaged index is built again, and asked again."""
    for _ in range(2):
        index = library.index(digest, snapshot)
        try:
            return index.search(question.query, filters=chosen, limit=question.limit, offset=question.first - 1)
        except sqlite3.DatabaseError:
            continue
    raise RepositoryError("the index cannot be read", hint="name another folder with TREATY_CACHE")
