"""Did you mean …? and other words that messages share."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """`Did you mean 'operationId'?`, or None when nothing known is near."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.7)
    return f"Did you mean {by_lower[near[0]]!r}?" if near else None


def listed(words: Iterable[object], limit: int = 12) -> str:
    """`'a', 'b' and 3 more`, from the first `limit` distinct words in their order."""
    distinct = list(dict.fromkeys(map(shown, words)))
    more = len(distinct) - limit
    return ", ".join(distinct[:limit]) + (f" and {more} more" if more > 0 else "")


def shown(value: object, limit: int = 60) -> str:
    """A value as people recognise it, cut to `limit` characters."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    text = _LITERALS[value] if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


_LITERALS = {True: "true", False: "false", None: "null"}
