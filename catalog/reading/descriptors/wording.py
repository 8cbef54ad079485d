"""What a schema error says to people: what is wrong, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalog.reading.descriptors.advice import did_you_mean

if TYPE_CHECKING:
    import jsonschema_rs

TYPES = {
    "string": "text",
    "object": "a map",
    "array": "a list",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
LONGEST = 60


def describe(error: jsonschema_rs.ValidationError, schema: dict[str, Any]) -> tuple[str, str | None]:
    """Message and hint for an error at the place that `schema` describes."""
    name, value, advice = type(error.kind).__name__, error.instance, schema.get("description")
    if name == "Type":
        wanted = " or ".join(TYPES[t] for t in getattr(error.kind, "types", ()))
        return f"expected {wanted}, found {_shown(value)}", _quotes(value, wanted) or advice
    if name == "Enum":
        options = [o for o in schema.get("enum", ()) if isinstance(o, str)]
        return f"{_shown(value)} is not one of {', '.join(options)}", _meant(value, options) or advice
    if name in _SHAPES:
        return f"{_shown(value)} {_SHAPES[name]}", advice
    if name == "AnyOf":
        return f"{_shown(value)} is none of the forms allowed here", advice
    return _shortened(error.message), advice


_SHAPES = {
    "Pattern": "is not written as it must be",
    "Format": "is not written as it must be",
    "MinLength": "is too short",
    "MinItems": "has no entries",
    "MinProperties": "has no entries",
    "UniqueItems": "has the same entry twice",
    "Minimum": "is too small",
    "ExclusiveMinimum": "is too small",
    "Maximum": "is too large",
}


def _quotes(value: object, wanted: str) -> str | None:
    if wanted == "text" and isinstance(value, bool | int | float):
        return f'put it in quotes, as it was written: "{str(value).lower()}"'
    return None


def _meant(value: object, options: list[str]) -> str | None:
    return did_you_mean(value, options) if isinstance(value, str) else None


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return "a map" if isinstance(value, dict) else "a list"
    if value is None:
        return "nothing"
    return _shortened(repr(value) if not isinstance(value, bool) else str(value).lower())


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
