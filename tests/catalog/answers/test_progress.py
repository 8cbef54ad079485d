"""How far a long reading is."""

from __future__ import annotations

from catalog.answers.progress import Tenths


def test_each_step_once_and_every_tenth_of_it() -> None:
    told: list[str] = []
    say = Tenths(told.append)
    say("reading descriptors")
    say("reading descriptors")
    for done in range(41):
        say(f"reading contracts: {done} of 40")
    assert told[0] == "reading descriptors"
    assert len(told) == 12
    assert told[-1] == "reading contracts: 40 of 40"
