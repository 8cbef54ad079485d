"""Scalars as text: what stands in a path, a query, a header or a form field, and what it may be read as."""

from __future__ import annotations

import re
from decimal import Decimal

from catalog.model.source import Json

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)


def write_scalar(value: Json) -> str:
    """The text of a scalar: `true`, `1.5`, the string itself; nested values as compact JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, int | float) else _as_json(value)


def write_json(value: Json) -> str:
    """The JSON text of any value, in characters that stand in a header too."""
    import json

    return json.dumps(value, separators=(",", ":"))


def _as_json(value: Json) -> str:
    import json

    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def read_scalar(text: str, types: tuple[str, ...]) -> Json:
    """The value of `text` for a schema that allows `types`: the first of integer, number, boolean that fits, else text.

    With no `types` any value may come, and a text is a text.
    """
    if ("integer" in types or "number" in types) and _NUMBER.fullmatch(text):
        number = Decimal(text)
        if number == number.to_integral_value():
            return int(number)
        if "number" in types:
            return float(text)
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    return text
