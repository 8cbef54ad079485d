"""Whether the anchors and aliases of a YAML text are safe for the fast way.

yaml_rs copies what an alias names, and silently gives null for an alias inside what it names. So anchors pass only
where a block of simple lines shows where the anchored node ends, no anchored node holds anchors or aliases itself, and
every alias comes after the end of what it names. Saying no only costs time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ANCHORED = re.compile(rb"(?m)^([ ]*+)(?:-[ ])*+(?:[\w$./-]+:[ ]+)?&([\w.-]+)(?:[ ]+(\S[^\r\n]*)|[ ]*)\r?$")
_SCALAR = rb"[\w$./~<=(][^\r\n\"'\[\]{}&*!|>#:]*+|'[^\r\n'&*]*'|\"[^\r\n\"\\&*]*\""
_TEXT = re.compile(rb"(?![0-9.])(?:" + _SCALAR + rb")[ ]*")
_SIMPLE_LINE = re.compile(
    rb"[ ]*+(?:-[ ]++)*+(?:[\w$./][\w$./{}-]*+:(?=[ \r]|\Z))?[ ]*+(?:" + _SCALAR + rb")?[ ]*+(?:#[^&*]*)?\r?"
)
_BLOCK_START = re.compile(rb"[ ]*(?:-[ ]|[\w$./-]+:(?=[ \r]|\Z))")
_ALIAS = re.compile(rb"\*([^\s,\[\]{}]+)([ \t]*:)?")


def anchors_are_plain(data: bytes, marks: list[int], most_added: int) -> bool:
    """`marks` are the places of `&` where an anchor may stand; `most_added`: values that aliases may add.

    Whether yaml_rs reads the text as libyaml does, as far as its anchors go.
    """
    ends: dict[bytes, tuple[int, int]] = {}
    for mark in marks:
        found = _anchored(data, mark)
        if found is None or found[0] in ends:
            return False
        ends[found[0]] = found[1:]
    return _are_safe(_ALIAS.finditer(data), ends, most_added)


def _are_safe(aliases: Iterator[re.Match[bytes]], ends: dict[bytes, tuple[int, int]], most_added: int) -> bool:
    for alias in aliases:
        name, is_key = alias.groups()
        if name not in ends:
            continue  # prose, or an alias of nothing, which yaml_rs refuses
        end, size = ends[name]
        most_added -= size
        if is_key or alias.start() < end or most_added < 0:
            return False
    return True


def _anchored(data: bytes, mark: int) -> tuple[bytes, int, int] | None:
    """The name of the anchor at the mark, where its node ends, and its bytes; None where it is not simple."""
    start = data.rfind(b"\n", 0, mark) + 1
    line = _ANCHORED.match(data, start)
    if line is None or line.start(2) != mark + 1:
        return None
    if line[3] is not None:
        return (line[2], line.end(), line.end() - mark) if _TEXT.fullmatch(line[3].rstrip(b"\r")) else None
    end = _block_end(data, line.end() + 1, len(line[1]))
    return (line[2], end, end - mark) if end else None


def _block_end(data: bytes, start: int, column: int) -> int:
    """Where the block that begins in the line at `start` ends, below a line that begins in that column; else 0."""
    first = data[start : _line_end(data, start)]
    inner = len(first) - len(first.lstrip(b" "))
    is_list = first[inner : inner + 2] == b"- "
    if not _BLOCK_START.match(first) or inner < column + (0 if is_list else 1):
        return 0
    while start < len(data):
        end = _line_end(data, start)
        line = data[start:end]
        if _ends(line.rstrip(b"\r"), inner, is_list=is_list):
            return start
        if not _SIMPLE_LINE.fullmatch(line):
            return 0
        start = end + 1
    return len(data)


def _ends(line: bytes, column: int, *, is_list: bool) -> bool:
    """Whether the line comes after a block whose lines begin in that column, or deeper."""
    text = line.lstrip(b" ")
    if not text or text.startswith(b"#"):
        return False
    indent = len(line) - len(text)
    return indent < column or (is_list and indent == column and not text.startswith(b"-"))


def _line_end(data: bytes, start: int) -> int:
    end = data.find(b"\n", start)
    return end if end >= 0 else len(data)
