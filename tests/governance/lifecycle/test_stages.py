"""How a contract may go on in its life, and by which day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from catalog.model.quality import STAGES, Lifecycle
from governance.lifecycle.stages import Passage, passage_findings

TODAY = date(2026, 11, 25)
PASSED, SOON, LATER = date(2026, 11, 24), date(2026, 12, 24), date(2027, 12, 24)


def told(before: Lifecycle, after: Lifecycle, **changes: Any) -> dict[str, str]:
    about: dict[str, Any] = {"notice_days": {"beta": 31, "active": 180}, "exempt": ("draft",), **changes}
    return {found.rule: found.message for found in passage_findings(Passage("orders", before, after, TODAY, **about))}


def test_every_step_forward_is_legal_but_the_end_without_warning() -> None:
    for old, new in pairwise(STAGES):
        assert told(Lifecycle(old), Lifecycle(new)) == {}
    assert told(Lifecycle("draft"), Lifecycle("active")) == {}
    assert told(Lifecycle("draft"), Lifecycle("retired")) == {}
    assert told(Lifecycle("beta"), Lifecycle("deprecated")) == {}
    assert told(Lifecycle("deprecated"), Lifecycle("retired")) == {}


@pytest.mark.parametrize("at", range(1, len(STAGES)))
def test_no_stage_is_taken_back(at: int) -> None:
    for earlier in STAGES[:at]:
        found = told(Lifecycle(STAGES[at]), Lifecycle(earlier))
        assert found == {"illegal-transition": f"it moves back from {STAGES[at]} to {earlier}"}


@pytest.mark.parametrize("before", ["beta", "active"])
@pytest.mark.parametrize("after", ["sunset", "retired"])
def test_nothing_ends_undeprecated(before: str, after: str) -> None:
    found = told(Lifecycle(before), Lifecycle(after, sunset=PASSED))
    assert found == {"illegal-transition": f"it moves from {before} to {after} and was never deprecated"}


def test_notice_is_counted_from_today() -> None:
    backdated = Lifecycle("deprecated", since=date(2025, 1, 1), sunset=SOON)
    assert told(Lifecycle("active"), backdated) == {
        "illegal-transition": "it is deprecated with 29 days of notice; 180 are agreed for active"
    }
    assert "31 are agreed for beta" in told(Lifecycle("beta"), backdated)["illegal-transition"]
    assert told(Lifecycle("active"), Lifecycle("deprecated", sunset=LATER)) == {}
    assert told(Lifecycle("active"), backdated, notice_days={}) == {}


def test_nobody_is_retired_from_under_its_consumers() -> None:
    found = told(Lifecycle("sunset", sunset=PASSED), Lifecycle("retired", sunset=PASSED), users=("app", "billing"))
    assert found == {"illegal-transition": "it is retired while app, billing still use it"}
    assert told(Lifecycle("retired"), Lifecycle("retired"), users=("app",)) == {}, "it was retired before"


@pytest.mark.parametrize("stage", ["sunset", "retired"])
def test_the_end_waits_for_its_day(stage: str) -> None:
    deprecated = Lifecycle("deprecated", sunset=SOON)
    assert told(deprecated, Lifecycle(stage, sunset=SOON)) == {
        "removed-before-sunset": f"reaches stage {stage} before its sunset, 2026-12-24"
    }
    assert set(told(deprecated, Lifecycle(stage, sunset=PASSED))) == {"removed-before-sunset", "sunset-moved-earlier"}
    assert set(told(deprecated, Lifecycle(stage))) == {"removed-before-sunset"}
    assert told(Lifecycle("deprecated", sunset=PASSED), Lifecycle(stage, sunset=PASSED)) == {}
    assert set(told(Lifecycle("deprecated", sunset=TODAY), Lifecycle(stage))) == {"removed-before-sunset"}


def test_a_sunset_moves_later_only() -> None:
    assert told(Lifecycle("deprecated", sunset=LATER), Lifecycle("deprecated", sunset=SOON)) == {
        "sunset-moved-earlier": "the sunset moves from 2027-12-24 to 2026-12-24"
    }
    assert told(Lifecycle("deprecated", sunset=SOON), Lifecycle("deprecated", sunset=LATER)) == {}
    assert told(Lifecycle("deprecated", sunset=PASSED), Lifecycle("deprecated", sunset=date(2026, 1, 1))) == {}


def test_a_draft_may_go_anywhere() -> None:
    assert told(Lifecycle("draft", sunset=LATER), Lifecycle("retired", sunset=SOON), users=("app",)) == {}


@pytest.mark.parametrize("stage", ["", "alpha"])
def test_what_is_no_stage_has_no_order(stage: str) -> None:
    assert told(Lifecycle("active"), Lifecycle(stage)) == {}
    assert told(Lifecycle(stage), Lifecycle("draft")) == {}
