"""GitHub's workflow commands: annotations on the lines of a pull request. The step's summary is Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from governance.findings import Severity
from governance.gate.verdict import Verdict
from governance.reports.causes import Told, one_by_one
from governance.reports.escaping import clipped, command_data, command_property
from governance.reports.selection import Section, level_of, ranked, section_of
from governance.reports.telling import advised, exception_line, headline, named

MOST = 10
"""Annotations of one level that GitHub keeps of one step."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
QUIET = (Section.FIXED, Section.KNOWN)
LONGEST, LONGEST_MESSAGE = 200, 2000


def verdict_github(verdict: Verdict) -> str:
    """At most ten errors, ten warnings and ten notices, worst and new first; the last notice is the verdict, and says
    how many findings have no annotation. What was known before or is fixed has none."""
    told = [each for each in one_by_one(ranked(verdict)) if section_of(each.first) not in QUIET]
    used = {"error": 0, "warning": 0, "notice": 1}
    lines, left = [], 0
    for each in told:
        level = LEVELS[level_of(each.first)]
        if used[level] < MOST:
            lines.append(_command(level, each))
        left += used[level] >= MOST
        used[level] += 1
    rest = f"; {left} findings have no annotation here" if left else ""
    word = "blocked" if verdict.blocked else "pass"
    return (
        "\n".join([*lines, f"::notice title=treaty gate::{command_data(f'{word}: {headline(verdict)}{rest}')}"]) + "\n"
    )


def _command(level: str, told: Told) -> str:
    finding = told.first.finding
    properties = {"title": clipped(f"{finding.rule} in {named(told.contracts) or 'the catalog'}", LONGEST)}
    for place in finding.locations[:1]:
        numbers = {"line": place.line, "col": place.column if place.line else None}
        found = {name: str(number) for name, number in numbers.items() if number}
        properties = {"file": place.file, **found, **properties}
    joined = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    message = command_data("\n".join(_message(told)))
    return f"::{level} {joined}::{message}"


def _message(told: Told) -> Iterator[str]:
    first = told.first
    yield clipped(told.message, LONGEST_MESSAGE)
    yield clipped(f"at {named(told.addresses)}", LONGEST_MESSAGE)
    if told.consumers:
        names = ", ".join(dict.fromkeys(service for _, service in told.consumers))
        yield clipped(f"hits {names}", LONGEST_MESSAGE)
    for text in (f"because {first.because}" if first.because else "", exception_line(first), advised(first)):
        if text:
            yield clipped(text, LONGEST_MESSAGE)
