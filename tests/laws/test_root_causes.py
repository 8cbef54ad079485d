"""One finding for each root cause: two releases of a large contract that changed in parts shared by many operations."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from catalog.answers.comparison.answer import DiffAnswer, compare_documents
from catalog.answers.comparison.groups import grouped, nearest
from catalog.answers.comparison.text import comparison_text
from catalog.model.pointer import parse_pointer
from governance.findings import Effect, Finding
from tests.builders.shared import VENDORS, needs_shared

STEPS = (
    ("2018-07-26_api-2018-05-21.json", "2018-08-23_api-2018-08-23.json"),
    ("2022-11-10_api-2022-08-01.yaml", "2022-11-16_api-2022-11-15.yaml"),
)
SCREEN = 50
"""Lines of a usual terminal window on a large monitor."""


def answer_of(step: tuple[str, str]) -> DiffAnswer:
    base, revision = (str(VENDORS / "stripe-api" / name) for name in step)
    return compare_documents(base, revision)


def cause_of(finding: Finding) -> tuple[object, ...]:
    """What changed, and what is said of it: without the operation that it was first met in."""
    return finding.rule, finding.direction, finding.pointers, finding.message.rpartition(": ")[2]


def names_below(answer: DiffAnswer, finding: Finding) -> set[str]:
    """The components that the base names where a variant is said to be new."""
    place: Any = answer.base.contract.document.tree
    for token in parse_pointer(finding.pointers.base or ""):
        place = place[int(token)] if isinstance(place, list) else place[token]
    branches = [*place.get("anyOf", ()), *place.get("oneOf", ())]
    return {str(branch.get("$ref", "")).rpartition("/")[2] for branch in branches}


@needs_shared
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[0][:10])
def test_a_change_of_a_shared_part_is_told_once(step: tuple[str, str]) -> None:
    answer = answer_of(step)
    breaks = answer.having(Effect.BREAKS)
    assert [cause for cause, times in Counter(map(cause_of, breaks)).items() if times > 1] == []
    for finding in breaks:
        if "variant" in finding.rule:
            new = str(parse_pointer(finding.pointers.revision or "")[-1])
            assert new not in names_below(answer, finding), finding.address
    assert breaks


@needs_shared
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[0][:10])
def test_the_first_screen_has_every_cause(step: tuple[str, str]) -> None:
    answer = answer_of(step)
    screen = "\n".join(comparison_text(answer, width=120).splitlines()[:SCREEN])
    causes = [group.title or nearest(group)[0] for group in grouped(answer.having(Effect.BREAKS))]
    assert [cause for cause in causes if cause not in screen] == []
