"""Real schemas: no crash, no guess, and next to nothing undecided."""

from __future__ import annotations

from collections import Counter

import pytest

from governance.compatibility.schema import Refuted, Undecided
from tests.builders.shared import needs_shared
from tests.laws.components import component_pairs

UNLOADABLE = ("cannot load a schema", "is not a type", "leads nowhere", "a schema is an object or a boolean")


@needs_shared
@pytest.mark.parametrize("most_bytes", [60_000, pytest.param(None, marks=pytest.mark.laws)])
def test_component_pairs_are_decided(most_bytes: int | None) -> None:
    tally: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for pair in component_pairs(most_bytes):
        verdict = pair.verdict()
        tally[type(verdict).__name__] += 1
        if isinstance(verdict, Undecided):
            reasons[verdict.reason] += 1
    judged = sum(count for reason, count in reasons.items() if not any(words in reason for words in UNLOADABLE))
    assert tally[Refuted.__name__] > 10
    assert judged <= 0.005 * sum(tally.values()), reasons
