"""Problems of descriptors and files that cannot be read, as findings."""

from __future__ import annotations

from dataclasses import replace

from catalog.errors import CatalogError
from catalog.model.problem import Problem
from catalog.repository import documents
from governance.findings import Finding, Location
from governance.validation.document import file_finding
from governance.validation.places import pointer_text


def problem_finding(problem: Problem) -> Finding:
    """A descriptor's problem as a finding."""
    start = problem.span.start if problem.span else None
    place = Location(problem.file, start.line if start else None, start.column if start else None)
    pointer = pointer_text(problem.pointer)
    found = file_finding(problem.file, problem.rule, problem.message, problem.hint, place)
    named = replace(found, address=f"{problem.file}#{pointer}" if pointer else problem.file)
    return replace(named, pointers=replace(found.pointers, revision=pointer))


def unreadable(path: str, error: CatalogError) -> Finding:
    """The finding of a file that cannot be read; the error's place ends in line and column where it knows them."""
    return problem_finding(documents.unreadable(path, error))
