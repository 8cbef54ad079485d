"""Abbreviations, and words with a letter amiss."""

from __future__ import annotations

import pytest

from catalog.search.spelling import edits, is_short_for


@pytest.mark.parametrize(
    ("word", "whole"),
    [("acct", "account"), ("acct", "accounts"), ("qty", "quantity"), ("amt", "amount"), ("nbr", "number")],
)
def test_what_is_short_for_a_word(word: str, whole: str) -> None:
    assert is_short_for(word, whole)


@pytest.mark.parametrize(
    ("word", "whole"),
    [("tech", "team"), ("acc", "account"), ("biling", "billing"), ("cut", "customerupdatetimeout"),
     ("cot", "account"), ("tem", "team")],
)  # fmt: skip
def test_what_is_not(word: str, whole: str) -> None:
    assert not is_short_for(word, whole)


def test_edits_are_one_letter_away() -> None:
    found = set(edits("team"))
    assert {"tem", "taem", "tear", "teams", "steam"} <= found
    assert "tech" not in found
