"""What a schema says by its own words: nothing, nothing but a reference, null, never."""

from __future__ import annotations

from catalog.model.source import Json

ANNOTATIONS = frozenset(
    (
        "description",
        "title",
        "summary",
        "example",
        "examples",
        "$comment",
        "deprecated",
        "default",
        "externalDocs",
        "xml",
    )
)


def says_nothing(schema: Json) -> bool:
    """Whether a schema allows anything, however much it explains."""
    if isinstance(schema, dict):
        return all(key in ANNOTATIONS or key.startswith("x-") or _adds_nothing(key, schema[key]) for key in schema)
    return schema is True


def is_never(schema: Json) -> bool:
    """Whether a schema is one of the two plain ways to say that no value is allowed."""
    if isinstance(schema, dict):
        return "not" in schema and (schema["not"] is True or schema["not"] == {})
    return schema is False


def _adds_nothing(key: str, parts: Json) -> bool:
    return key == "allOf" and isinstance(parts, list) and all(map(says_nothing, parts))


def is_bare_reference(value: Json) -> bool:
    """A reference beside which nothing stands that constrains, or that somebody assumes."""
    if not isinstance(value, dict) or "$ref" not in value or "default" in value:
        return False
    return all(key in ANNOTATIONS or key == "$ref" or key.startswith("x-") for key in value)


def is_null(value: Json) -> bool:
    """Whether nothing but null is allowed."""
    if not isinstance(value, dict):
        return False
    return (
        value.get("type") in ("null", ["null"])
        or value.get("enum") == [None]
        or ("const" in value and value["const"] is None)
    )
