"""Values that travel as texts (parameters, headers, form fields): which other values have the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from math import prod

from catalog.model.source import Json

NUMBER_TEXT = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
INTEGER_TEXT = r"^-?(0|[1-9][0-9]*)$"
_NUMBER = re.compile(NUMBER_TEXT.replace("$", r"\Z"))
MOST_DIGITS = 4300
"""What Python reads and writes as an integer; a longer text is a number to no reader here, neither in a document."""


def scalar_text(value: Json) -> str | None:
    """How a scalar is written; None for what is not a scalar, and for null, which is absence."""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, (bool, int, float)) else None


def is_said(value: Json, text: str) -> bool:
    """Whether all that is inside a value is written: among `fields`, null and what has no items or members are not."""
    if text != "fields":
        return True
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(item is not None and item != [] and item != {} and is_said(item, text) for item in inside)


def other_readings(value: Json) -> list[Json]:
    """The values besides this one that the text of a value may be read as; the first level only."""
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, list):
        texts = [text for text in map(scalar_text, value) if text is not None]
        joined: list[Json] = [",".join(texts)] if len(texts) == len(value) > 0 else []
        return joined + (_read(str(joined[0])) if len(texts) == 1 and joined else [])
    text = scalar_text(value)
    return [] if text is None else [text, [text]]


def _read(text: str) -> list[Json]:
    """What a text may be read as, apart from itself."""
    readings: list[Json] = [[*text.split(",")]]
    if len(text) <= MOST_DIGITS and _NUMBER.match(text):
        readings.append(json.loads(text))
    if text in ("true", "false"):
        readings.append(text == "true")
    return readings


def all_readings(value: Json, most: int, text: str = "fields") -> list[Json] | None:
    """The value and what it may be read as, at all levels; None where that is more than `most`. In `parts`, of which
    each is a member, what is inside an object is not text.

    Items of a list that are equal are read alike. Of members or items that can be read in more ways together than
    COMBINED, one is read otherwise at a time, and then all are.
    """
    ways = _in_parts(value) if text == "parts" and isinstance(value, dict) else _readings(value)
    found = list(islice(ways, most + 1))
    return found if len(found) <= most else None


COMBINED = 64


def _in_parts(body: dict[str, Json]) -> Iterator[Json]:
    """A multipart body read part by part: objects are JSON."""
    parts = [list(_part(part)) for part in body.values()]
    yield from (dict(zip(body, combined, strict=True)) for combined in _combined(parts))


def _part(part: Json) -> Iterator[Json]:
    holds_objects = isinstance(part, list) and any(isinstance(item, dict | list) for item in part)
    if isinstance(part, dict) or holds_objects:
        yield part
    else:
        yield from _readings(part)


def _readings(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        members = [list(_readings(member)) for member in value.values()]
        yield from (dict(zip(value, combined, strict=True)) for combined in _combined(members))
        return
    if isinstance(value, list):
        yield from _lists(value)
    else:
        yield value
    for other in other_readings(value):
        yield other
        if isinstance(other, list):
            yield from (read for read in _lists(other) if read != other)


def _lists(items: list[Json]) -> Iterator[list[Json]]:
    """A list read item by item; what is equal alike."""
    spelled = [json.dumps(item, sort_keys=True) for item in items]
    distinct = dict(zip(spelled, items, strict=True))
    for combined in _combined([_item(item) for item in distinct.values()]):
        chosen = dict(zip(distinct, combined, strict=True))
        yield [chosen[key] for key in spelled]


def _item(item: Json) -> list[Json]:
    """How an item of a list may be read: no style writes a list within a list."""
    if isinstance(item, (dict, list)):
        return list(_readings(item))
    return [item, *(reading for reading in other_readings(item) if not isinstance(reading, list))]


def _combined(parts: list[list[Json]]) -> Iterator[Sequence[Json]]:
    if prod(map(len, parts)) <= COMBINED:
        yield from product(*parts)
        return
    first = [ways[0] for ways in parts]
    yield first
    for place, ways in enumerate(parts):
        yield from ([*first[:place], way, *first[place + 1 :]] for way in ways[1:])
    yield from ([ways[min(n, len(ways) - 1)] for ways in parts] for n in range(1, max(map(len, parts))))
