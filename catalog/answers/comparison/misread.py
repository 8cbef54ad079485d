"""What other readers of the compared documents may read otherwise, or refuse to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from catalog.reading.parsed import DUPLICATE_KEY, MORE_PROBLEMS, UNKNOWN_TAG, UNMERGEABLE

if TYPE_CHECKING:
    from catalog.answers.comparison.documents import Opened

RULES = (DUPLICATE_KEY, UNKNOWN_TAG, UNMERGEABLE, MORE_PROBLEMS)
MOST = 5
"""Of one document."""


def misreadings(*sides: Opened) -> Iterator[str]:
    """`file:line: message`, a few of each document that was read."""
    said = (line for side in sides for line in _of_side(side))
    return iter(dict.fromkeys(said))


def _of_side(side: Opened) -> Iterator[str]:
    for document in side.contract.references.documents:
        name = side.name if document is side.contract.document else document.name
        problems = [problem for problem in document.problems if problem.rule in RULES]
        for problem in problems[:MOST]:
            line = f":{problem.span.start.line}" if problem.span is not None else ""
            yield f"{name}{line}: {problem.message}"
        if len(problems) > MOST:
            yield f"{name}: {len(problems) - MOST:,} more of that kind; treaty check lists them"
