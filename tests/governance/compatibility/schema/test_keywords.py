from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from jsonschema.validators import validator_for
from jsonschema_specifications import REGISTRY

from governance.compatibility.schema import Contained, Reading, Refuted, Undecided, decide
from governance.compatibility.schema.dialects import DIALECTS
from governance.compatibility.schema.keywords import KEYWORDS
from tests.governance.compatibility.schema.cases import CASES

EXACT = {keyword.name for keyword in KEYWORDS if keyword.judged in ("exactly", "by example")}


@pytest.mark.parametrize(("dialect", "old", "new", "contained"), [case for cases in CASES.values() for case in cases])
def test_judged(dialect: str, old: Any, new: Any, contained: bool) -> None:
    verdict = decide(old, new, Reading(dialect=dialect))
    assert isinstance(verdict, Contained if contained else Refuted), verdict
    if isinstance(verdict, Refuted) and not dialect.startswith("openapi"):
        judge = validator_for({"$schema": DIALECTS[dialect].address}, default=jsonschema.Draft202012Validator)
        assert judge(old).is_valid(verdict.witness)
        assert not judge(new).is_valid(verdict.witness)


@pytest.mark.parametrize("pair", [case for cases in CASES.values() for case in cases], ids=repr)
def test_every_schema_accepts_all_that_it_accepts(pair: tuple[str, Any, Any, bool]) -> None:
    dialect, old, new, _ = pair
    assert decide(old, old, Reading(dialect=dialect)) == Contained()
    assert decide(new, new, Reading(dialect=dialect)) == Contained()


def test_every_keyword_that_is_judged_has_a_case() -> None:
    assert set(CASES) == EXACT


@pytest.mark.parametrize("name", ["draft4", "draft6", "draft7", "2019-09", "2020-12"])
def test_the_table_knows_every_keyword_of_the_metaschemas(name: str) -> None:
    address = DIALECTS[name].address
    metaschema = REGISTRY.contents(address)
    keywords = set(metaschema["properties"])
    for part in metaschema.get("allOf", ()):
        found = REGISTRY.resolver(address).lookup(part["$ref"]).contents
        keywords |= set(found["properties"])
    assert keywords <= {keyword.name for keyword in KEYWORDS if name in keyword.dialects}


def test_a_keyword_stands_once_for_each_dialect() -> None:
    rows = [(keyword.name, dialect) for keyword in KEYWORDS for dialect in keyword.dialects]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("keyword", [k.name for k in KEYWORDS if k.judged == "opaque" and "draft7" in k.dialects])
def test_what_is_not_modelled_fails_closed(keyword: str) -> None:
    schema = {"type": "string", keyword: "a"}
    assert isinstance(decide({"type": "string"}, schema, Reading(dialect="draft7")), Undecided)
    assert decide(schema, dict(schema), Reading(dialect="draft7")) == Contained()
    assert decide(schema, {"type": "string"}, Reading(dialect="draft7")) == Contained()


def test_annotations_and_words_of_nobody_constrain_nothing() -> None:
    schema = {"title": "a", "default": 1, "x-range": [1, 2], "my-note": True, "deprecated": True}
    assert decide({}, schema) == Contained()


def test_a_validator_alone_does_not_decide_what_validators_differ_about() -> None:
    """jsonschema-rs still heeds `dependencies` in 2020-12, jsonschema does not."""
    schema = {"required": ["a"], "dependencies": {"a": ["b"]}}
    verdict = decide({"required": ["a"]}, schema)
    assert isinstance(verdict, Undecided)
    assert "dependencies" in verdict.reason
