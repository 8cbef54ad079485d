"""The generators reach every keyword of the table, in every dialect."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.compatibility.schema import Contained, Undecided, decide
from governance.compatibility.schema.dialects import DIALECTS
from governance.compatibility.schema.keywords import KEYWORDS as TABLE
from tests.laws.frames import FRAMED, framed
from tests.laws.generators import KEYWORDS, UNMODELLED, foreign, schemas
from tests.laws.readings import NAMES, reading
from tests.laws.test_containment import run, runs, sampled


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


@pytest.mark.parametrize("dialect", NAMES)
def test_what_is_not_modelled_fails_closed(dialect: str) -> None:
    """A keyword that validates somewhere equals itself alone: brought in or changed, nothing is proved of it."""
    told = reading(dialect)
    for keyword, argument, beside in foreign(dialect):
        schema, changed = {**beside, keyword: argument}, {**beside, keyword: [argument, 0]}
        assert isinstance(decide(beside, schema, told), Undecided), schema
        assert decide(schema, beside, told) == Contained(), schema
        assert decide(schema, dict(schema), told) == Contained(), schema
        assert isinstance(decide(schema, changed, told), Undecided), schema


@pytest.mark.parametrize("dialect", NAMES)
@sampled(2_000, 40)
def test_beside_any_schema_it_equals_itself(dialect: str, examples: int) -> None:
    told = reading(dialect)

    def law(beside: Any, keyword: str) -> None:
        assume(isinstance(beside, dict))
        schema = {**beside, keyword: ["a"]}
        assert decide(schema, dict(schema), told) == Contained()
        assert decide(schema, beside, told) == Contained()

    run(law, examples, beside=schemas(dialect), keyword=st.sampled_from(UNMODELLED))
