"""What is told about descriptors that are wrong: where, what, and what to do."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalog.model.problem import Problem
from catalog.reading.descriptors.kinds import DESCRIBED, descriptor_schema
from catalog.reading.descriptors.names import Names, unknown_names
from catalog.reading.descriptors.validation import MOST, validate
from tests.builders.descriptors import document, example

VALUE, KEY, MISSING = "descriptor-value-invalid", "descriptor-key-unknown", "descriptor-key-missing"
WAIVER, ACCEPTANCE = example("waiver"), example("acceptance")
REASON = "The legacy shop cannot send decimal strings before its upgrade in January."
SERVICE = "layer: process\ndomain: order\nowner: blue\nlifecycle: active\n"


def told(kind: str, text: str) -> list[tuple[str, str, str | None]]:
    """(place, message, hint) of each problem."""
    return [(problem.place, problem.message, problem.hint) for problem in validate(document(text, "d"), kind)]


def only(kind: str, text: str) -> Problem:
    (problem,) = validate(document(text, "d"), kind)
    return problem


WRONG = [
    ("catalog", "name: A\nbranhc: main\n", "d:2:1", KEY, "did you mean 'branch'?"),
    ("catalog", "name: A\nas_of: 25.11.2026\n", "d:2:8", VALUE, "A calendar date, YYYY-MM-DD."),
    ("catalog", "name: A\nas_of: 2026-02-30\n", "d:2:8", VALUE, "A calendar date, YYYY-MM-DD."),
    ("service", SERVICE.replace("owner: blue\n", ""), "d:1:1", "missing-owner", "team"),
    ("service", SERVICE.replace("active", "actve"), "d:4:12", VALUE, "did you mean 'active'?"),
    ("service", f"{SERVICE}slo: {{latency_p95: 3}}\n", "d:5:7", KEY, "'latency_p95_ms'"),
    ("service", f"{SERVICE}slo: {{availability: 101}}\n", "d:5:21", VALUE, "percent"),
    ("service", f"{SERVICE}contracts: [{{id: a, pth: b}}]\n", "d:5:21", KEY, "'path'"),
    ("service", f"{SERVICE}contracts: [4]\n", "d:5:13", VALUE, None),
    ("service", f"{SERVICE}retention: {{period: 10 years}}\n", "d:5:21", VALUE, "ISO 8601"),
    ("service", f"{SERVICE}vendor: {{product: s, label: 67.0}}\n", "d:5:29", VALUE, '"67.0"'),
    ("service", f"{SERVICE}lifecylce: active\n", "d:5:1", KEY, "known here"),
    ("consumes", "consumes:\n- contract: a\n", "d:2:3", MISSING, "Places used"),
    ("consumes", "consumes: {contract: a}\n", "d:1:11", VALUE, None),
    ("consumes", "consumes:\n- {contract: a, uses: [{at: x}]}\n", "d:2:24", MISSING, "below"),
    ("vendor", "product: A\nlive: 67\ncontracts: [a]\n", "d:2:7", VALUE, '"67"'),
    ("vendor", "product: A\nlive: '1'\ncontracts: [a]\npath_version: /v1/\n", "d:4:15", VALUE, "{label}"),
    ("domain", "title: Order\nowner: Bob@x\n", "d:2:8", VALUE, "teams.yaml"),
    ("teams", "teams: {blue: {contact: {email: a@b.c}}}\n", "d:1:9", MISSING, "burns"),
    ("teams", "teams:\n  blue:\n    contact: {}\n    escalation: {phone: '1'}\n", "d:3:14", VALUE, "reach"),
    ("term", "term: order\n", "d:1:1", MISSING, "means"),
    ("term", "term: order\ndefinition: A wish\n", "d:2:13", VALUE, "means"),
    ("policy", "rules: {money-as-float: eror}\n", "d:1:25", VALUE, "did you mean 'error'?"),
    ("policy", "tolerances: {open_enums: true}\n", "d:1:14", KEY, "'open-enums'"),
    ("waiver", WAIVER.replace("address", "adress"), None, KEY, "'address'"),
    ("waiver", WAIVER.replace(REASON, "short"), None, VALUE, "20 characters"),
    ("acceptance", ACCEPTANCE.replace("sha256:9c1e5a0d7f3b", "yesterday"), None, VALUE, "digest"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "place", "rule", "advice"), WRONG)
def test_a_slip_is_one_problem_with_place_and_advice(
    kind: str, text: str, place: str | None, rule: str, advice: str | None
) -> None:
    problem = only(kind, text)
    assert (problem.rule, place or problem.place) == (rule, problem.place)
    assert problem.span is not None
    assert advice is None or advice.lower() in str(problem.hint).lower()


def test_every_kind_has_a_wrong_document_here() -> None:
    assert {kind for kind, *_ in WRONG} == set(DESCRIBED)


def test_a_misspelt_required_key_is_told_once() -> None:
    assert told("service", SERVICE.replace("owner", "onwer")) == [
        ("d:3:1", "unknown key 'onwer'", "did you mean 'owner'?")
    ]


def test_alternatives_are_judged_by_the_one_that_was_meant() -> None:
    problem = only("service", SERVICE.replace("active", "{stage: deprecatd}"))
    assert problem.pointer == ("lifecycle", "stage")
    assert problem.hint == "did you mean 'deprecated'?"


@pytest.mark.parametrize("kind", DESCRIBED)
@pytest.mark.parametrize("text", ["[]\n", "- a\n", "just text\n", "5\n"])
def test_another_type_of_document_is_told(kind: str, text: str) -> None:
    (problem, *_) = validate(document(text, "d"), kind)
    assert problem.message.startswith("expected a map, found")
    assert problem.span is not None


def test_an_empty_policy_asks_for_nothing() -> None:
    assert validate(document("{}\n"), "policy") == ()


def test_very_many_slips_are_told_in_part() -> None:
    problems = validate(document("".join(f"key{number}: 1\n" for number in range(20_000))), "policy")
    assert len(problems) == MOST + 1
    assert problems[-1].message.startswith("more than 100")


KEYWORDS = sorted({key for kind in DESCRIBED for key in descriptor_schema(kind)["properties"]})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYWORDS), inner, max_size=5),
    max_leaves=20,
)
NO_NAMES = Names(
    dict.fromkeys(("team", "domain", "term", "entity", "vendor", "service", "contract", "layer"), frozenset())
)


@given(st.sampled_from(DESCRIBED), JSON)
def test_whatever_stands_there_is_judged_and_placed(kind: str, tree: Any) -> None:
    source = document(json.dumps(tree, ensure_ascii=False), "d")
    problems = validate(source, kind)
    assert all(problem.span for problem in (*problems, *unknown_names(source, kind, NO_NAMES)))
    assert bool(problems) is not jsonschema_rs.is_valid(descriptor_schema(kind), source.tree, validate_formats=True)


def test_own_additions_are_never_judged() -> None:
    assert told("service", f"{SERVICE}x-cost-centre: [4711]\n") == []


KEYS = [
    (kind, key)
    for kind in DESCRIBED
    for key in descriptor_schema(kind)["properties"]
    if len(key) > 4 and key in yaml.safe_load(example(kind))
]


@given(st.sampled_from(KEYS), st.data())
def test_a_misspelt_key_gets_the_right_advice(place: tuple[str, str], data: st.DataObject) -> None:
    kind, key = place
    misspelt = data.draw(_misspellings(key).filter(lambda k: k not in descriptor_schema(kind)["properties"]))
    lines = yaml.safe_dump(_renamed(yaml.load(example(kind), Loader=yaml.BaseLoader), key, misspelt), sort_keys=False)
    problems = [p for p in validate(document(lines, "d"), kind) if p.rule == "descriptor-key-unknown"]
    assert [(p.pointer, p.hint) for p in problems] == [((misspelt,), f"did you mean {key!r}?")]


@st.composite
def _misspellings(draw: st.DrawFn, key: str) -> str:
    """One letter dropped, doubled, or exchanged with its neighbour."""
    at = draw(st.integers(1, len(key) - 2))
    kind = draw(st.sampled_from(("drop", "double", "exchange")))
    return {
        "drop": key[:at] + key[at + 1 :],
        "double": key[: at + 1] + key[at:],
        "exchange": key[:at] + key[at + 1] + key[at] + key[at + 2 :],
    }[kind]


def _renamed(tree: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    return {name if k == key else k: v for k, v in tree.items()}
