"""A slow, exact look at JSON text: taken only where the fast parsers cannot say where something is."""

from __future__ import annotations

import json
import re
from dataclasses import field

from catalog.frozen import dataclass
from catalog.model.source import SourceProblem
from catalog.reading.notes import Notes
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


def duplicate_keys(source: SourceText) -> tuple[SourceProblem, ...]:
    """A problem for every member whose name its object has had before. The text must be valid JSON."""
    notes = Notes(source)
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
            _key(notes, stack, token)
            if notes.is_full:
                break
    return notes.all()


def _next_member(frame: _Frame) -> None:
    frame.at_key = True
    if isinstance(frame.key, int):
        frame.key += 1


def _key(notes: Notes, stack: list[_Frame], token: re.Match[str]) -> None:
    frame = stack[-1]
    name: str = json.loads(token[0])
    frame.key, frame.at_key = name, False
    first = frame.seen.setdefault(name, token.start())
    if first != token.start():
        notes.note_duplicate(tuple(each.key for each in stack), first, token.span())
