"""What a parser hands over: a tree and what was odd about its text."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.source import Json, SourceProblem

DUPLICATE_KEY = "duplicate-key"
AMBIGUOUS_NUMBER = "ambiguous-number"
NOT_FINITE = "not-finite"
UNKNOWN_TAG = "unknown-tag"
UNMERGEABLE = "unmergeable"
NOT_JSON = "not-json"
MORE_PROBLEMS = "more-problems"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and what reading got over."""

    tree: Json
    problems: tuple[SourceProblem, ...] = ()
