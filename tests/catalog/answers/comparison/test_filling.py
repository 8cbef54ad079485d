"""Lines are filled as the standard library fills them."""

from __future__ import annotations

from textwrap import wrap

from hypothesis import given
from hypothesis import strategies as st

from catalog.answers.comparison.text import _filled

WORDS = st.lists(st.text("ab-/{}", min_size=1, max_size=50), min_size=1, max_size=30)


@given(WORDS, st.integers(40, 80), st.sampled_from([" ", "  "]))
def test_a_text_is_filled(words: list[str], width: int, between: str) -> None:
    text = between.join(words)
    kept = wrap(
        text, width, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False, break_long_words=False
    )
    assert list(_filled(text, width, "  ", "      ")) == kept
