"""Templates in paths and channel addresses: `/orders/{id}` and `orders.{id}.created`."""

from __future__ import annotations

import re
from collections.abc import Sequence

TEMPLATE = re.compile(r"\{([^{}]*)\}")


def template_key(path: str) -> str:
    """The path with its template names left out: `/orders/{}`."""
    return TEMPLATE.sub("{}", path)


def template_names(path: str) -> list[str]:
    """The names in the order in which they occur."""
    return TEMPLATE.findall(path)


def position_of(name: str, path: str) -> int | None:
    """Which template of the path this is, from 0; None where the path does not hold it."""
    names = template_names(path)
    return names.index(name) if name in names else None


def segment_of(position: int | None, segments: Sequence[str]) -> int | None:
    """Which of the segments of a key is the template at a position and nothing else."""
    seen = -1
    for number, segment in enumerate(segments):
        seen += segment.count("{}")
        if position is not None and seen >= position:
            return number if segment == "{}" else None
    return None
