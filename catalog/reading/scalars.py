"""Plain YAML scalars by the core schema of YAML 1.2 (§10.3)."""

from __future__ import annotations

import re

from catalog.model.source import Json
from catalog.reading.exact_numbers import exact_float, exact_integer

_CONSTANTS: dict[str, Json] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+\Z")
_STARTS = frozenset("0123456789+-.~nNtTfF")


def may_be_resolved(text: str) -> bool:
    """Whether a plain scalar may say anything but text, judged by how it begins."""
    return not text or text[0] in _STARTS


def resolve(text: str, digits: int) -> Json:
    """The value of a plain scalar. `.inf` and `.nan` stay text, for no JSON number can say them.

    Raises TooManyDigits.
    """
    if not may_be_resolved(text):
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.match(text):
        return exact_integer(text, digits)
    if _FLOAT.match(text):
        return exact_float(text, digits)
    return _other_base(text)


def _other_base(text: str) -> Json:
    if _OCTAL.match(text):
        return int(text[2:], 8)
    if _HEXADECIMAL.match(text):
        return int(text[2:], 16)
    return text


def is_ambiguous(text: str) -> bool:
    """Whether YAML 1.1 reads another number: `012` is twelve today and was ten."""
    return _LEADING_ZERO.match(text) is not None


def is_not_finite(text: str) -> bool:
    """Whether the core schema reads infinity or no number."""
    return _NOT_FINITE.match(text) is not None
