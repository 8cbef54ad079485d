"""A comparison told by root cause: groups of changes with the message that shows each, and whom they hit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.answers.comparison.groups import Group, Line, grouped, nearest
from catalog.answers.comparison.text import line_text, title_of
from catalog.answers.editions.between import Between, consumers_in
from catalog.model.source import Json
from governance.findings import Effect, Finding, Witness
from governance.gate.verdict import HitConsumer
from governance.reports.shown import request_line

LONGEST = 4000
"""Characters of a message that a page shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A complete message that only one side accepts. `line` is its first line, `pointer` leads to what differs."""

    line: str
    message: str
    pointer: str
    value: Json
    accepted_by: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What several changes of one rule say in one sentence. `places` are their addresses, each with the side that has
    it: base where the revision has none."""

    rule: str
    text: str
    direction: str
    places: tuple[tuple[str, str], ...]
    where: str
    hint: str
    witness: Shown | None
    consumers: tuple[HitConsumer, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One root cause. `effect` is breaks, may-break, safe or undecided; `affects` are all operations that it reaches,
    those that people know the part by first."""

    effect: str
    title: str
    affects: tuple[str, ...]
    lines: tuple[ChangeLine, ...]


def sections(found: Between) -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """The groups of each effect, the worst first; effects without changes are left out."""
    answer = found.answer
    every: tuple[tuple[str, Sequence[Finding]], ...] = (
        ("breaks", answer.having(Effect.BREAKS)),
        ("undecided", answer.undecided),
        ("may-break", answer.having(Effect.MAY_BREAK)),
        ("safe", answer.having(Effect.SAFE)),
    )
    return tuple((effect, grouped(findings)) for effect, findings in every if findings)


def told(found: Between, effect: str, group: Group) -> ChangeGroup:
    """A group as it is shown."""
    return ChangeGroup(effect, title_of(group), nearest(group), tuple(_lines(found, group)))


def _lines(found: Between, group: Group) -> Iterator[ChangeLine]:
    shown: set[str] = set()
    for line in group.lines:
        witness = _shown(line.witness) if line.witness is not None else None
        again = witness is not None and witness.message in shown
        shown |= {witness.message} if witness else set()
        yield _line(found, line, None if again else witness)


def _line(found: Between, line: Line, witness: Shown | None) -> ChangeLine:
    hits = [hit for finding in line.findings if (hit := found.hit(finding)) is not None]
    direction = next((each.direction.value for each in line.findings if each.direction), "")
    places = ((each.address, "base" if each.pointers.revision is None else "revision") for each in line.findings)
    return ChangeLine(
        line.rule, line_text(line, found.answer), direction, tuple(dict.fromkeys(places)),
        line.place, line.findings[0].hint or "", witness, consumers_in(hits),
    )  # fmt: skip


def _shown(witness: Witness) -> Shown:
    text = json.dumps(witness.message, indent=2, ensure_ascii=False)
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}\n…"
    return Shown(request_line(witness), cut, witness.pointer, witness.value, witness.accepted_by.value)
