"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from heapq import nlargest

SHOWN = 8
MOST_COMPARED = 200
"""Names that are compared letter by letter; of more, those that begin and end most alike."""


def nearest(name: str, known: Collection[str], n: int, cutoff: float) -> list[str]:
    """As `difflib.get_close_matches`, which takes seconds where thousands of names are known."""
    return get_close_matches(name, _likely(name, known), n=n, cutoff=cutoff)


def _likely(name: str, known: Collection[str]) -> Collection[str]:
    if len(known) <= MOST_COMPARED:
        return known
    turned, size, first, last = name[::-1], len(name), name[:1], name[-1:]

    def alike(other: str) -> int:
        ends = _same_letters(name, other) if other[:1] == first else 0
        ends += _same_letters(turned, other[::-1]) if other[-1:] == last else 0
        return ends - abs(size - len(other))

    return nlargest(MOST_COMPARED, known, key=alike)


def _same_letters(one: str, other: str) -> int:
    same = 0
    for letter, its in zip(one, other, strict=False):
        if letter != its:
            break
        same += 1
    return same


def closest(name: str, known: Iterable[str]) -> str | None:
    """The most similar known name, whatever its case, `_` and `-`; None when nothing is similar."""
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(_fold(candidate), candidate)
    found = nearest(_fold(name), folded, n=1, cutoff=0.7)
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
