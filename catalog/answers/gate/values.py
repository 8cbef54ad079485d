"""Findings and verdicts as bytes, and back: equal values, or none where a value is not of a known kind."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from governance import findings
from governance.gate import verdict

KNOWN: dict[str, Any] = {
    name: kind
    for module in (findings, verdict)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum))
}
"""Every kind of value that findings and verdicts are made of."""
PLAIN = (bool, int, float, str, type(None))


class UnknownKind(Exception):
    """A value that cannot be written so that it reads back equal."""


def written(value: object) -> bytes:
    """A value of KNOWN kinds, tuples, days and JSON.

    Raises:
        UnknownKind: there is anything else in it.
    """
    return json.dumps(_tagged(value), separators=(",", ":")).encode("ascii")


def read_back(data: bytes) -> Any:
    """The value that was written; None where the text is no such value."""
    try:
        return _value(json.loads(data))
    except (ValueError, KeyError, TypeError):
        return None


def _tagged(value: object) -> object:
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is tuple:
        return [each if type(each) in PLAIN else _tagged(each) for each in value]  # type: ignore[attr-defined]
    if isinstance(value, Enum):
        return {"e": _known(kind), "v": _tagged(value.value)}
    if kind is date:
        return {"d": value.isoformat()}  # type: ignore[attr-defined]
    if kind in (dict, list):
        return {"j": _json(value)}
    if is_dataclass(value):
        return {"c": _known(kind), "v": [_tagged(getattr(value, field.name)) for field in fields(value)]}
    raise UnknownKind(kind.__name__)


def _known(kind: type) -> str:
    name = kind.__name__
    if KNOWN.get(name) is not kind:
        raise UnknownKind(name)
    return name


def _json(value: object) -> object:
    """The same JSON, once it is known to hold nothing but plain values."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if type(each) is dict:
            waiting.extend(each)
            waiting.extend(each.values())
        elif type(each) is list:
            waiting.extend(each)
        elif type(each) not in PLAIN:
            raise UnknownKind(type(each).__name__)
    return value


def _value(tagged: Any) -> Any:
    if isinstance(tagged, list):
        return tuple(map(_value, tagged))
    if not isinstance(tagged, dict):
        return tagged
    if "c" in tagged:
        return KNOWN[tagged["c"]](*map(_value, tagged["v"]))
    if "e" in tagged:
        return KNOWN[tagged["e"]](tagged["v"])
    return date.fromisoformat(tagged["d"]) if "d" in tagged else tagged["j"]
