"""Problems of descriptors and files that cannot be read, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.problem import Problem
from catalog.repository import documents
from governance.findings import Finding, Location
from governance.rules.registry import rule_ids
from governance.validation.document import file_finding
from governance.validation.places import pointer_text

Findings = tuple[Finding, ...]
SAID_BY_RULES: Mapping[str, frozenset[str]] = {
    "descriptor-name-unknown": frozenset(("missing-owner", "missing-layer", "dangling-contract-ref")),
    "descriptor-value-invalid": frozenset(("waiver-no-reason", "missing-layer", "missing-lifecycle")),
    "descriptor-key-missing": frozenset(("waiver-no-reason", "waiver-self-approved")),
}
"""What a descriptor is held to that is one mistake with what a rule looks at: id of the problem → ids of the rules."""


def told_once(problems: Iterable[Finding], by_rules: Findings) -> tuple[Findings, Findings]:
    """Both without the problems that a rule tells as well, for that has a page, a severity by policy, and waivers; it
    takes over the advice on a name that is not known. A rule that is off tells nothing, so that the problem stays."""
    told: dict[tuple[str, str], list[int]] = {}
    for index, found in enumerate(by_rules):
        told.setdefault((found.rule, _file(found)), []).append(index)
    kept, ruled = [], list(by_rules)
    for problem in problems:
        rules = SAID_BY_RULES.get(problem.rule, ())
        near = [index for rule in rules for index in told.get((rule, _file(problem)), ())]
        same = [index for index in near if _is_same(problem, by_rules[index])]
        if not same:
            kept += [] if problem.rule in rule_ids() else [problem]
        elif problem.hint and problem.hint.startswith("did you mean"):
            ruled[same[0]] = replace(by_rules[same[0]], hint=problem.hint)
    return tuple(kept), tuple(ruled)


def _file(finding: Finding) -> str:
    return finding.locations[0].file if finding.locations else ""


def _is_same(problem: Finding, by_rule: Finding) -> bool:
    """Whether both are about one place: the rule's, or a part of it; the key that is missing there; or an owner that a
    file of workflows names once for all."""
    here, there = problem.pointers.revision or "", by_rule.pointers.revision or ""
    above, _, key = there.rpartition("/")
    if problem.rule == "descriptor-key-missing":
        return here == above and problem.message.startswith(f"{key!r} ")
    return here == there or here.startswith(f"{there}/") or (key == "x-owner" and here == f"/{key}")


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
