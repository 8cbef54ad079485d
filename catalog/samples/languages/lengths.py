"""Bounds of the lengths that occur in a language, read off its expression."""

from __future__ import annotations

from typing import TypeAlias

Lengths: TypeAlias = "tuple[int, int | None]"
"""(least, most); no text is shorter or longer, though not every length between them need occur. None: no bound."""

ANY_LENGTH: Lengths = (0, None)


def after_another(first: Lengths, second: Lengths) -> Lengths:
    """Of one text and then another."""
    most = None if first[1] is None or second[1] is None else first[1] + second[1]
    return first[0] + second[0], most


def of_any(options: list[Lengths]) -> Lengths:
    """Of a text of one of them."""
    longest = [most for _, most in options if most is not None]
    return min(least for least, _ in options), max(longest) if len(longest) == len(options) else None


def of_all(demands: list[Lengths]) -> Lengths:
    """Of a text of all of them."""
    return max(least for least, _ in demands), min((most for _, most in demands if most is not None), default=None)


def repeated(once: Lengths, least: int, most: int | None) -> Lengths:
    """Of `least` to `most` texts."""
    if once[1] == 0:
        return 0, 0
    return once[0] * least, None if most is None or once[1] is None else once[1] * most
