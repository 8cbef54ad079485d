"""The comparison as text: the first screen says what broke, where, for which operations, with which message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from catalog.answers.comparison.answer import DiffAnswer
from catalog.answers.comparison.difference import difference
from catalog.answers.comparison.groups import Group, Line, grouped, nearest
from governance.findings import Effect, Finding, Side
from governance.reports.shown import body_line, request_line

VERDICTS = {True: "BREAKING", False: "COMPATIBLE", None: "UNDECIDED"}
AFTER_METHOD = re.compile(r"(?<=[A-Z]{3}) (?=/)")
"""The space between a method and its path."""
SPACING = re.compile(r"^\s|\s$|[^\S ]")
"""White space that wrapping does not leave as it is."""
FEW = 4
"""As many causes need no list of their own."""
NAMED = 3
"""How many operations a heading names before it counts the others."""


def comparison_text(answer: DiffAnswer, *, width: int = 110, everything: bool = False, explain: bool = False) -> str:
    """Verdict and counts, then groups: what breaks, what nobody could decide, what may break; the safe ones if
    `everything`. `explain` adds the chain of reasoning of each finding."""
    lines = [*_heading(answer, everything)]
    for title, findings in _sections(answer, everything):
        groups = grouped(findings)
        if findings:
            lines += ["", title]
        if title == "BREAKS" and len(groups) > FEW:
            lines += ["", *_overview(groups, width)]
        for group in groups:
            lines += ["", *_group_lines(group, answer, width, everything, explain)]
    return "\n".join(lines)


def counts(answer: DiffAnswer) -> str:
    """`3 break, 1 may break, 12 are safe, 0 undecided`."""
    breaks, may = (len(answer.having(effect)) for effect in (Effect.BREAKS, Effect.MAY_BREAK))
    verb = "is" if answer.safe == 1 else "are"
    return f"{breaks} break, {may} may break, {answer.safe} {verb} safe, {len(answer.undecided)} undecided"


def release(answer: DiffAnswer) -> str:
    """`Orders 1.2.0 → 1.3.0`."""
    before, after = answer.base.contract, answer.revision.contract
    return f"{after.title or before.title} {before.version} → {after.version}".strip()


def _heading(answer: DiffAnswer, everything: bool) -> Iterator[str]:
    yield f"{VERDICTS[answer.comparison.breaking]}  {release(answer)}: {counts(answer)}"
    bump = answer.comparison.required_bump
    if answer.comparison.breaking is None:
        yield f"until that is decided, the version needs a {bump} bump at least"
    else:
        yield {"none": "nothing that matters changed"}.get(bump, f"the version needs a {bump} bump at least")
    if answer.safe and not everything:
        yield "--all shows the safe changes, --explain the reasoning, treaty explain RULE a rule"


def _sections(answer: DiffAnswer, everything: bool) -> Iterator[tuple[str, Sequence[Finding]]]:
    yield "BREAKS", answer.having(Effect.BREAKS)
    yield "UNDECIDED", answer.undecided
    yield "MAY BREAK", answer.having(Effect.MAY_BREAK)
    if everything:
        yield "SAFE", answer.having(Effect.SAFE)


def _overview(groups: Sequence[Group], width: int) -> Iterator[str]:
    """One line for each cause, so that the first screen has them all."""
    yield "  operations reached, and by what; the messages that show it follow"
    reach = [len(group.affects) or sum(len(line.findings) for line in group.lines) for group in groups]
    size = len(str(max(reach)))
    for number, group in zip(reach, groups, strict=True):
        what = "; ".join(line.text for line in group.lines) if group.affects else group.lines[0].text
        where = group.title or ", ".join(nearest(group)[:1])
        text = f"  {number:>{size}}  {where}: {what}"
        yield text if len(text) <= width else f"{text[: width - 1]}…"


def _group_lines(group: Group, answer: DiffAnswer, width: int, everything: bool, explain: bool) -> Iterator[str]:
    yield from _wrapped(title_of(group, everything), width, "  ")
    shown: set[str] = set()
    for line in group.lines:
        yield from _wrapped(f"- {line_text(line, answer)} [{line.rule}]", width, "    ", "      ")
        if explain or everything:
            yield from (f"      {each}" for each in sorted({str(f.locations[0]) for f in line.findings if f.locations}))
        message = list(message_lines(line, width - 8))
        if message and message[0] + message[-1] not in shown:
            shown.add(message[0] + message[-1])
            yield from (f"        {text}" for text in message)
        if explain:
            from catalog.answers.comparison.explanation import explained

            for finding in line.findings:
                yield from (each for text in explained(finding, answer) for each in _wrapped(text, width, "      | "))


def title_of(group: Group, everything: bool = False) -> str:
    """`schema account, which reaches 141 operations: GET /v1/account, … and 138 more`."""
    most = len(group.affects) if everything else NAMED
    named = ", ".join(nearest(group)[:most])
    rest = len(group.affects) - most
    more = f" and {rest} more" if rest > 0 else ""
    if not group.title:
        return f"{named}{more}"
    if not group.affects:
        size = sum(len(line.findings) for line in group.lines)
        return f"{size} {group.title}" if size > 1 else group.title
    reach = f"{len(group.affects)} operations" if len(group.affects) > 1 else "one operation"
    return f"{group.title}, in {reach}: {named}{more}"


def line_text(line: Line, answer: DiffAnswer) -> str:
    """The sentence, and which keywords differ where one sentence is about one place."""
    is_judged = line.rule.startswith(("inbound", "outbound")) and "the variant " not in line.text
    told = difference(line.findings[0], answer) if is_judged else ""
    return f"{line.text} ({told})" if told and "required" not in line.rule else line.text


def message_lines(line: Line, width: int) -> Iterator[str]:
    """The message that shows it, and who accepts it."""
    if line.witness is None:
        return
    accepted, other = ("revision", "base") if line.witness.accepted_by is Side.REVISION else ("base", "revision")
    body = body_line(line.witness, 2 * width)
    first = f"shown by {request_line(line.witness)}  (valid in the {accepted}, not in the {other})"
    yield from _wrapped(first, width, "")
    if body:
        yield from _wrapped(body, width, "  ")


def _wrapped(text: str, width: int, indent: str, below: str | None = None) -> Iterable[str]:
    """Lines of the text; a method and its path stay together."""
    is_odd = _is_odd(text)
    if len(indent) + len(text) <= width and not is_odd:
        return [indent + text]
    kept = AFTER_METHOD.sub("\x00", text) if " /" in text else text
    fill = _with_odd_spaces if is_odd else _filled
    lines = fill(kept, max(width, 40), indent, below or indent + "  ")
    return [line.replace("\x00", " ") for line in lines]


def _is_odd(text: str) -> bool:
    """Whether wrapping would change its white space; all but the space is unprintable."""
    return (text.startswith(" ") or text.endswith(" ") or not text.isprintable()) and bool(SPACING.search(text))


def _filled(text: str, width: int, indent: str, below: str) -> Iterator[str]:
    """As `textwrap`, in a tenth of the time."""
    while len(indent) + len(text) > width:
        end = max(text.find(" "), text.rfind(" ", 0, width - len(indent) + 1))
        if end < 0:
            break
        yield indent + text[:end].rstrip(" ")
        text, indent = text[end:].lstrip(" "), below
    yield indent + text


def _with_odd_spaces(text: str, width: int, indent: str, below: str) -> list[str]:
    from textwrap import wrap

    return wrap(
        text, width, initial_indent=indent, subsequent_indent=below, break_on_hyphens=False, break_long_words=False
    )
