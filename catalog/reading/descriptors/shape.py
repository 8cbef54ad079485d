"""Read values of the wanted type out of a parsed tree; what has another type counts as absent.

Whether a descriptor is right is told by `validation`; reading never fails, so that one slip hides nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from catalog.model.source import Json

Members = Mapping[str, Json]
NOTHING: Members = MappingProxyType({})


def members(node: Json) -> Members:
    """The node as an object; empty when it is something else."""
    return node if isinstance(node, dict) else NOTHING


def inside(node: Members, key: str) -> Members:
    """The object under a key."""
    return members(node.get(key))


def text(node: Members, key: str) -> str | None:
    """The non-empty text under a key."""
    value = node.get(key)
    return value if isinstance(value, str) and value else None


def words(node: Members, key: str) -> str:
    """The text under a key, or empty text."""
    return text(node, key) or ""


def texts(node: Members, key: str) -> tuple[str, ...]:
    """The texts of a list under a key; one text alone counts as a list of one."""
    value = node.get(key)
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def number(node: Members, key: str) -> float | None:
    """The number under a key."""
    value = node.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def whole(node: Members, key: str) -> int | None:
    """The integer under a key."""
    value = node.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(node: Members, key: str, default: bool) -> bool:
    """The boolean under a key."""
    value = node.get(key)
    return value if isinstance(value, bool) else default


def day(node: Members, key: str) -> date | None:
    """The YYYY-MM-DD date under a key."""
    value = node.get(key)
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def team(node: Members, key: str = "owner") -> str:
    """A team's name without `team/`."""
    return words(node, key).removeprefix("team/")


def items(node: Members, key: str) -> Iterator[tuple[int, Members]]:
    """Objects of a list under a key, with their positions."""
    value = node.get(key)
    for position, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, dict):
            yield position, entry


def text_map(node: Members, key: str) -> Mapping[str, str]:
    """Name → text under a key."""
    return MappingProxyType({k: v for k, v in inside(node, key).items() if isinstance(v, str)})


def flag_map(node: Members, key: str) -> Mapping[str, bool]:
    """Name → boolean under a key."""
    return MappingProxyType({k: v for k, v in inside(node, key).items() if isinstance(v, bool)})
