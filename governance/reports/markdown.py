"""The verdict as Markdown: one comment on a pull request, or the summary of a job."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from governance.findings import Side, Witness
from governance.gate.verdict import Verdict
from governance.reports.causes import Cause, Told, causes
from governance.reports.escaping import clipped, code, fenced, prose
from governance.reports.selection import SHORT, Section, in_section
from governance.reports.shown import request_line, shortened
from governance.reports.telling import (
    acceptance,
    compared,
    exception_line,
    headline,
    hit_line,
    next_steps,
    standing,
    version_line,
    workflow_lines,
)

MARKER = "<!-- treaty gate -->"
"""Begins every comment, so that the next run finds it again and there is one."""
COMMENT_LIMIT = 65_536
SUMMARY_LIMIT = 1_048_576
"""Bytes that GitHub takes of one step's summary."""
LONGEST, LONGEST_MESSAGE = 400, 2000
MOST_ROWS, MOST_NAMES, MOST_STEPS = 20, 10, 10
RESERVE = 1200
"""Of the limit, for what is said of the rest."""


def verdict_markdown(
    verdict: Verdict, *, limit: int = COMMENT_LIMIT, whole: str = "", marker: str = MARKER, everything: bool = False
) -> str:
    """At most `limit` bytes of UTF-8, which is never more characters. Worst and new come first; what does not fit is
    counted, with `whole` (Markdown of ours, not of contracts) saying where everything can be read."""
    blocks = [*_head(verdict, marker), *_sections(verdict, everything)]
    kept, left = _fitting(blocks, limit - RESERVE)
    if left:
        where = whole or "`treaty gate` prints them all"
        kept.append(f"**{left} more findings are left out here**, since a comment has a limit; {where}.")
    hidden = [section for section in Section if section not in SHORT and in_section(verdict, section)]
    if hidden and not everything and not left:
        names = ", ".join(f"{len(in_section(verdict, section))} {section.value.lower()}" for section in hidden)
        kept.append(f"Not shown: {names}. {whole[:1].upper() + whole[1:]}".rstrip() + ("." if whole else ""))
    return "\n\n".join(kept) + "\n"


def _fitting(blocks: Iterable[tuple[str, int]], limit: int) -> tuple[list[str], int]:
    """The texts as long as they fit, and how many findings the others tell. A heading is kept with what follows it."""
    kept: list[str] = []
    used, left, full = 0, 0, False
    pending: list[str] = []
    for text, findings in blocks:
        size = len(text.encode()) + 2 + sum(len(each.encode()) + 2 for each in pending)
        full = full or used + size > limit
        if full:
            left += findings
        elif findings < 0:
            pending.append(text)
        else:
            kept, pending, used = [*kept, *pending, text], [], used + size
    return kept, left


HEADING = -1
"""Instead of a number of findings: a text that stands only with one that follows."""


def _head(verdict: Verdict, marker: str) -> Iterator[tuple[str, int]]:
    word = "⛔ blocked" if verdict.blocked else "✅ pass"
    yield f"{marker}\n## Treaty gate: {word}\n\n{headline(verdict)}", 0
    if verdict.contracts:
        rows = [(each.name, each.owner, version_line(each)) for each in verdict.contracts[:MOST_ROWS]]
        yield _table(("contract", "team", "version"), rows, len(verdict.contracts)), 0
    steps = list(next_steps(verdict))
    if steps:
        lines = [f"{number}. {_text(step)}" for number, step in enumerate(steps[:MOST_STEPS], 1)]
        yield "**What to do next**\n\n" + "\n".join([*lines, *_rest(len(steps) - MOST_STEPS)]), 0
    if verdict.notes:
        notes = [f"- note: {_text(note)}" for note in verdict.notes[:MOST_ROWS]]
        yield "\n".join([*notes, *_rest(len(verdict.notes) - MOST_ROWS)]), 0
    yield f"<sub>{prose(compared(verdict))}</sub>", 0


