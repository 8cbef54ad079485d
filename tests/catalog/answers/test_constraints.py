"""Constraints in words."""

from __future__ import annotations

import pytest

from catalog.answers.constraints import constraint_words, type_words
from catalog.model.source import Json


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string", "format": "date"}, "string (date)"),
        ({"type": ["integer", "null"]}, "integer or null"),
        ({"type": "string", "nullable": True}, "string or null"),
        ({"properties": {}}, "object"),
        ({"items": {}}, "array"),
        ({}, ""),
    ],
)
def test_types(schema: dict[str, Json], words: str) -> None:
    assert type_words(schema) == words


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minLength": 1, "maxLength": 10}, ("1 to 10 characters",)),
        ({"minLength": 1}, ("at least 1 character",)),
        ({"maxLength": 10}, ("at most 10 characters",)),
        ({"minLength": 3, "maxLength": 3}, ("exactly 3 characters",)),
        ({"minimum": 0, "exclusiveMaximum": 5}, ("at least 0", "less than 5")),
        ({"minimum": 0, "exclusiveMinimum": True}, ("more than 0",)),
        ({"enum": ["a", 1, None, True]}, ('one of "a", 1, null, true',)),
        ({"enum": list(range(20))}, (f"one of {', '.join(map(str, range(12)))} and 8 more",)),
        ({"const": False, "default": False}, ("always false", "default false")),
        ({"minItems": 1, "uniqueItems": True}, ("at least 1 item", "no item twice")),
        ({"additionalProperties": False}, ("no other members",)),
        ({"additionalProperties": True}, ()),
        ({"pattern": "^a$", "readOnly": True}, ("matches ^a$", "read only")),
        ({"enum": "not a list", "pattern": {}}, ()),
    ],
)
def test_constraints(schema: dict[str, Json], words: tuple[str, ...]) -> None:
    assert constraint_words(schema) == words
