"""The verdict as Markdown: one comment on a pull request, or the summary of a job."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from catalog.model.pointer import parse_pointer
from governance.findings import Side, Witness
from governance.gate.verdict import Verdict
from governance.reports.ahead import ahead_lines, only_ahead
from governance.reports.causes import Cause, Told, causes
from governance.reports.escaping import clipped, code, fenced, prose
from governance.reports.selection import SHORT, Section, counted, in_section
from governance.reports.shown import request_line, shortened
from governance.reports.telling import (
    acceptance,
    acceptance_file,
    advised,
    compared,
    exception_line,
    headline,
    hit_lines,
    next_steps,
    scope,
    standing,
    version_line,
    workflow_lines,
)

MARKER = "<!-- treaty gate -->"
"""Begins every comment, so that the next run finds it again and there is one."""
COMMENT_LIMIT = 65_536
SUMMARY_LIMIT = 1_048_576
"""Bytes that GitHub takes of one step's summary."""
LONGEST_MESSAGE = 2000
MOST_ROWS, MOST_NAMES, MOST_STEPS = 20, 10, 10
RESERVE = 1200
"""Of the limit, for what is said of the rest."""
LENGTHS = (400, 120, 40)
"""Characters of one text out of a contract: the first length at which a block is small enough."""
LONGEST_BLOCK = 8000
"""Bytes that one finding, one table or one list may take, however hostile its texts are."""


def verdict_markdown(
    verdict: Verdict, *, limit: int = COMMENT_LIMIT, whole: str = "", marker: str = MARKER, everything: bool = False
) -> str:
    """At most `limit` bytes of UTF-8, which is never more characters. Worst and new come first; what does not fit is
    counted, with `whole` (Markdown of ours, not of contracts) saying where everything can be read. A comment (with a
    marker) on a pull request that announced releases have nothing to do with names each of them in a line."""
    if marker and not everything and only_ahead(verdict):
        return _in_short(verdict, marker, whole)
    blocks = [*_head(verdict, marker), *_sections(verdict, everything)]
    kept, left = _fitting(blocks, limit - RESERVE)
    if left:
        where = whole or "`treaty gate` prints them all"
        kept.append(f"**{left} more findings are left out here**, since a comment has a limit; {where}.")
    hidden = [section for section in Section if section not in SHORT and counted(verdict, section)]
    if hidden and not everything and not left:
        names = ", ".join(f"{counted(verdict, section)} {section.value.lower()}" for section in hidden)
        kept.append(f"Not shown: {names}. {whole[:1].upper() + whole[1:]}".rstrip() + ("." if whole else ""))
    return "\n\n".join(kept) + "\n"


def _in_short(verdict: Verdict, marker: str, whole: str) -> str:
    where = f"Not of this pull request; {whole or '`treaty gate` tells all of it'}."
    notes = [_list("- note: ", verdict.notes, MOST_ROWS, LENGTHS[1])] if verdict.notes else []
    parts = [
        f"{marker}\n## Treaty gate: ✅ pass\n\n{headline(verdict)}",
        "\n".join(ahead_lines(verdict)),
        *notes,
        where,
    ]
    return "\n\n".join(parts) + "\n"


def _fitting(blocks: Iterable[tuple[str, int]], limit: int) -> tuple[list[str], int]:
    """The texts as long as they fit, and how many findings the others tell. A heading is kept with what follows it."""
    kept: list[str] = []
    used, left, full = 0, 0, False
    pending: list[str] = []
    for text, findings in blocks:
        size = len(text.encode()) + 2 + sum(len(each.encode()) + 2 for each in pending)
        full = full or used + size > limit
        if full:
            left += max(findings, 0)
        elif findings < 0:
            pending.append(text)
        else:
            kept, pending, used = [*kept, *pending, text], [], used + size
    return kept, left


HEADING = -1
"""Instead of a number of findings: a text that stands only with one that follows."""


def _head(verdict: Verdict, marker: str) -> Iterator[tuple[str, int]]:
    word = "⛔ blocked" if verdict.blocked else "✅ pass"
    yield f"{marker}\n## Treaty gate: {word}\n\n{headline(verdict)}".lstrip(), 0
    if verdict.contracts:
        yield _small(lambda longest: _contracts(verdict, longest)), 0
    steps = list(next_steps(verdict))
    if steps:
        yield _small(lambda longest: "**What to do next**\n\n" + _list("1. ", steps, MOST_STEPS, longest)), 0
    if verdict.notes:
        yield _small(lambda longest: _list("- note: ", verdict.notes, MOST_ROWS, longest)), 0
    yield f"<sub>{_text(compared(verdict), LENGTHS[0])}</sub>", 0


