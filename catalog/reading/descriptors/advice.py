"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 8


def closest(name: str, known: Iterable[str]) -> str | None:
    """The most similar known name, whatever its case, `_` and `-`; None when nothing is similar."""
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(_fold(candidate), candidate)
    found = get_close_matches(_fold(name), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Advice: the closest name, else all names when they are few, else nothing."""
    names = sorted(set(known))
    best = closest(name, names)
    if best is not None:
        return f"did you mean {best!r}?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= SHOWN else None


def _fold(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")
