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
    if opinion.rule == "outbound-enum-widened" and tolerances.open_enums and _still_has_values(change):
        return OPINIONS["outbound-enum-value-added"]
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


def _still_has_values(change: Change) -> bool:
    """Scalars were added to an enum of which something is left (SEMANTICS §3)."""
    before, after = _values(change.base), _values(change.revision)
    if before is None or after is None or change.direction is not Direction.OUTBOUND:
        return False
    return bool({repr(v) for v in before} & {repr(v) for v in after}) and not any(
        isinstance(value, dict | list) for value in after
    )


def _values(node: object) -> list[object] | None:
    value = getattr(node, "value", None)
    if not isinstance(value, dict):
        return None
    if "const" in value:
        return [value["const"]]
    listed = value.get("enum")
    return list(listed) if isinstance(listed, list) else None
