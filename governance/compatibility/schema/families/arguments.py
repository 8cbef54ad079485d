"""Arguments of keywords, checked: what a keyword cannot have makes the schema ill-formed."""

from __future__ import annotations

from typing import Any

from catalog.samples.values import Exact, exact
from governance.compatibility.schema.compile import Schema
from governance.compatibility.schema.reading import IllFormed


def _expected(keyword: str, what: str, value: object) -> IllFormed:
    return IllFormed(f"{keyword} expects {what}, not {value!r:.60}")


def count(schema: Schema, keyword: str) -> int:
    """A whole number, not negative."""
    value = schema[keyword]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0 or value != value // 1:
        raise _expected(keyword, "a whole number", value)
    return int(value)


def number(schema: Schema, keyword: str) -> Exact:
    """A number."""
    value = schema[keyword]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _expected(keyword, "a number", value)
    return exact(value)


def text(schema: Schema, keyword: str) -> str:
    """A text."""
    value = schema[keyword]
    if not isinstance(value, str):
        raise _expected(keyword, "a string", value)
    return value


def listed(schema: Schema, keyword: str) -> list[Any]:
    """A list; empty where the keyword is absent."""
    value = schema.get(keyword, [])
    if not isinstance(value, list):
        raise _expected(keyword, "an array", value)
    return value


def choice(schema: Schema, keyword: str) -> list[Any]:
    """A list that is not empty."""
    value = listed(schema, keyword)
    if not value:
        raise IllFormed(f"{keyword} expects at least one schema")
    return value


def names(value: object, keyword: str) -> list[str]:
    """A list of names."""
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _expected(keyword, "an array of strings", value)
    return value


def mapping(schema: Schema, keyword: str) -> dict[str, Any]:
    """An object; empty where the keyword is absent."""
    value = schema.get(keyword, {})
    if not isinstance(value, dict):
        raise _expected(keyword, "an object", value)
    return value
