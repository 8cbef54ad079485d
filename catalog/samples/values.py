"""JSON values: which type, equal to which other, and numbers exactly."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Literal, TypeAlias

from catalog.model.source import Json

Kind: TypeAlias = Literal["null", "boolean", "number", "string", "array", "object"]
Exact: TypeAlias = "int | Fraction"


class NotJson(ValueError):
    """A NaN or an infinity, which JSON does not have."""


def kind_of(value: Json) -> Kind:
    """The JSON type of a value; true is not a number here."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def exact(number: int | float) -> Exact:
    """The number that the shortest decimal text of `number` denotes: 0.1 is one tenth. Raises NotJson."""
    if isinstance(number, int):
        return number
    try:
        fraction = Fraction(repr(number))
    except ValueError:
        raise NotJson(f"{number} is not a JSON number") from None
    return fraction.numerator if fraction.denominator == 1 else fraction


def spelled(number: Exact) -> int | float | None:
    """A Python number that JSON writers print as exactly `number`; None where there is none."""
    if isinstance(number, int) or number.denominator == 1:
        return int(number)
    try:
        nearest = float(number)
    except OverflowError:
        return None
    return nearest if exact(nearest) == number else None


def equality_key(value: Json) -> Hashable:
    """Equal for values that are equal in JSON (1 and 1.0 are, 1 and true are not). Raises NotJson."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, (int, float)):
        return exact(value)
    if isinstance(value, list):
        return ("array", tuple(map(equality_key, value)))
    return ("object", frozenset((name, equality_key(member)) for name, member in value.items()))


def written(value: Json) -> int:
    """How many parts a value has once it is written out: a part that is shared counts each time."""
    return _written(value, {})


def _written(value: Json, known: dict[int, int]) -> int:
    if not isinstance(value, (list, dict)):
        return 1
    if id(value) not in known:
        members = value if isinstance(value, list) else value.values()
        known[id(value)] = 1 + sum(_written(member, known) for member in members)
    return known[id(value)]
