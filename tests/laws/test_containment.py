"""The laws that containment is trusted for, over generated schemas, judged by two independent validators."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from governance.compatibility.schema import Contained, Reading, Refuted, Undecided, decide
from tests.laws.generators import KEYWORDS, NAMES, NUMBERS, STRINGS, pairs, schemas, values
from tests.laws.judges import DIALECTS, DRAFTS, Judge
from tests.laws.readings import reading
from tests.laws.respellings import NEEDS, RESPELLINGS, Respelling

SCALARS = (None, True, False, *NUMBERS, *STRINGS)
FEW: tuple[Any, ...] = (None, 1, "a")
UNIVERSE: tuple[Any, ...] = (
    *SCALARS,
    *([], [[]], [{}], *([a] for a in SCALARS), *([a, b] for a, b in product(FEW, FEW)), [1, 2, 3], ["a", "b", 1, None]),
    *({}, *({name: v} for name in (*NAMES, "c") for v in (*FEW, 0, "ab", [], {}))),
    *({"a": v, "b": w} for v in FEW for w in FEW),
    *({"a": v, "c": w} for v in FEW for w in FEW),
    *({"a": {"a": v}} for v in FEW),
    *({"b": {"a": v}} for v in FEW),
    *([{"a": v}] for v in FEW),
    *([[v]] for v in FEW),
)

Law = Callable[..., None]
quiet = tuple(HealthCheck)


def runs(examples: int) -> Any:
    return settings(max_examples=examples, database=None, deadline=None, suppress_health_check=quiet)


def sampled(full: int, sample: int) -> pytest.MarkDecorator:
    """A law, run over a sample in `make test` and in full in `make laws`."""
    return pytest.mark.parametrize("examples", [sample, pytest.param(full, marks=pytest.mark.laws)])


def run(law: Law, examples: int, **strategies: Any) -> None:
    runs(examples)(given(**strategies)(law))()


def judges(old: Any, new: Any, dialect: str) -> tuple[Judge, Judge]:
    try:
        return Judge(old, dialect), Judge(new, dialect)
    except ValueError:  # jsonschema-rs refuses the schema: nobody could judge
        assume(False)
        raise


@pytest.mark.parametrize("dialect", DIALECTS)
@sampled(20_000, 120)
def test_oracle_and_witness(dialect: str, examples: int) -> None:
    """What is proved holds for every value tried; what is refuted is refuted by both validators."""

    def law(pair: tuple[Any, Any], tried: list[Any]) -> None:
        old, new = judges(*pair, dialect)
        verdict = decide(*pair, reading(dialect))
        if isinstance(verdict, Contained):
            counterexamples = [v for v in (*UNIVERSE, *tried) if old.accepts(v) and not new.accepts(v)]
            assert not counterexamples
        elif isinstance(verdict, Refuted):
            assert old.agree(verdict.witness) is not False
            assert new.agree(verdict.witness) is not True
            assert old.accepts(verdict.witness)
            assert not new.accepts(verdict.witness)

    run(law, examples, pair=pairs(dialect), tried=st.lists(values, max_size=6))


@pytest.mark.parametrize("dialect", KEYWORDS)
@sampled(3_000, 60)
def test_identity(dialect: str, examples: int) -> None:
    """Every schema is contained in itself, in a copy of itself that says something more of no consequence."""

    def law(schema: Any) -> None:
        twin = copy.deepcopy(schema)
        told = {**twin, "title": "a copy"} if isinstance(twin, dict) else twin
        assert decide(schema, told, reading(dialect)) == Contained()

    run(law, examples, schema=schemas(dialect))


@pytest.mark.parametrize("dialect", KEYWORDS)
@sampled(3_000, 40)
def test_proofs_are_transitive(dialect: str, examples: int) -> None:
    def law(pair: tuple[Any, Any], third: Any) -> None:
        first, second = pair
        chain = [decide(first, second, reading(dialect)), decide(second, third, reading(dialect))]
        assume(all(isinstance(verdict, Contained) for verdict in chain))
        assert not isinstance(decide(first, third, reading(dialect)), Refuted)

    both = schemas(dialect)
    run(law, examples, pair=pairs(dialect), third=both | st.sampled_from([True, {}, {"type": "object"}]))


@pytest.mark.parametrize("dialect", DRAFTS)
@sampled(3_000, 40)
def test_swap(dialect: str, examples: int) -> None:
    """old within new exactly if not-new within not-old: the sides exchange, and the verdict stays."""

    def law(pair: tuple[Any, Any]) -> None:
        assume(not any("ref" in str(schema).lower() or "unevaluated" in str(schema) for schema in pair))
        old, new = pair
        plain, swapped = (
            decide(old, new, reading(dialect)),
            decide({"not": new}, {"not": old}, reading(dialect)),
        )
        assert not disagree(plain, swapped)

    run(law, examples, pair=pairs(dialect))


@pytest.mark.parametrize("respell", RESPELLINGS)
@sampled(2_000, 25)
def test_spelling_does_not_matter(respell: Respelling, examples: int) -> None:
    """A respelt schema equals the one it was, and any other schema is judged alike against both."""

    def law(drawn: tuple[str, tuple[Any, Any], dict[str, Any]]) -> None:
        dialect, (schema, other), wanted = drawn
        assume(isinstance(schema, dict))
        schema = {**schema, **wanted}
        other_way = respell(schema, dialect)
        assume(other_way is not schema)
        told = reading(dialect)
        assert not isinstance(decide(schema, other_way, told), Refuted)
        assert not isinstance(decide(other_way, schema, told), Refuted)
        assert not disagree(decide(schema, other, told), decide(other_way, other, told))
        assert not disagree(decide(other, schema, told), decide(other, other_way, told))

    keyword = NEEDS.get(respell)
    dialects = (
        ["openapi3.0"] if keyword == "nullable" else [d for d in KEYWORDS if not keyword or keyword in KEYWORDS[d]]
    )
    drawn = st.sampled_from([d for d in dialects if (d, keyword) not in LACKING]).flatmap(
        lambda d: st.tuples(st.just(d), pairs(d), wanted(keyword))
    )
    run(law, examples, drawn=drawn)


LACKING = {(d, "exclusiveMinimum") for d in ("draft4", "openapi3.0")} | {("openapi3.0", "type")}


def wanted(keyword: str | None) -> st.SearchStrategy[dict[str, Any]]:
    """Members that give the respelling something to do."""
    made: dict[str | None, st.SearchStrategy[dict[str, Any]]] = {
        None: st.just({}),
        "nullable": st.sampled_from(["string", "integer", "object"]).map(lambda t: {"nullable": True, "type": t}),
        "type": st.sampled_from([["null", "string"], ["null", "integer", "array"]]).map(lambda t: {"type": t}),
        "const": st.sampled_from([1, "a", None]).map(lambda v: {"const": v}),
        "enum": st.sampled_from([[1, 2], ["a", None]]).map(lambda v: {"enum": v}),
        "exclusiveMinimum": st.sampled_from([0, 1.5]).map(lambda v: {"exclusiveMinimum": v}),
    }
    return made[keyword]


def disagree(one: object, other: object) -> bool:
    """One proves what the other refutes. Undecided contradicts nothing."""
    return {type(one), type(other)} == {Contained, Refuted}


@pytest.mark.parametrize("dialect", KEYWORDS)
@sampled(2_000, 60)
def test_little_is_left_undecided(dialect: str, examples: int) -> None:
    """Of pairs that a validator can load: nobody decides what, by its own dialect, is no schema."""
    tally = {Contained: 0, Refuted: 0, Undecided: 0}

    def law(pair: tuple[Any, Any]) -> None:
        judges(*pair, dialect)
        tally[type(decide(*pair, reading(dialect)))] += 1

    run(law, examples, pair=pairs(dialect))
    assert tally[Undecided] <= max(2, 0.01 * sum(tally.values()))


def test_a_reading_for_every_dialect() -> None:
    assert all(isinstance(reading(dialect), Reading) for dialect in KEYWORDS)
