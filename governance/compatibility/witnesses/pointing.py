"""Where in a message the differing value stands."""

from __future__ import annotations

from catalog.model.source import Json, Pointer
from governance.compatibility.payloads.local import Step


def differing(value: Json, steps: tuple[Step, ...]) -> tuple[Pointer, Json]:
    """As far down the steps as the value goes, with what stands there: of a missing member, the object that lacks it.

    A step into the items of a list that has several, or the values of a map that has several, ends at the list or
    map: which of them differs is for whoever looks at it.
    """
    pointer: list[str | int] = []
    for step in steps:
        found = _down(value, step)
        if found is None:
            break
        token, value = found
        pointer += token
    return tuple(pointer), value


def _down(value: Json, step: Step) -> tuple[tuple[str | int, ...], Json] | None:
    if step.kind == "variant":
        return (), value
    if step.kind in ("items", "item"):
        return _item(value, step) if isinstance(value, list) else None
    if not isinstance(value, dict):
        return None
    if step.kind == "property":
        return ((step.name,), value[step.name]) if step.name in value else None
    others = [name for name in value if step.leads_to(name)]
    return ((others[0],), value[others[0]]) if len(others) == 1 else None


def _item(value: list[Json], step: Step) -> tuple[tuple[int], Json] | None:
    is_one = len(value) > step.index if step.kind == "item" else len(value) == step.index + 1
    return ((step.index,), value[step.index]) if is_one else None
