"""Answers as JSON values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from catalog.answers.plain import plain


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Thing:
    name: str
    when: date | None
    colour: Colour
    parts: tuple[int, ...]
    notes: dict[str, str]


def test_every_kind_of_value() -> None:
    thing = Thing("a", date(2026, 11, 25), Colour.RED, (1, 2), {"x": "y"})
    assert plain(thing) == {
        "name": "a", "when": "2026-11-25", "colour": "red", "parts": [1, 2], "notes": {"x": "y"},
    }  # fmt: skip
