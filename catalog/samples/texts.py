"""Values that travel as texts (parameters, headers, form fields): which other values have the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice, product

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


def all_readings(value: Json, most: int) -> list[Json] | None:
    """The value and everything it may be read as, at all levels; None where that is more than `most`."""
    found = list(islice(_readings(value), most + 1))
    return found if len(found) <= most else None


def _readings(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        members = [list(_readings(member)) for member in value.values()]
        yield from (dict(zip(value, combined, strict=True)) for combined in product(*members))
        return
    if isinstance(value, list):
        yield from (list(combined) for combined in product(*(list(_readings(item)) for item in value)))
    else:
        yield value
    for other in other_readings(value):
        yield other
        if isinstance(other, list):
            yield from (list(c) for c in product(*([i, *_scalars(i)] for i in other)) if list(c) != other)


def _scalars(item: Json) -> list[Json]:
    return [reading for reading in other_readings(item) if not isinstance(reading, list)]
