"""Verdicts are kept as text that reads back equal, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.answers.gate.values import UnknownKind, read_back, written
from governance.findings import Side, Witness
from tests.builders.verdicts import ADDED, CASH, finding, judged


def test_every_kind_of_value_reads_back_equal() -> None:
    witness = Witness({"body": [1, 2.5, None, {"e": "x", "v": []}]}, "/body", ["\ud800"], Side.BASE)
    told = judged(finding(witness=witness), exception=ADDED, workflows=(CASH,))
    assert read_back(written((told, date(2026, 11, 25)))) == (told, date(2026, 11, 25))


@pytest.mark.parametrize("value", [Decimal(1), {"a": Decimal(1)}, [object()], {1, 2}])
def test_what_would_not_read_back_is_refused(value: Any) -> None:
    with pytest.raises(UnknownKind):
        written(finding(witness=Witness(value, "", None, Side.BASE)))


@pytest.mark.parametrize("data", [b"", b"{", b'{"c": "Finding", "v": []}', b'{"c": "Popen", "v": []}', b'{"d": "x"}'])
def test_what_is_no_value_reads_as_none(data: bytes) -> None:
    assert read_back(data) is None
