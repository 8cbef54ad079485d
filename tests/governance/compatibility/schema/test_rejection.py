from __future__ import annotations

from governance.compatibility.schema import Reading
from governance.compatibility.schema.rejection import rejection

SCHEMA = {"properties": {"a": {"items": {"maximum": 3}}}, "required": ["b"]}


def test_the_deepest_place_is_named() -> None:
    found = rejection(SCHEMA, {"a": [1, 5]}, Reading())
    assert found is not None
    assert found.value_at == ("a", 1)
    assert found.keyword_at == ("properties", "a", "items", "maximum")
    assert "5" in found.message


def test_what_is_accepted_is_rejected_nowhere() -> None:
    assert rejection(SCHEMA, {"b": 1}, Reading()) is None


def test_dialects_without_a_validator_have_no_place() -> None:
    assert rejection(SCHEMA, {"a": [1, 5]}, Reading(dialect="openapi-3.0")) is None
