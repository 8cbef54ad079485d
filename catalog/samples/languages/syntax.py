"""The syntax of ECMA-262 patterns, read in Unicode mode, lenient where Annex B is."""

from __future__ import annotations

from typing import TypeAlias

from catalog.frozen import dataclass
from catalog.samples.languages import charsets
from catalog.samples.languages.charsets import CharSet


class UnsupportedPattern(ValueError):
    """A pattern that is not regular, not ECMA-262, or uses what is not modelled here."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set."""

    chars: CharSet


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of them."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`item` from `least` to `most` times (None: without end)."""

    item: Node
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """`^` and `$`."""

    end: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    r"""`\b` and `\B`."""

    inside: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """`(?=…)` and `(?!…)`."""

    item: Node
    negative: bool


Node: TypeAlias = "Chars | Sequence | Choice | Repeat | Edge | Boundary | Ahead"

_CLASSES = {
    "d": charsets.DIGIT, "D": charsets.complement(charsets.DIGIT), "w": charsets.WORD, "W": charsets.NOT_WORD,
    "s": charsets.SPACE, "S": charsets.complement(charsets.SPACE),
}  # fmt: skip
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_MOST_COUNTED = 100_000


def parse_pattern(pattern: str) -> Node:
    """The tree of a pattern. Raises UnsupportedPattern."""
    reader = _Reader(pattern)
    try:
        node = _choice(reader)
    except RecursionError:
        raise UnsupportedPattern("too deeply nested") from None
    if reader.at < len(pattern):
        raise UnsupportedPattern(f"unexpected {pattern[reader.at]!r} at {reader.at}")
    return node


class _Reader:
    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def take(self, length: int = 1) -> str:
        taken = self.peek(length)
        if len(taken) < length:
            raise UnsupportedPattern("the pattern ends too early")
        self.at += length
        return taken

    def skip(self, expected: str) -> bool:
        found = self.text.startswith(expected, self.at)
        self.at += len(expected) if found else 0
        return found


def _choice(reader: _Reader) -> Node:
    options = [_sequence(reader)]
    while reader.skip("|"):
        options.append(_sequence(reader))
    return options[0] if len(options) == 1 else Choice(tuple(options))


def _sequence(reader: _Reader) -> Node:
    items: list[Node] = []
    while reader.peek() not in ("", "|", ")"):
        items.append(_quantified(reader, _atom(reader)))
    return items[0] if len(items) == 1 else Sequence(tuple(items))


def _quantified(reader: _Reader, item: Node) -> Node:
    bounds = _quantifier(reader)
    if bounds is None:
        return item
    reader.skip("?")
    if reader.peek() in ("+", "*", "?"):
        raise UnsupportedPattern("nothing to repeat")
    if isinstance(item, (Edge, Boundary)):
        raise UnsupportedPattern("an assertion cannot be repeated")
    return Repeat(item, *bounds)


def _quantifier(reader: _Reader) -> tuple[int, int | None] | None:
    for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
        if reader.skip(sign):
            return bounds
    return _braces(reader) if reader.peek() == "{" else None


def _braces(reader: _Reader) -> tuple[int, int | None] | None:
    close = reader.text.find("}", reader.at)
    least, comma, most = reader.text[reader.at + 1 : close].partition(",") if close > 0 else ("", "", "")
    if not _is_number(least) or (most and not _is_number(most)):
        return None
    reader.at = close + 1
    bounds = int(least), (int(most) if most else None) if comma else int(least)
    if max(bounds[0], bounds[1] or 0) > _MOST_COUNTED or (bounds[1] is not None and bounds[1] < bounds[0]):
        raise UnsupportedPattern("a repetition out of order or beyond 100,000")
    return bounds


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _atom(reader: _Reader) -> Node:
    sign = reader.take()
    if sign == "(":
        return _group(reader)
    if sign == "[":
        return Chars(_class(reader))
    if sign == "\\":
        return _escaped(reader)
    if sign in "^$":
        return Edge(end=sign == "$")
    if sign in "*+?":
        raise UnsupportedPattern("nothing to repeat")
    if sign == ".":
        return Chars(charsets.complement(charsets.LINE_ENDS))
    return Chars(charsets.single(ord(sign)))


