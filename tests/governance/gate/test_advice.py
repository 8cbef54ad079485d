"""Advice by whose contract it is."""

from __future__ import annotations

from governance.findings import Effect
from governance.gate.advice import Ahead, announced, recorded
from tests.builders.verdicts import finding


def test_an_announced_release_without_a_day_still_names_who_must_act() -> None:
    told = announced(finding(), ("billing", "app"), Ahead("68.0"))
    assert told.hint == "Have billing, app stop using the place, or pin another release, before 68.0 goes live."


def test_a_recorded_release_that_hits_several_asks_all_owners() -> None:
    told = recorded(finding(), ("billing", "app"), "68.0")
    assert told.hint == "Have billing, app stop using the place and pin 68.0, or have their owners accept the change."


def test_nobody_is_advised_where_nobody_is_hit() -> None:
    assert recorded(finding(), (), "68.0").hint is None
    assert recorded(finding(effect=Effect.SAFE), ("billing",), "68.0").hint is None
