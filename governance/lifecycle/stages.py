"""Stages go forward, nobody is retired from under its consumers, and a sunset is a promise (RULES: LIF002, LIF004)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta
from types import MappingProxyType

from catalog.frozen import dataclass, replace
from catalog.model.quality import STAGES, Lifecycle
from governance.findings import Finding, Pointers
from governance.lifecycle.telling import told

WARNED = STAGES.index("deprecated")
"""From this stage on, everybody knows that the end comes."""
ENDED = ("sunset", "retired")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a descriptor says of a contract's life on both sides, and what that is judged by.

    `users` are the services that still use it, `notice_days` the notice by stage, `exempt` the stages that promise
    nothing; `place` leads to the lifecycle in the descriptor.
    """

    contract: str
    before: Lifecycle
    after: Lifecycle
    today: date
    users: tuple[str, ...] = ()
    notice_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    exempt: tuple[str, ...] = ()
    place: str = ""


def passage_findings(passage: Passage) -> Iterator[Finding]:
    """What is wrong with how a contract goes on in its life."""
    if passage.before.stage in passage.exempt:
        return
    if {passage.before.stage, passage.after.stage} <= set(STAGES):
        yield from _transition(passage)
    yield from _ended_early(passage)
    yield from _moved_earlier(passage)


def _transition(passage: Passage) -> Iterator[Finding]:
    before, after = passage.before.stage, passage.after.stage
    old, new = STAGES.index(before), STAGES.index(after)
    if new < old:
        hint = "A stage is never taken back: those who planned by it would be wrong."
        yield _told(passage, f"it moves back from {before} to {after}", hint, "back")
    elif old < WARNED < new:
        hint = "Deprecate it first, with a sunset far enough ahead and a successor."
        yield _told(passage, f"it moves from {before} to {after} and was never deprecated", hint, "skipped")
    elif old < WARNED == new:
        yield from _short_notice(passage)
    if after == "retired" != before and passage.users:
        named = ", ".join(passage.users)
        yield _told(passage, f"it is retired while {named} still use it", f"Have {named} leave it first.", "used")


def _short_notice(passage: Passage) -> Iterator[Finding]:
    sunset, days = passage.after.sunset, passage.notice_days.get(passage.before.stage, 0)
    if sunset is None or sunset >= passage.today + timedelta(days=days):
        return
    given = max((sunset - passage.today).days, 0)
    message = f"it is deprecated with {given} days of notice; {days} are agreed for {passage.before.stage}"
    hint = f"Set the sunset to {(passage.today + timedelta(days=days)).isoformat()} or later."
    yield _told(passage, message, hint, "notice")


def _ended_early(passage: Passage) -> Iterator[Finding]:
    """Support ends before the day that was announced; a day that the change itself names counts, too."""
    before, after = passage.before, passage.after
    sunset = before.sunset or after.sunset
    if after.stage not in ENDED or before.stage in ENDED or sunset is None or sunset < passage.today:
        return
    finding = removed_early(passage.contract, f"reaches stage {after.stage}", sunset, (_text(before), _text(after)))
    yield _placed(finding, passage)


def removed_early(address: str, what: str, sunset: date, facts: tuple[str, str]) -> Finding:
    """Something goes before its announced day."""
    message = f"{what} before its sunset, {sunset.isoformat()}"
    hint = f"Keep it until {sunset.isoformat()} has passed: others plan by that day."
    return told("removed-before-sunset", address, message, hint, facts)


def _moved_earlier(passage: Passage) -> Iterator[Finding]:
    before, after = passage.before.sunset, passage.after.sunset
    if before is None or after is None or not after < before or before < passage.today:
        return
    yield _placed(moved_earlier(passage.contract, before, after), passage)


def moved_earlier(address: str, before: date, after: date) -> Finding:
    """An announced day comes sooner."""
    message = f"the sunset moves from {before.isoformat()} to {after.isoformat()}"
    hint = f"Leave it at {before.isoformat()} or later: others plan by that day."
    return told("sunset-moved-earlier", address, message, hint, (before.isoformat(), after.isoformat()))


def _told(passage: Passage, message: str, hint: str, facet: str) -> Finding:
    facts = (_text(passage.before), _text(passage.after))
    return _placed(told("illegal-transition", passage.contract, message, hint, facts, facet=facet), passage)


def _placed(finding: Finding, passage: Passage) -> Finding:
    return replace(finding, pointers=Pointers(passage.place or None, passage.place or None))


def _text(life: Lifecycle) -> str:
    return f"{life.stage} {life.sunset.isoformat() if life.sunset else ''}".strip()
