"""What a validation step yields: a fact about one place of one document, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.model.source import Pointer
from governance.findings import Severity


@dataclass(frozen=True, slots=True)
class Violation:
    """`rule` names the defect; `facet` tells apart several of one rule at one place."""

    rule: str
    pointer: Pointer
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    facet: str = ""
