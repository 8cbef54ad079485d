"""What YAML 1.2 allows and libyaml refuses or reads otherwise -> stand-ins of the same width, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_FOREIGN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PAIR = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL)
_MAY_HAVE_PAIR = re.compile(r"\\u[dD][89abAB]")
_PRIVATE = range(0xE000, 0xF8FF)


def swapped(text: str) -> tuple[str, Callable[[str], str] | None]:
    """The text for libyaml, each character at its old index, and what gives back the original of a part it read.

    libyaml follows YAML 1.1: it ends lines at NEL, LS and PS, refuses some characters, and knows no escapes of
    surrogate pairs, which YAML 1.2 takes from JSON (section 5.7). None where nothing had to be swapped.
    """
    foreign = [] if text.isascii() and "\x7f" not in text else sorted(set(_FOREIGN.findall(text)))
    has_pairs = _MAY_HAVE_PAIR.search(text) is not None
    if not foreign and not has_pairs:
        return text, None
    free = _free(text)
    back: dict[int, str] = {}
    for character, stand_in in zip(foreign, free, strict=False):
        text = text.replace(character, stand_in)
        back[ord(stand_in)] = character
    if not has_pairs:
        return text, lambda part: part.translate(back)
    return _without_pairs(text, free, back)


def _free(text: str) -> Iterator[str]:
    """Private characters that the text has neither as they are nor as escapes."""
    folded = text.lower()
    return (chr(code) for code in _PRIVATE if chr(code) not in text and f"\\u{code:x}" not in folded)


def _without_pairs(text: str, free: Iterator[str], back: dict[int, str]) -> tuple[str, Callable[[str], str]]:
    """Escapes of pairs as escapes of two stand-ins: one for the character, and one for nothing."""
    nothing = next(free, "")
    literal: dict[str, str] = {}
    stand_ins: dict[str, str] = {}

    def swap(found: re.Match[str]) -> str:
        pair = found[0]
        if found[1] is not None and nothing and pair not in stand_ins and (stand_in := next(free, "")):
            stand_ins[pair] = f"\\u{ord(stand_in):x}\\u{ord(nothing):x}"
            literal[stand_ins[pair]] = pair
            back[ord(stand_in)] = _joined(found[1], found[2])
            back[ord(nothing)] = ""
        return stand_ins.get(pair, pair)

    text = _PAIR.sub(swap, text)
    written = re.compile("|".join(map(re.escape, literal)) or "(?!)")
    return text, lambda part: written.sub(lambda found: literal[found[0]], part).translate(back)


def _joined(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
