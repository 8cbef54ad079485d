"""No input hangs, overflows the stack or is guessed at: over budget is undecided."""

from __future__ import annotations

from typing import Any

import pytest

from governance.compatibility.schema import Contained, Refuted, Undecided, decide
from tests.laws.judges import Judge
from tests.laws.pathological import both_ways
from tests.laws.readings import reading

CASES = tuple(both_ways())
SURE = {
    "long_enums": Contained,
    "long_enums reversed": Refuted,
    "enum_one_short": Refuted,
    "enum_one_short reversed": Contained,
    "counted_pattern": Refuted,
    "counted_pattern reversed": Contained,
    "variants": Contained,
    "variants reversed": Contained,
    "many_properties": Refuted,
    "many_properties reversed": Contained,
    "nested_one_of": Refuted,
    "nested_one_of reversed": Contained,
    "deep": Contained,
    "unique_items_of_a_long_enum": Refuted,
    "closed_variants reversed": Contained,
    "doubling_all_of reversed": Contained,
    "doubling_members reversed": Contained,
}


@pytest.mark.parametrize(("name", "old", "new"), CASES, ids=[name for name, _, _ in CASES])
def test_ends_with_an_honest_verdict(name: str, old: Any, new: Any) -> None:
    verdict = decide(old, new, reading("draft2020-12"))
    assert isinstance(verdict, SURE.get(name, (Contained, Refuted, Undecided)))
    if isinstance(verdict, Refuted):
        assert Judge(old, "draft2020-12").accepts(verdict.witness)
        assert not Judge(new, "draft2020-12").accepts(verdict.witness)


def test_the_answer_is_the_same_each_time() -> None:
    for _, old, new in CASES[:6]:
        assert decide(old, new, reading("draft2020-12")) == decide(old, new, reading("draft2020-12"))
