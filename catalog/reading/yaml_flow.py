"""Where the parts of a YAML list or object in flow style begin, if it is written plainly: without comments, anchors,
tags, explicit keys, keys without values, and scalars over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.reading.yaml_regions import Key

_PLAIN = r"(?:[^-\s,\[\]{}#&*!|>'\"%@`:?]|-(?=[^\s,\[\]{}]))(?:[^\n,\[\]{}:#]|:(?![\s,\[\]{}]))*+"
_QUOTED = r"'(?:[^'\n]|'')*+'|\"(?:[^\"\\\n]|\\[^\n])*+\""
_TOKEN = re.compile(
    rf"[ \r\n]*(?:(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)|(?P<colon>:)(?=[ \r\n])|(?P<text>{_QUOTED}|{_PLAIN}))"
)


def flow_parts(text: str, start: int, end: int) -> list[tuple[str, Key]] | None:
    """Of each member how its key is written, where it begins, where its colon stands and where it ends; of each item
    nothing, twice where it begins, and where it ends. None of what is written otherwise."""
    parts, depth, is_object = list[tuple[str, Key]](), 0, text.startswith("{", start)
    inside: list[tuple[str, int, int]] = []
    for kind, begin, after in _tokens(text, start, end):
        if depth == 1 and kind in ("comma", "close"):
            part = _part(text, inside, begin, is_object=is_object)
            if part is None and (inside or kind == "comma"):
                return None
            parts += [part] if part is not None else []
            if kind == "close":
                return parts
            inside = []
        elif depth == 1:
            inside.append((kind, begin, after))
        depth += (kind == "open") - (kind == "close")
    return None


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The kind of each token, where it begins and where it ends, as far as they are known."""
    found = _TOKEN.match(text, start, end)
    while found is not None and found.lastgroup is not None:
        yield found.lastgroup, found.start(found.lastgroup), found.end()
        found = _TOKEN.match(text, found.end(), end)


def _part(text: str, tokens: list[tuple[str, int, int]], end: int, *, is_object: bool) -> tuple[str, Key] | None:
    kinds = [kind for kind, _, _ in tokens]
    if is_object and kinds[:2] == ["text", "colon"] and kinds[2:] in (["text"], ["open"]):
        (_, begin, after), (_, colon, _) = tokens[:2]
        return text[begin:after].rstrip(" "), (begin, colon, end)
    if not is_object and kinds in (["text"], ["open"]):
        return "", (tokens[0][1], tokens[0][1], end)
    return None
