"""The independent validator: no witness is returned that jsonschema-rs does not confirm on both sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from catalog.model.source import Json

_VALIDATORS = {
    "draft4": "Draft4Validator",
    "draft6": "Draft6Validator",
    "draft7": "Draft7Validator",
    "2019-09": "Draft201909Validator",
    "2020-12": "Draft202012Validator",
}


class Unconfirmable(Exception):
    """The validator cannot load a schema, and why."""


def validator(schema: Json, dialect: str, *, formats: bool) -> Callable[[Json], bool]:
    """What tells valid values from others, by the dialect's own rules. Raises Unconfirmable."""
    import jsonschema_rs

    make: Any = getattr(jsonschema_rs, _VALIDATORS[dialect])
    try:
        valid: Callable[[Json], bool] = make(schema, validate_formats=formats, offline=True).is_valid
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as problem:
        raise Unconfirmable(f"jsonschema-rs cannot load a schema: {problem!s:.200}") from None
    return valid


@lru_cache(maxsize=64)
def _format_validator(name: str) -> Callable[[Json], bool]:
    return validator({"format": name}, "2020-12", formats=True)


def has_format(name: str, text: str) -> bool | None:
    """Whether a text has a format, as jsonschema-rs judges."""
    try:
        return _format_validator(name)(text)
    except (Unconfirmable, UnicodeEncodeError):
        return None
