"""The comparison as Markdown, for a comment on a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterator

from catalog.answers.comparison.answer import DiffAnswer
from catalog.answers.comparison.explanation import explained
from catalog.answers.comparison.groups import Group, grouped
from catalog.answers.comparison.text import VERDICTS, counts, line_text, release, title_of
from catalog.model.source import Json
from governance.findings import Effect, Witness
from governance.reports.shown import request_line

LONGEST_MESSAGE = 3000


def comparison_markdown(answer: DiffAnswer, *, everything: bool = False, explain: bool = False) -> str:
    """A heading, the counts, then a list for each group with its messages in blocks."""
    lines = [f"## {VERDICTS[answer.comparison.breaking]}: {_plain(release(answer))}", "", f"{counts(answer)}. "]
    bump = answer.comparison.required_bump
    lines[-1] += "Nothing that matters changed." if bump == "none" else f"The version needs a **{bump}** bump at least."
    sections = [
        ("Breaks", answer.having(Effect.BREAKS)),
        ("Undecided", answer.undecided),
        ("May break", answer.having(Effect.MAY_BREAK)),
        ("Safe", answer.having(Effect.SAFE) if everything else ()),
    ]
    for title, findings in sections:
        if findings:
            lines += ["", f"### {title}"]
        for group in grouped(findings):
            lines += ["", *_group_lines(group, answer, everything, explain)]
    return "\n".join(lines)


def _group_lines(group: Group, answer: DiffAnswer, everything: bool, explain: bool) -> Iterator[str]:
    yield f"**{_plain(title_of(group, everything))}**"
    yield ""
    shown: set[str] = set()
    for line in group.lines:
        place = f" ({line.place})" if line.place else ""
        yield f"- {_plain(line_text(line, answer))} `{line.rule}`{place}"
        block = _block(line.witness) if line.witness is not None else ""
        if block and block not in shown and line.witness is not None:
            shown.add(block)
            yield f"  <details><summary>{_plain(request_line(line.witness))}</summary>"
            yield from ("", *(f"  {text}" for text in block.splitlines()), "", "  </details>")
        for finding in line.findings if explain else ():
            yield from (f"  - {_plain(text)}" for text in explained(finding, answer))


def _block(witness: Witness) -> str:
    message: Json = witness.message
    text = json.dumps(message, indent=2, ensure_ascii=False)
    cut = text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}\n…"
    who = f"accepted by the {witness.accepted_by.value} only; what differs: {witness.pointer or 'what is missing'}"
    return f"{who}\n\n```json\n{cut}\n```"


def _plain(text: str) -> str:
    """Words with what Markdown would read as marks made harmless."""
    for mark in "\\`*_<>[]|#":
        text = text.replace(mark, f"\\{mark}")
    return text
