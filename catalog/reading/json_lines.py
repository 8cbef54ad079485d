"""Members of a large JSON object by the lines that their keys begin, without looking into what they hold."""

from __future__ import annotations

import re

from catalog.model.source import Json
from catalog.reading.found import Range

_FIRST_KEY = re.compile(r"\{[ \t]*\r?\n([ \t]+)\"")
_BETWEEN = " \t\r\n,"


def members_by_line(text: str, whole: Range, node: dict[str, Json]) -> dict[str, tuple[Range | None, Range]] | None:
    """Key and value of each member of an object whose keys stand in one column, on lines of their own.

    No string of JSON holds a line break, so such a line is no text; that it is no member of a member, what the object
    is known to have says: None where its names are not those of the lines, in their order.
    """
    first = _FIRST_KEY.match(text, whole[0])
    if first is None:
        return None
    line = re.compile(rf"\n{first[1]}\"([^\"\\\n]*+)\"[ \t]*:[ \t]*")
    keys = [*line.finditer(text, whole[0], whole[1])]
    if [key[1] for key in keys] != [*node]:
        return None
    ends = [*(key.start() for key in keys[1:]), whole[1] - 1]
    return {
        key[1]: ((key.start(1) - 1, key.end(1) + 1), (key.end(), _without_space(text, end)))
        for key, end in zip(keys, ends, strict=True)
    }


def _without_space(text: str, end: int) -> int:
    """Where the value before `end` ends."""
    while text[end - 1] in _BETWEEN:
        end -= 1
    return end
