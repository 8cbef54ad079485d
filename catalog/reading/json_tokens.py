"""A slow, exact look at JSON text: taken only where the fast parsers cannot say where something is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.model.source import Pointer, SourceProblem
from catalog.reading.parsed import DUPLICATE_KEY
from catalog.reading.source_text import SourceText

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\],:]', re.DOTALL)

_LITERAL = re.compile(r'"(?:[^"\\]++|\\.)*+"?|-?Infinity|NaN|[-+.0-9eE]++', re.DOTALL)


@dataclass(slots=True)
class _Frame:
    """An open array or object: the token that leads to what comes next, and where its keys stood first."""

    key: str | int
    is_object: bool
    seen: dict[str, int] = field(default_factory=dict)
    at_key: bool = True


def place_of_depth(text: str, depth: int) -> int | None:
    """Where the array or object opens that is nested too deep, if any."""
    open_now = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "{[":
            open_now += 1
            if open_now > depth:
                return token.start()
        elif mark in "}]":
            open_now -= 1
    return None


def place_of_literal(text: str, literal: str) -> int:
    """Where a number or constant first stands outside strings."""
    return next((found.start() for found in _LITERAL.finditer(text) if found[0] == literal), 0)


def duplicate_keys(source: SourceText) -> Iterator[SourceProblem]:
    """A problem for every member whose name its object has had before. The text must be valid JSON."""
    stack: list[_Frame] = []
    for token in _TOKEN.finditer(source.text):
        mark = token[0]
        if mark in "{[":
            stack.append(_Frame("" if mark == "{" else 0, mark == "{"))
        elif mark in "}]":
            stack.pop()
        elif mark == ",":
            _next_member(stack[-1])
        elif mark != ":" and stack and stack[-1].is_object and stack[-1].at_key:
            yield from _key(source, stack, token)


def _next_member(frame: _Frame) -> None:
    frame.at_key = True
    if isinstance(frame.key, int):
        frame.key += 1


def _key(source: SourceText, stack: list[_Frame], token: re.Match[str]) -> Iterator[SourceProblem]:
    frame = stack[-1]
    name: str = json.loads(token[0])
    frame.key, frame.at_key = name, False
    first = frame.seen.setdefault(name, token.start())
    if first != token.start():
        pointer = tuple(each.key for each in stack)
        yield duplicate_key(source, pointer, first, token.span())


def duplicate_key(source: SourceText, pointer: Pointer, first: int, again: tuple[int, int]) -> SourceProblem:
    """The problem of a member named twice; `first` and `again` are text positions of its keys."""
    line = source.mark(first).line
    return SourceProblem(
        DUPLICATE_KEY,
        f"the key {pointer[-1]!r} was already set on line {line}; only the last of its values counts",
        pointer,
        source.span(*again),
    )
