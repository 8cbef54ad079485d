"""Sets of code points, as sorted disjoint ranges. Surrogates are not characters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

CharSet: TypeAlias = "tuple[tuple[int, int], ...]"
"""Ranges (first, last), both included."""

_LAST = 0x10FFFF
_SURROGATES = (0xD800, 0xDFFF)
ANY: CharSet = ((0, 0xD7FF), (0xE000, _LAST))


def union(sets: Iterable[CharSet]) -> CharSet:
    """The characters of any of `sets`."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(r for chars in sets for r in chars):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def complement(chars: CharSet) -> CharSet:
    """Every character that is not in `chars`."""
    gaps, start = [], 0
    for first, last in union((chars, (_SURROGATES,))):
        if first > start:
            gaps.append((start, first - 1))
        start = last + 1
    if start <= _LAST:
        gaps.append((start, _LAST))
    return tuple(gaps)


def intersection(left: CharSet, right: CharSet) -> CharSet:
    """The characters of both."""
    return complement(union((complement(left), complement(right))))


def single(character: int) -> CharSet:
    """One code point; nothing where it is a surrogate."""
    return () if _SURROGATES[0] <= character <= _SURROGATES[1] else ((character, character),)


def contains(chars: CharSet, character: int) -> bool:
    """Whether the code point is in the set."""
    at = bisect_right(chars, (character, _LAST + 1)) - 1
    return at >= 0 and chars[at][1] >= character


DIGIT: CharSet = ((48, 57),)
WORD: CharSet = ((48, 57), (65, 90), (95, 95), (97, 122))
NOT_WORD = complement(WORD)
LINE_ENDS: CharSet = ((10, 10), (13, 13), (0x2028, 0x2029))
SPACE = union(
    (((9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
     ((0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)), LINE_ENDS)
)  # fmt: skip

_NICE: tuple[tuple[int, int], ...] = ((97, 122), (48, 57), (65, 90), (45, 46), (95, 95), (33, 126), (32, 32))


def characters(chars: CharSet) -> Iterator[str]:
    """The members, those pleasant to read first, each once."""
    told: CharSet = ()
    for preferred in (*((r,) for r in _NICE), ANY):
        fresh = intersection(intersection(chars, preferred), complement(told))
        yield from (chr(c) for first, last in fresh for c in range(first, last + 1))
        told = union((told, preferred))


@lru_cache(maxsize=4096)
def partition(sets: frozenset[CharSet]) -> tuple[tuple[str, CharSet], ...]:
    """Split all characters so that no set tells two of a part apart: (a pleasant member, the part)."""
    starts = sorted({0, 0xE000, *(r[0] for s in sets for r in s), *(r[1] + 1 for s in sets for r in s)})
    ordered = tuple(sets)
    parts: dict[tuple[bool, ...], list[tuple[int, int]]] = {}
    for start, following in zip(starts, [*starts[1:], _LAST + 1], strict=True):
        if start <= _LAST and not _SURROGATES[0] <= start <= _SURROGATES[1]:
            last = min(following - 1, 0xD7FF) if start <= 0xD7FF else following - 1
            parts.setdefault(tuple(contains(s, start) for s in ordered), []).append((start, last))
    merged = (union([tuple(ranges)]) for ranges in parts.values())
    return tuple((next(islice(characters(part), 1)), part) for part in merged)


_CATEGORIES = frozenset((
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
    "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cn", "Co",
))  # fmt: skip
_CATEGORY_NAMES = {
    "Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Mark": "M",
    "Number": "N", "Decimal_Number": "Nd", "Punctuation": "P", "punct": "P", "Symbol": "S", "Separator": "Z",
    "Space_Separator": "Zs", "Other": "C", "Control": "Cc", "cntrl": "Cc", "Format": "Cf", "digit": "Nd",
}  # fmt: skip


@lru_cache(maxsize=128)
def category(name: str) -> CharSet | None:
    """The characters of a Unicode general category (`L`, `Lu`, `Letter`); None for other names."""
    short = _CATEGORY_NAMES.get(name, name)
    if short == "Any":
        return ANY
    if short not in _CATEGORIES:
        return None
    found = tuple((first, last) for first, last, told in _runs() if told.startswith(short))
    return complement(complement(found))


@lru_cache(maxsize=1)
def _runs() -> tuple[tuple[int, int, str], ...]:
    """All code points as (first, last, category): looked up as one text, two letters each, which is quickest."""
    told = "".join(map(unicodedata.category, map(chr, range(_LAST + 1))))
    return tuple((m.start() // 2, m.end() // 2 - 1, m[1]) for m in re.finditer(r"(..)\1*", told))
