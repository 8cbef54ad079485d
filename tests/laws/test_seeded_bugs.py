"""Seeded bugs in the code, beyond keywords forgotten (`test_faults`): each must be caught by the labelled law.

A misreading makes the engine take a keyword for a near one, or its argument for a near one; a solver bug breaks one
function of a solver. The law then finds a verdict against its label, or a witness that is none.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from catalog.samples import arrays, numbers, objects, strings
from catalog.samples.outcome import EMPTY, Found
from catalog.samples.values import equality_key
from governance.compatibility.schema import Refuted, formulas, leaves
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.confirm import Witnesses
from governance.compatibility.schema.formulas import Formula, Formulas
from governance.compatibility.schema.keywords import KEYWORDS
from governance.compatibility.schema.search import ValueSearch
from tests.laws.families import FAMILIES, Family
from tests.laws.keyword_families import KEYWORD_FAMILIES
from tests.laws.test_labelled import faults, pairs_of

Schema = dict[str, Any]
Misread = Callable[[Schema], Schema]


@dataclass(frozen=True)
class Bug:
    """`misread` gives what the engine takes a schema object with the keyword for."""

    keyword: str
    what: str
    misread: Misread

    def __str__(self) -> str:
        return f"{self.keyword}: {self.what}"


def as_keyword(keyword: str, other: str) -> Bug:
    """One keyword taken for another with the same form of argument."""
    return Bug(
        keyword, f"taken for {other}", lambda s: {**{k: v for k, v in s.items() if k != keyword}, other: s[keyword]}
    )


def with_argument(keyword: str, what: str, change: Callable[[Any], Any]) -> Bug:
    return Bug(keyword, what, lambda s: {**s, keyword: change(s[keyword])})


def one_off(keyword: str) -> tuple[Bug, Bug]:
    more = with_argument(keyword, "one too many", lambda n: n if isinstance(n, bool) else n + 1)
    fewer = with_argument(keyword, "one too few", lambda n: n if isinstance(n, bool) or n == 0 else n - 1)
    return more, fewer


def exchanged(one: str, other: str) -> tuple[Bug, Bug]:
    return as_keyword(one, other), as_keyword(other, one)


def negated(keyword: str) -> Bug:
    return with_argument(keyword, "negated", lambda schema: {"not": schema})


def shorter(keyword: str) -> Bug:
    return with_argument(keyword, "without its last member", lambda members: members[:-1] or members)


def anything_inside(keyword: str) -> Bug:
    """A map of schemas whose schemas are not looked at."""
    return with_argument(keyword, "schemas not looked at", lambda members: dict.fromkeys(members, True))


COUNTS = (
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
)
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
BUGS: tuple[Bug, ...] = (
    *(bug for keyword in (*COUNTS, *BOUNDS, "multipleOf") for bug in one_off(keyword)),
    *exchanged("minimum", "maximum"),
    *exchanged("exclusiveMinimum", "exclusiveMaximum"),
    *exchanged("exclusiveMinimum", "minimum"),
    *exchanged("exclusiveMaximum", "maximum"),
    *exchanged("minLength", "maxLength"),
    *exchanged("minItems", "maxItems"),
    *exchanged("minProperties", "maxProperties"),
    *exchanged("minContains", "maxContains"),
    *exchanged("anyOf", "oneOf"),
    *exchanged("anyOf", "allOf"),
    *exchanged("then", "else"),
    *exchanged("items", "contains"),
    as_keyword("unevaluatedProperties", "additionalProperties"),
    as_keyword("unevaluatedItems", "items"),
    as_keyword("propertyNames", "additionalProperties"),
    as_keyword("patternProperties", "properties"),
    as_keyword("properties", "patternProperties"),
    as_keyword("$dynamicRef", "$ref"),
    as_keyword("$recursiveRef", "$ref"),
    negated("not"),
    negated("if"),
    negated("contains"),
    negated("propertyNames"),
    shorter("enum"),
    shorter("required"),
    shorter("prefixItems"),
    shorter("allOf"),
    with_argument("type", "integer taken for number", lambda t: "number" if t == "integer" else t),
    with_argument("type", "first of a list", lambda t: t[0] if isinstance(t, list) else t),
    with_argument("const", "compared as text", lambda value: str(value)),
    with_argument("pattern", "anchored", lambda pattern: f"^(?:{pattern})$"),
    Bug("uniqueItems", "taken for at most one", lambda s: {**s, "maxItems": 1}),
    with_argument("additionalProperties", "always open", lambda _: True),
    with_argument("additionalItems", "always closed", lambda _: False),
    with_argument("$ref", "leads to the root", lambda _: "#"),
    with_argument("nullable", "turned round", lambda flag: not flag),
    with_argument("discriminator", "without its mapping", lambda told: {"propertyName": told["propertyName"]}),
    anything_inside("properties"),
    anything_inside("patternProperties"),
    anything_inside("dependentSchemas"),
    with_argument("dependencies", "of schemas only", lambda d: {k: v for k, v in d.items() if isinstance(v, dict)}),
    with_argument("dependentRequired", "turned round", lambda d: {names[0]: [name] for name, names in d.items()}),
)
ALL_FAMILIES = (*FAMILIES, *KEYWORD_FAMILIES)


def families_with(keyword: str) -> list[Family]:
    return [family for family in ALL_FAMILIES if any(_says(schema, keyword) for schema in family.schemas)]


def _says(schema: Any, keyword: str) -> bool:
    if isinstance(schema, list):
        return any(_says(item, keyword) for item in schema)
    return isinstance(schema, dict) and (keyword in schema or any(_says(item, keyword) for item in schema.values()))


def caught(families: list[Family] | tuple[Family, ...]) -> bool:
    """Whether the labelled law fails."""
    return any(True for family in families for _ in faults(pairs_of(family)))


def seed(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten = Compiler._rewritten

    def misreading(self: Compiler, schema: Schema, place: Any) -> Schema:
        return rewritten(self, bug.misread(schema) if bug.keyword in schema else schema, place)

    monkeypatch.setattr(Compiler, "_rewritten", misreading)


@pytest.mark.parametrize("bug", BUGS, ids=str)
def test_a_misreading_is_caught(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(bug, monkeypatch)
    assert caught(families_with(bug.keyword))


def test_every_keyword_that_constrains_is_misread() -> None:
    constraining = {keyword.name for keyword in KEYWORDS if keyword.judged == "exactly"}
    assert constraining - {bug.keyword for bug in BUGS} == FORGOTTEN_ONLY


FORGOTTEN_ONLY = {"contentEncoding"}
"""What `test_faults` alone seeds: read with formats as assertions."""


def _ceiling_but_strict(quotient: Fraction, _strictly: bool) -> int:
    return math.floor(quotient) + 1


def _without_overlap(self: Formulas, members: Any) -> Formula:
    joined: Formula = self.any(members)
    return joined


def _one_equals_true(value: Any) -> Any:
    return equality_key(int(value) if isinstance(value, bool) else value)


def _as_they_come(filling: Any) -> Found:
    return Found([filling.search.value(formulas).value for formulas in filling.chosen], sure=True)


SOLVER_BUGS: dict[str, tuple[Any, str, Any]] = {
    "bounds are always strict": (numbers, "_first", _ceiling_but_strict),
    "the least common multiple is the largest": (numbers, "least_common_multiple", lambda steps: Fraction(max(steps))),
    "nothing divides": (numbers, "_divides", lambda _step, _number: False),
    "1 equals true": (formulas, "equality_key", _one_equals_true),
    "one of several is any of them": (Formulas, "exactly_one", _without_overlap),
    "no array is longer than one": (arrays, "_blocked", lambda _goal, _search, last: last > 0),
    "items may repeat": (arrays._Filling, "_all_different", _as_they_come),
    "no names but those mentioned": (objects._Placing, "_fresh", lambda *_: []),
    "no objects": (leaves, "object_", lambda *_: EMPTY),
    "strings have one length": (strings, "_shortest", lambda *_: ""),
    "tentative answers are kept": (ValueSearch, "_forget", ValueSearch._settle),
}


@pytest.mark.parametrize("bug", SOLVER_BUGS)
def test_a_solver_bug_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, broken = SOLVER_BUGS[bug]
    monkeypatch.setattr(owner, name, broken)
    assert caught(ALL_FAMILIES)


def test_a_witness_that_nobody_confirmed_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The confirmation is the last line: without it, a misreading shows wrong witnesses."""
    seed(as_keyword("exclusiveMinimum", "minimum"), monkeypatch)
    monkeypatch.setattr(Witnesses, "confirm", lambda _self, _value: True)
    assert any(isinstance(verdict, Refuted) for family in KEYWORD_FAMILIES for _, verdict in faults(pairs_of(family)))
