"""Answers as JSON: the same text whoever writes it."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.cli.output import json_bytes, print_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(value=VALUES)
def test_short_answers_are_written_as_long_ones_are(value: Any) -> None:
    with pytest.MonkeyPatch.context() as patched:
        buffer = _Kept()
        patched.setattr(sys, "stdout", buffer)
        print_json({"a": value})
        long = buffer.taken()
        patched.delitem(sys.modules, "orjson")
        print_json({"a": value}, is_short=True)
        assert "orjson" not in sys.modules
        assert buffer.taken() == long


class _Kept:
    """A standard output that keeps what is written."""

    def __init__(self) -> None:
        self.buffer, self._data = self, b""

    def write(self, data: bytes) -> None:
        self._data += data

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        taken, self._data = self._data, b""
        return taken


@pytest.mark.parametrize("number", [2**64, -(10**30)])
def test_integers_of_any_size_are_written(number: int) -> None:
    assert json.loads(json_bytes({"value": number})) == {"value": number}
