"""The sunsets of parts of a contract: `x-sunset` of what is deprecated, on the way to a place and side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalog.frozen import dataclass
from catalog.model.pointer import step
from catalog.model.source import Json, Pointer


@dataclass(frozen=True, slots=True)
class MovedSunset:
    """A part whose announced day comes sooner; `pointer` leads to it in both readings."""

    pointer: Pointer
    before: date
    after: date


def sunsets_on_way(tree: Json, pointer: Pointer) -> Iterator[date]:
    """The sunsets of everything deprecated on the way to a place, the place among it, outermost first."""
    node: Json = tree
    for token in pointer:
        found = step(node, token)
        if found is None:
            return
        node = found[1]
        day = sunset_of(node)
        if day is not None:
            yield day


def sunset_of(node: Json) -> date | None:
    """The day on which a deprecated part ends; None where none is announced."""
    if not isinstance(node, dict) or node.get("deprecated") is not True:
        return None
    day = node.get("x-sunset")
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def moved_sunsets(before: Json, after: Json) -> Iterator[MovedSunset]:
    """The parts of a document, found at one place in both readings, whose sunset comes sooner than it did."""
    waiting: list[tuple[Pointer, Json, Json]] = [((), before, after)]
    while waiting:
        pointer, old, new = waiting.pop()
        if old is new or old == new:
            continue
        was, now = sunset_of(old), sunset_of(new)
        if was is not None and now is not None and now < was:
            yield MovedSunset(pointer, was, now)
        waiting.extend(_members(pointer, old, new))


def _members(pointer: Pointer, old: Json, new: Json) -> Iterator[tuple[Pointer, Json, Json]]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from (((*pointer, name), old[name], new[name]) for name in reversed(old) if name in new)
    elif isinstance(old, list) and isinstance(new, list):
        pairs = zip(old, new, strict=False)
        yield from reversed([((*pointer, index), was, now) for index, (was, now) in enumerate(pairs)])
