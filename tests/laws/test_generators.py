"""The generators reach every keyword of the table, in every dialect."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.compatibility.schema import Contained, Refuted, Undecided, decide
from governance.compatibility.schema.dialects import DIALECTS
from governance.compatibility.schema.keywords import KEYWORDS as TABLE
from tests.laws.frames import FRAMED, framed
from tests.laws.generators import KEYWORDS, UNMODELLED, foreign
from tests.laws.readings import NAMES, reading
from tests.laws.test_containment import runs


def test_every_dialect_is_generated() -> None:
    assert set(NAMES.values()) == set(DIALECTS)
    assert set(NAMES) == set(KEYWORDS) == set(FRAMED)


@pytest.mark.parametrize("dialect", NAMES)
def test_every_keyword_of_the_table_is_drawn(dialect: str) -> None:
    """`schemas` draws each of KEYWORDS and the frames; `foreign` what no law of values reaches."""
    table = {keyword.name for keyword in TABLE if NAMES[dialect] in keyword.dialects}
    drawn = {*KEYWORDS[dialect], *FRAMED[dialect], *UNMODELLED, "dependencies"}
    assert table <= drawn
    assert KEYWORDS[dialect].keys() <= table


@pytest.mark.parametrize("dialect", NAMES)
def test_frames_draw_what_they_say(dialect: str) -> None:
    seen: set[str] = set()

    def law(schema: Any) -> None:
        seen.update(_keywords(schema))

    runs(150)(given(schema=framed(dialect, st.just({"type": "object"})))(law))()
    assert set(FRAMED[dialect]) <= seen


def _keywords(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for item in value for key in _keywords(item)}
    if isinstance(value, dict):
        return {*value, *(key for member in value.values() for key in _keywords(member))}
    return set()


@pytest.mark.laws
@pytest.mark.parametrize("dialect", NAMES)
def test_what_is_not_modelled_fails_closed(dialect: str) -> None:
    """A keyword that validates somewhere equals itself alone: brought in or changed, nothing is proved of it."""

    def law(drawn: tuple[str, Any, dict[str, Any]], other: Any) -> None:
        keyword, argument, beside = drawn
        schema, told = {**beside, keyword: argument}, reading(dialect)
        assume(isinstance(decide(beside, {"not": {}}, told), Refuted))  # what allows nothing is within anything
        assert isinstance(decide(beside, schema, told), Undecided)
        assert decide(schema, beside, told) == Contained()
        assert decide(schema, dict(schema), told) == Contained()
        assert isinstance(decide(schema, {**beside, keyword: [argument, other]}, told), Undecided)

    runs(60)(given(drawn=foreign(dialect), other=st.integers(0, 3))(law))()
