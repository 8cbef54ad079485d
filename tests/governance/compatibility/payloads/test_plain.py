"""What is told by looking is what a search finds: all pairs of small schemas, and the schemas that are left to it."""

from __future__ import annotations

from itertools import product
from typing import Literal

import pytest

from catalog.model.source import Json
from governance.compatibility.payloads.plain import is_no_array, told_plainly
from governance.compatibility.schema import Reading, Refuted, decide

SCHEMAS: tuple[Json, ...] = (
    {},
    {"type": "string"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "object"},
    {"type": "object", "properties": {}},
    {"type": "object", "properties": {"a": {}, "b": {}}},
    {"type": "object", "properties": {"a": {"type": "string"}}},
    {"properties": {"a": {}}},
    {"type": "array"},
    {"type": "array", "items": {"type": "string"}},
    {"enum": ["x"]},
    {"enum": ["x", "y"]},
    {"enum": ["y", "z"], "type": "string"},
    {"enum": ["x", 1]},
    {"enum": ["x"], "type": "integer"},
    {"enum": ["x"], "maxLength": 0},
    {"type": "string", "nullable": True},
    {"type": ["string", "null"]},
    {"type": "object", "required": ["a"]},
    {"type": "unheard-of"},
    True,
)


@pytest.mark.parametrize("dialect", ["openapi-3.0", "openapi-3.1"])
def test_it_says_what_a_search_finds(dialect: Literal["openapi-3.0", "openapi-3.1"]) -> None:
    told = 0
    for sent, received in product(SCHEMAS, repeat=2):
        plain = told_plainly(sent, received)
        if plain is None:
            continue
        told += 1
        found = decide(sent, received, Reading(dialect=dialect))
        assert type(found) is type(plain), (sent, received)
        if isinstance(plain, Refuted) and isinstance(found, Refuted):
            assert plain.witness == found.witness, (sent, received)
    assert told > 30


@pytest.mark.parametrize(
    "sent",
    [
        {"type": "string", "nullable": True},
        {"type": ["string"]},
        {"enum": ["x", None]},
        {"enum": []},
        {"type": "object", "properties": {"a": False}},
        {"type": "unheard-of"},
        {"type": "string", "maxLength": 3},
    ],
)
def test_what_says_more_is_searched(sent: Json) -> None:
    assert told_plainly(sent, {"type": "string"}) is None


def test_nothing_but_a_type_tells_that_no_array_is_sent() -> None:
    assert is_no_array({"type": "object", "minItems": 1})
    for schema in ({"type": "array"}, {"type": ["object"]}, {}, True, {"type": "unheard-of"}):
        assert not is_no_array(schema)
