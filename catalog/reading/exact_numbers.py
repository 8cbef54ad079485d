"""Decimal numbers that stay exact, however a document writes them."""

from __future__ import annotations


class TooManyDigits(ValueError):
    """A number whose exact value has more digits than allowed."""


def exact_integer(text: str, digits: int) -> int:
    """A decimal integer, however long up to `digits`. Raises TooManyDigits."""
    if len(text.lstrip("+-")) > digits:
        raise TooManyDigits(text)
    return int(text)


def exact_float(text: str, digits: int) -> int | float:
    """A decimal fraction; where a double would overflow, the integer it says. Raises TooManyDigits."""
    value = float(text)
    if value - value == 0:
        return value
    from decimal import Decimal  # nearly no document has such a number

    decimal = Decimal(text)
    if decimal.adjusted() >= digits:
        raise TooManyDigits(text)
    return int(decimal)
