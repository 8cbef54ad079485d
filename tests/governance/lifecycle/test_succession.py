"""What the version must be, from the bump and the last release of the line."""

from __future__ import annotations

from typing import Any

import pytest

from governance.lifecycle.succession import Edition, Requirement, Succession, requirement


def after(before: str, after: str, bump: str, **changes: Any) -> Requirement:
    return requirement(Succession("orders", Edition(before, "a"), Edition(after, "b"), bump, **changes))


def test_a_break_needs_a_major_version() -> None:
    assert after("1.2.0", "1.3.0", "major") == Requirement("major", "2.0.0", False)
    assert after("1.2.0", "2.0.0", "major") == Requirement("major", "2.0.0", True)


def test_a_break_on_a_zero_needs_a_minor_version() -> None:
    assert after("0.4.0", "0.4.1", "major") == Requirement("minor", "0.5.0", False)
    assert after("0.4.0", "1.0.0", "major") == Requirement("minor", "0.5.0", True)


@pytest.mark.parametrize("who", ["recorded", "exempt"])
def test_nothing_is_asked_of_vendors_and_drafts(who: str) -> None:
    assert after("1.2.0", "1.2.0", "major", **{who: True}) == Requirement("major")


def test_dates_and_labels_ask_for_another() -> None:
    assert after("2026-03", "2026-03", "major", declared="date") == Requirement("major", "a later date", False)
    assert after("spring", "summer", "major", declared="vendor") == Requirement("major", "a new label", True)
    assert after("v1", "v1", "minor") == Requirement("minor", "a new label", False)


def test_the_line_goes_on_from_the_target() -> None:
    assert after("1.2.0", "1.3.0", "minor", tip=Edition("1.3.0", "c")) == Requirement("minor", "1.4.0", False)
    assert after("1.2.0", "2.0.0", "major", tip=Edition("1.3.0", "c")).met
    assert after("1.2.0", "1.3.0", "minor", tip=Edition("1.3.0", "b")).met, "the target has the very change"
    assert after("1.2.0", "1.3.0", "minor", tip=Edition("1.2.0", "c")).met, "the target changed no version"
    assert after("1.2.0", "1.3.0", "minor", tip=Edition("1.1.0", "c")).next_version == "1.3.0", "the target went back"
