"""A value put where it belongs: sooner made than found, where a whole value that leads there is known."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.model.source import Json
from governance.compatibility.payloads.local import Step


class LeadsNowhere(Exception):
    """The whole value does not reach what should hold the part."""


def placed(whole: Json, steps: Sequence[Step], value: Json) -> Json:
    """A copy of `whole` with `value` at the end of `steps`. Raises LeadsNowhere."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.kind == "variant":
        return placed(whole, rest, value)
    if step.kind == "items":
        if not isinstance(whole, list) or (rest and not whole):
            raise LeadsNowhere
        return [placed(whole[0] if whole else None, rest, value), *whole[1:]]
    if not isinstance(whole, dict):
        raise LeadsNowhere
    name = step.name if step.kind == "property" else _other_name(whole, step.known)
    if rest and name not in whole:
        raise LeadsNowhere
    return {**whole, name: placed(whole.get(name), rest, value)}


def without(whole: Json, steps: Sequence[Step], name: str) -> Json:
    """`whole`, its object at the end of `steps` without a member. Raises LeadsNowhere."""
    held = found(whole, steps)
    if not isinstance(held, dict):
        raise LeadsNowhere
    return placed(whole, steps, {member: value for member, value in held.items() if member != name})


def joined(whole: Json, steps: Sequence[Step], members: dict[str, Json]) -> Json:
    """`whole`, its object at the end of `steps` with more members. Raises LeadsNowhere."""
    held = found(whole, steps)
    if not isinstance(held, dict):
        raise LeadsNowhere
    return placed(whole, steps, {**members, **held})


def replaced(whole: Json, steps: Sequence[Step], members: dict[str, Json]) -> Json:
    """`whole`, with some members of its object at the end of `steps` set. Raises LeadsNowhere."""
    held = found(whole, steps)
    if not isinstance(held, dict):
        raise LeadsNowhere
    return placed(whole, steps, {**held, **members})


def said(members: dict[str, Json]) -> dict[str, Json]:
    """Members with something in what would have no text."""
    return {name: {"": ""} if value == {} else [""] if value == [] else value for name, value in members.items()}


def found(whole: Json, steps: Sequence[Step]) -> Json:
    """What stands at the end of `steps`. Raises LeadsNowhere."""
    for step in steps:
        if step.kind == "items" and isinstance(whole, list) and whole:
            whole = whole[0]
        elif step.kind in ("property", "values") and isinstance(whole, dict):
            name = step.name if step.kind == "property" else _other_name(whole, step.known)
            if name not in whole:
                raise LeadsNowhere
            whole = whole[name]
        elif step.kind != "variant":
            raise LeadsNowhere
    return whole


def _other_name(whole: dict[str, Json], known: Sequence[str]) -> str:
    """A key of a map: one that is there, else a new one."""
    return next((name for name in whole if name not in known), "key")
