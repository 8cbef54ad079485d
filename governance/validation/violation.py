"""What a validation step yields: a fact about one place of one document, before it becomes a finding."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.source import Pointer, SourceProblem
from catalog.reading.parsed import AMBIGUOUS_NUMBER, NOT_JSON, UNKNOWN_TAG
from governance.findings import Severity

WARNINGS = frozenset({AMBIGUOUS_NUMBER, UNKNOWN_TAG, NOT_JSON})


@dataclass(frozen=True, slots=True)
class Violation:
    """`rule` names the defect; `facet` tells apart several of one rule at one place."""

    rule: str
    pointer: Pointer
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    facet: str = ""


def source_violation(problem: SourceProblem) -> Violation:
    """What reading got over, as a violation."""
    severity = Severity.WARNING if problem.rule in WARNINGS else Severity.ERROR
    return Violation(problem.rule, problem.pointer, problem.message, problem.hint, severity)
