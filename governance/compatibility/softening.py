"""Opinions that depend on where a change stands and on what is tolerated."""

from __future__ import annotations

from catalog.frozen import replace
from catalog.model.http import Direction
from governance.compatibility.change import Change
from governance.compatibility.opinions import OPINIONS, REVERSED, WITHHELD, Opinion
from governance.compatibility.tolerances import Tolerances
from governance.findings import Effect

LOOSENED = ("outbound-bound-widened", "outbound-pattern-widened")


def softened(opinion: Opinion, change: Change, tolerances: Tolerances) -> Opinion:
    """The opinion as it holds at this place."""
    if opinion.rule in REVERSED and change.direction is not usual_direction(change.where.part):
        opinion = WITHHELD if _was_always_sent(change) else REVERSED[opinion.rule]
    if opinion.rule == "outbound-enum-value-added" and not tolerances.open_enums:
        opinion = OPINIONS["outbound-enum-widened"]
    if opinion.effect is Effect.BREAKS and change.where.error:
        return replace(opinion, effect=Effect.MAY_BREAK)
    if opinion.rule in LOOSENED and tolerances.unconstrained_responses:
        return replace(opinion, effect=Effect.MAY_BREAK)
    if opinion.rule == "message-added" and not tolerances.unknown_messages:
        return replace(opinion, effect=Effect.BREAKS)
    return opinion


def _was_always_sent(change: Change) -> bool:
    """Whether a parameter that the owner sent was required; in a path it is sent as long as the path has a place."""
    value = change.base.value if change.kind == WITHHELD.rule and change.base is not None else None
    return isinstance(value, dict) and value.get("required") is True and value.get("in") != "path"


def usual_direction(part: str) -> Direction:
    """Responses go out and all else comes in, where the owner is the one that is called."""
    return Direction.OUTBOUND if "response" in part.split(".") else Direction.INBOUND
