"""Why a finding says what it says: from the operation to the changed part, from what is said to what is heard."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.answers.comparison.answer import DiffAnswer
from catalog.answers.comparison.places import written_at
from catalog.model.http import Direction
from governance.compatibility.opinions import tolerance_of
from governance.findings import Effect, Finding
from governance.reports.parts import path_below, shared_part
from governance.reports.shown import shortened

SNIPPET = 200


def explained(finding: Finding, answer: DiffAnswer) -> Iterator[str]:
    """The steps, one text each: place, way, both sides, tolerance, effect, advice."""
    yield f"address: {finding.address}"
    shared = shared_part(finding)
    if shared is not None:
        below = path_below(finding)
        yield f"way: {finding.address.partition(' ')[2]} leads to {shared}{f', {below}' if below else ''}"
    yield from _sides(finding, answer)
    tolerance = tolerance_of(finding.rule)
    if tolerance is not None:
        on = tolerance in answer.options.tolerances.active
        yield f"tolerance: {tolerance} is {'on' if on else 'off'}"
    yield f"so it {_effect(finding)}: SEMANTICS §3, treaty explain {finding.rule}"
    if finding.hint:
        yield f"advice: {finding.hint}"


def _effect(finding: Finding) -> str:
    if not finding.decided:
        return "could not be decided"
    return {Effect.BREAKS: "breaks", Effect.MAY_BREAK: "may break"}.get(finding.effect or Effect.SAFE, "is safe")


def _sides(finding: Finding, answer: DiffAnswer) -> Iterator[str]:
    """What each release says there; the one whose messages go out speaks first."""
    texts = [
        ("base", written_at(answer.base, finding.pointers.base), finding.pointers.base),
        ("revision", written_at(answer.revision, finding.pointers.revision), finding.pointers.revision),
    ]
    verbs = ("may say", "accepts")
    if finding.direction is Direction.OUTBOUND:
        texts.reverse()
    for verb, (name, value, pointer) in zip(verbs, texts, strict=True):
        said = shortened(value, (), SNIPPET) if pointer is not None else "nothing of the kind"
        yield f"{'the sender' if verb == 'may say' else 'the receiver'}, by the {name}, {verb}: {said}"