def _rest(number: int) -> list[str]:
    return [f"- and {number} more"] if number > 0 else []


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], total: int) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {code(clipped(row[0], LONGEST))} | {' | '.join(_text(cell) for cell in row[1:])} |" for row in rows]
    more = total - (len(lines) - 2)
    return "\n".join([*lines, *([f"\nand {more} more contracts"] if more > 0 else [])])


def _sections(verdict: Verdict, everything: bool) -> Iterator[tuple[str, int]]:
    for section in Section:
        found = in_section(verdict, section) if everything or section in SHORT else ()
        if found:
            yield f"### {section.value}", HEADING
        for cause in causes(found):
            yield _title(cause), HEADING
            for told in cause.told:
                yield _told(told, verdict), len(told.findings)


def _title(cause: Cause) -> str:
    names = ", ".join(code(clipped(name, LONGEST)) for name in cause.contracts[:MOST_NAMES]) or "the catalog"
    more = f" and {len(cause.contracts) - MOST_NAMES} more" if len(cause.contracts) > MOST_NAMES else ""
    owners = f" (team {_text(', '.join(cause.owners))})" if cause.owners else ""
    part = f", {code(clipped(cause.part, LONGEST))}" if cause.part else ""
    return f"**{names}{more}{owners}{part}**"


def _told(told: Told, verdict: Verdict) -> str:
    first = told.first
    finding = first.finding
    place = f" · {code(clipped(str(finding.locations[0]), LONGEST))}" if finding.locations else ""
    release = f", release {_text(first.upcoming)}" if first.upcoming is not None else ""
    lines = [
        f"- {prose(standing(first))}{release}: {_text(finding.message)} · {code(finding.rule)}{place}",
        *(f"  - {text}" for text in _about(told, verdict)),
    ]
    if finding.witness is not None:
        lines += _details(f"shown by {_text(request_line(finding.witness))}", _message(finding.witness), "json")
    excusing = acceptance(first)
    if excusing:
        lines += _details("the lines that an acceptance needs", "\n".join(excusing), "yaml")
    return "\n".join(lines)


def _about(told: Told, verdict: Verdict) -> Iterator[str]:
    first = told.first
    if told.affects:
        yield f"affects {_names(told.affects)}"
    if first.because:
        yield f"because {_text(first.because)}"
    given = exception_line(first)
    if given:
        yield f"by {_text(given)}"
    for contract, service in told.consumers[:MOST_NAMES]:
        yield f"hits {_text(hit_line(contract, service, verdict))}"
    yield from (f"hits {number} more services" for number in [len(told.consumers) - MOST_NAMES] if number > 0)
    flows = list(workflow_lines(told))
    yield from (f"in workflow {_text(line)}" for line in flows[:MOST_NAMES])
    yield from (f"in {number} more workflows" for number in [len(flows) - MOST_NAMES] if number > 0)
    advice = first.finding.hint
    if advice and not given:
        yield f"do: {_text(advice)}"


def _names(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(code(clipped(name, LONGEST)) for name in names[:MOST_NAMES]) + more


def _details(summary: str, text: str, language: str) -> list[str]:
    block = [f"  {line}" for line in fenced(text, language).split("\n")]
    return [f"  <details><summary>{summary}</summary>", "", *block, "", "  </details>"]


def _message(witness: Witness) -> str:
    """The message whole where it is short, else shortened around what differs."""
    from catalog.model.pointer import parse_pointer

    text = json.dumps(witness.message, indent=2, ensure_ascii=False)
    if len(text) <= LONGEST_MESSAGE:
        side = "head" if witness.accepted_by is Side.REVISION else "base"
        return f"{text}\n\n// valid in the {side} only; what differs: {witness.pointer or 'what is missing'}"
    return clipped(shortened(witness.message, parse_pointer(witness.pointer), LONGEST_MESSAGE), LONGEST_MESSAGE)


def _text(text: str) -> str:
    return prose(clipped(text, LONGEST))