def _group(reader: _Reader) -> Node:
    ahead = {"?=": False, "?!": True}.get(reader.peek(2))
    if ahead is not None or reader.peek(2) == "?:":
        reader.take(2)
    elif reader.peek() == "?":
        _skip_name(reader)
    node = _choice(reader)
    if not reader.skip(")"):
        raise UnsupportedPattern("a group is not closed")
    return node if ahead is None else Ahead(node, ahead)


def _skip_name(reader: _Reader) -> None:
    if reader.peek(2) != "?<" or reader.peek(3) in ("?<=", "?<!"):
        raise UnsupportedPattern(f"({reader.peek(3)} is not modelled")
    while reader.take() != ">":
        pass


def _escaped(reader: _Reader) -> Node:
    sign = reader.peek()
    if sign in ("b", "B"):
        reader.take()
        return Boundary(inside=sign == "B")
    if sign == "k" or (sign.isdigit() and sign != "0"):
        raise UnsupportedPattern("a back-reference")
    return Chars(_escape(reader))


def _escape(reader: _Reader) -> CharSet:
    """What an escape stands for; the backslash is read."""
    sign = reader.take()
    if sign in _CLASSES:
        return _CLASSES[sign]
    if sign in "pP":
        return _property(reader, negated=sign == "P")
    if sign in "xu":
        return charsets.single(_hexadecimal(reader, 2 if sign == "x" else 4))
    if sign == "c" and reader.peek().isascii() and reader.peek().isalpha():
        return charsets.single(ord(reader.take()) % 32)
    if sign == "0" and not reader.peek().isdigit():
        return charsets.single(0)
    if sign in _CONTROLS:
        return charsets.single(_CONTROLS[sign])
    if sign.isascii() and sign.isalnum():
        raise UnsupportedPattern(f"\\{sign} is not an escape of ECMA-262")
    return charsets.single(ord(sign))


def _hexadecimal(reader: _Reader, digits: int) -> int:
    if digits == 4 and reader.skip("{"):
        text = ""
        while not reader.skip("}"):
            text += reader.take()
    else:
        text = reader.take(digits)
    try:
        code = int(text, 16)
    except ValueError:
        raise UnsupportedPattern(f"{text!r} is not hexadecimal") from None
    if digits == 4 and 0xD800 <= code <= 0xDBFF and reader.peek(2) == "\\u":
        reader.take(2)
        code = 0x10000 + ((code - 0xD800) << 10) + (_hexadecimal(reader, 4) - 0xDC00)
    if not 0 <= code <= 0x10FFFF:
        raise UnsupportedPattern(f"U+{code:X} is not a character")
    return code


def _property(reader: _Reader, *, negated: bool) -> CharSet:
    if not reader.skip("{"):
        raise UnsupportedPattern("a property without a name")
    name = ""
    while not reader.skip("}"):
        name += reader.take()
    chars = charsets.category(name.removeprefix("General_Category=").removeprefix("gc="))
    if chars is None:
        raise UnsupportedPattern(f"the property {name} is not modelled")
    return charsets.complement(chars) if negated else chars


def _class(reader: _Reader) -> CharSet:
    negated = reader.skip("^")
    parts: list[CharSet] = []
    while not reader.skip("]"):
        first = _class_atom(reader)
        if reader.peek() == "-" and reader.peek(2) != "-]":
            reader.take()
            parts.extend(_range(first, _class_atom(reader)))
        else:
            parts.append(first)
    chars = charsets.union(parts)
    return charsets.complement(chars) if negated else charsets.intersection(chars, charsets.ANY)


def _class_atom(reader: _Reader) -> CharSet:
    sign = reader.take()
    if sign != "\\":
        return charsets.single(ord(sign))
    return charsets.single(8) if reader.skip("b") else _escape(reader)


def _range(first: CharSet, last: CharSet) -> tuple[CharSet, ...]:
    """`a-z`; between a class and something else the hyphen is itself (Annex B)."""
    if len(first) == len(last) == 1 and first[0][0] == first[0][1] and last[0][0] == last[0][1]:
        if first[0][0] > last[0][0]:
            raise UnsupportedPattern("a range out of order")
        return (((first[0][0], last[0][0]),),)
    return first, charsets.single(ord("-")), last