def _small(block: Callable[[int], str]) -> str:
    """The block with its texts as long as they may be."""
    return next((text for text in map(block, LENGTHS) if len(text.encode()) <= LONGEST_BLOCK), block(LENGTHS[-1]))


def _list(mark: str, texts: Sequence[str], most: int, longest: int) -> str:
    more = [f"- and {len(texts) - most} more"] if len(texts) > most else []
    return "\n".join([*(f"{mark}{_text(text, longest)}" for text in texts[:most]), *more])


def _contracts(verdict: Verdict, longest: int) -> str:
    lines = ["| contract | team | version |", "|---|---|---|"]
    for each in verdict.contracts[:MOST_ROWS]:
        cells = (_code(each.name, longest), _text(each.owner, longest), _text(version_line(each), longest))
        lines.append(f"| {' | '.join(cells)} |")
    more = len(verdict.contracts) - MOST_ROWS
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


def _title(cause: Cause, longest: int = LENGTHS[1]) -> str:
    part = f", {_code(cause.part, longest)}" if cause.part else ""
    return f"**{_text(scope(cause), longest)}{part}**"


def _told(told: Told, verdict: Verdict) -> str:
    """The finding; without message and acceptance, then with shorter texts, where it would be too long."""
    whole = _lines(told, verdict, LENGTHS[0], details=True)
    if len(whole.encode()) <= LONGEST_BLOCK:
        return whole
    return _small(lambda longest: _lines(told, verdict, longest, details=False))


def _lines(told: Told, verdict: Verdict, longest: int, *, details: bool) -> str:
    first = told.first
    finding = first.finding
    place = f" · {_code(str(finding.locations[0]), longest)}" if finding.locations else ""
    release = f", release {_text(first.upcoming, longest)}" if first.upcoming is not None else ""
    words = f"{prose(standing(first))}{release}: {_text(told.message, longest)}"
    lines = [
        f"- {words} · {_code(finding.rule, longest)}{place}",
        *(f"  - {text}" for text in _about(told, verdict, longest)),
    ]
    if details and finding.witness is not None:
        lines += _details(
            f"shown by {_text(request_line(finding.witness), longest)}", _message(finding.witness), "jsonc"
        )
    excusing = acceptance(told, verdict)
    if details and excusing:
        lines += _details(f"to accept it: {_code(acceptance_file(verdict), longest)}", "\n".join(excusing), "yaml")
    return "\n".join(lines)


def _about(told: Told, verdict: Verdict, longest: int) -> Iterator[str]:
    first = told.first
    if told.affects:
        yield f"affects {_names(told.affects, longest)}"
    if first.because:
        yield f"because {_text(first.because, longest)}"
    given = exception_line(first)
    if given:
        yield f"by {_text(given, longest)}"
    hit = list(hit_lines(told, verdict))
    yield from _some("hits", hit, "services", longest)
    yield from _some("in workflow", list(workflow_lines(told)), "workflows", longest)
    advice = advised(first)
    if advice:
        yield f"do: {_text(advice, longest)}"


def _some(word: str, texts: Sequence[str], noun: str, longest: int) -> Iterator[str]:
    yield from (f"{word} {_text(text, longest)}" for text in texts[:MOST_NAMES])
    if len(texts) > MOST_NAMES:
        yield f"and {len(texts) - MOST_NAMES} more {noun}"


def _names(names: tuple[str, ...], longest: int) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(_code(name, longest) for name in names[:MOST_NAMES]) + more


def _details(summary: str, text: str, language: str) -> list[str]:
    block = [f"  {line}" for line in fenced(text, language).split("\n")]
    return [f"  <details><summary>{summary}</summary>", "", *block, "", "  </details>"]


def _message(witness: Witness) -> str:
    """The message whole where it is short, else shortened around what differs."""
    side = "head" if witness.accepted_by is Side.REVISION else "base"
    text = json.dumps(witness.message, indent=2, ensure_ascii=False)
    if len(text) > LONGEST_MESSAGE:
        text = clipped(shortened(witness.message, parse_pointer(witness.pointer), LONGEST_MESSAGE), LONGEST_MESSAGE)
    differs = clipped(witness.pointer, LENGTHS[0]) or "what is missing"
    return f"{text}\n// valid in the {side} only; what differs: {differs}"


def _text(text: str, longest: int) -> str:
    return prose(clipped(text, longest))


def _code(text: str, longest: int) -> str:
    return code(clipped(text, longest))
