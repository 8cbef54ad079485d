"""The verdict as a reviewer reads it in a terminal: may it ship, what stops it, whom it hits, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from governance.findings import Side, Witness
from governance.gate.verdict import JudgedFinding, Verdict
from governance.reports.causes import Cause, Told, causes
from governance.reports.escaping import clipped, one_line
from governance.reports.selection import SHORT, Section, counted, in_section
from governance.reports.shown import body_line, request_line
from governance.reports.telling import (
    NAMED,
    acceptance,
    acceptance_file,
    advised,
    compared,
    exception_line,
    headline,
    hit_lines,
    named,
    next_steps,
    scope,
    standing,
    version_line,
    workflow_lines,
)

LONGEST = 1000
"""Characters of one text out of a contract."""


def verdict_text(verdict: Verdict, *, width: int = 110, everything: bool = False) -> str:
    """Headline, sections of findings by root cause, versions, notes, and what to do next. `everything`: what was known
    before, what was fixed and what is merely good to know as well. One trailing newline."""
    lines = [f"{'BLOCKED' if verdict.blocked else 'PASS'}  {headline(verdict)}", f"  {compared(verdict)}"]
    for section in Section:
        found = in_section(verdict, section)
        if found and (everything or section in SHORT):
            lines += ["", section.value.upper(), *_section(found, verdict, width)]
    lines += _list("CONTRACTS", (_contract(each.name, version_line(each), each.owner) for each in verdict.contracts))
    lines += _list("NOTES", verdict.notes, width)
    lines += _list("NEXT", next_steps(verdict), width)
    if not everything and any(counted(verdict, section) for section in Section if section not in SHORT):
        lines += ["", "--all shows the others; treaty explain RULE explains a rule"]
    return "\n".join(lines) + "\n"


def _contract(name: str, version: str, owner: str) -> str:
    return f"{name}: {version}" + (f" (team {owner})" if owner else "")


def _list(title: str, texts: Iterable[str], width: int = 0) -> list[str]:
    """A titled list; empty without texts. Without a width the texts stay on one line each."""
    told = [one_line(text) for text in texts]
    if not told:
        return []
    return ["", title, *(line for text in told for line in (_wrapped(text, width, "  ") if width else [f"  {text}"]))]


def _section(found: tuple[JudgedFinding, ...], verdict: Verdict, width: int) -> Iterator[str]:
    for cause in causes(found):
        yield ""
        yield from _wrapped(_title(cause), width, "  ")
        for told in cause.told:
            yield from _told(told, verdict, width)


def _title(cause: Cause) -> str:
    """`orders/v1 (team blue), schema Order, in 3 operations: GET /orders/{id}, …`."""
    reach = f"{len(cause.affects)} operations: " if len(cause.affects) > 1 else ""
    where = f", in {reach}{named(cause.affects)}" if cause.affects else ""
    part = f", {cause.part}" if cause.part else ""
    return one_line(f"{scope(cause)}{part}{where}")


def _told(told: Told, verdict: Verdict, width: int) -> Iterator[str]:
    first = told.first
    finding = first.finding
    release = f" [release {first.upcoming}]" if first.upcoming is not None else ""
    words = f"- {clipped(told.message, LONGEST)} [{finding.rule}] ({standing(first)}){release}"
    yield from _wrapped(one_line(words), width, "    ", "      ")
    yield from (f"      {one_line(text)}" for text in _place(told))
    for text in _about(told, verdict):
        yield from _wrapped(clipped(text, LONGEST), width, "      ", "        ")
    if finding.witness is not None:
        yield from (f"      {text}" for text in _witness(finding.witness, width - 8))
    lines = acceptance(told, verdict)
    yield from (f"      to accept it: {one_line(acceptance_file(verdict))} with" for _ in lines[:1])
    yield from (f"        {line}" for line in lines)


def _place(told: Told) -> Iterator[str]:
    """Kept whole, so that editors and terminals make links of it."""
    finding = told.first.finding
    if finding.locations:
        yield str(finding.locations[0])
    yield from (f"at {address}" for address in told.addresses[:NAMED])
    if len(told.addresses) > NAMED:
        yield f"and at {len(told.addresses) - NAMED} more places"


def _about(told: Told, verdict: Verdict) -> Iterator[str]:
    first = told.first
    if first.because:
        yield f"because {first.because}"
    given = exception_line(first)
    if given:
        yield f"by {given}"
    yield from (f"hits {line}" for line in hit_lines(told, verdict))
    for line in workflow_lines(told):
        yield f"in workflow {line}"
    advice = advised(first)
    if advice:
        yield f"do: {advice}"


def _witness(witness: Witness, width: int) -> Iterator[str]:
    """The message that shows it, and who accepts it."""
    accepted, other = ("head", "base") if witness.accepted_by is Side.REVISION else ("base", "head")
    first = f"shown by {clipped(request_line(witness), LONGEST)} (valid in the {accepted}, not in the {other})"
    yield from _wrapped(one_line(first), width, "")
    body = body_line(witness, 2 * width)
    if body:
        yield from _wrapped(clipped(body, LONGEST), width, "  ")


def _wrapped(text: str, width: int, indent: str, below: str | None = None) -> list[str]:
    return wrap(
        text, max(width, 40), initial_indent=indent, subsequent_indent=below or indent + "  ", break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
