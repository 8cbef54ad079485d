from __future__ import annotations

from typing import Any

import pytest

from catalog.samples.formats import FORMATS
from governance.compatibility.schema import Contained, Reading, Refuted, Undecided, decide
from governance.compatibility.schema.containment import Session

LIST = {"properties": {"next": {"$ref": "#"}, "value": {"type": "integer"}}, "required": ["value"], "type": "object"}


def test_recursion_is_followed_to_its_end() -> None:
    looser = {**LIST, "properties": {**LIST["properties"], "value": {"type": "number"}}}  # type: ignore[dict-item]
    assert decide(LIST, looser) == Contained()
    verdict = decide(looser, LIST)
    assert isinstance(verdict, Refuted)


def test_an_infinite_value_is_no_value() -> None:
    endless = {
        "$ref": "#/$defs/a",
        "$defs": {"a": {"properties": {"a": {"$ref": "#/$defs/a"}}, "required": ["a"], "type": "object"}},
    }
    assert decide(endless, False) == Contained()


def test_a_tentative_answer_is_forgotten_when_its_head_has_a_value() -> None:
    schema = {
        "$ref": "#/$defs/a",
        "$defs": {
            "a": {"anyOf": [{"$ref": "#/$defs/b"}, {"const": 1}]},
            "b": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/a"}},
        },
    }
    verdict = decide(schema, {"not": {"type": "array"}})
    assert isinstance(verdict, Refuted)
    assert isinstance(verdict.witness, list)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}]},
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"not": {"$ref": "#/$defs/a"}}}, "$ref": "#/$defs/a"},
        {
            "$ref": "#/$defs/y",
            "$defs": {"y": {"properties": {"a": {"$ref": "#/$defs/y"}}, "anyOf": [{"$ref": "#/$defs/y"}]}},
        },
        {"$ref": "#/$defs/missing"},
        {"$ref": "https://example.com/elsewhere"},
        {"type": "text"},
        {"minLength": "3"},
        {"properties": ["a"]},
        {"multipleOf": 0},
        {"items": 1},
        {"enum": [float("nan")]},
        {"$schema": "https://example.com/my-dialect"},
    ],
)
def test_what_means_nothing_is_undecided_and_not_silently_equal(schema: Any) -> None:
    assert isinstance(decide(schema, {**schema}), Undecided)
    assert isinstance(decide({"type": "string"}, schema), Undecided)


def test_false_needs_no_other_side() -> None:
    assert decide(False, {"$ref": "#/nowhere"}) == Contained()
    assert decide({"$ref": "#/nowhere"}, True) == Contained()


def test_steps_bound_the_work() -> None:
    words = {"pattern": "(a|b)*a(a|b){18}"}
    assert isinstance(decide(words, {"pattern": "(a|b)*a(a|b){17}$"}, steps=2_000), Undecided)
    assert decide({"type": "string"}, {}, steps=100) == Contained()


def test_the_same_question_has_the_same_answer() -> None:
    old = {"enum": ["b", "a", {"k": ["x", "y"]}], "oneOf": [{"type": "string"}, {"type": "object"}]}
    assert decide(old, {"type": "integer"}) == decide(old, {"type": "integer"}) == Refuted("b")


@pytest.mark.parametrize("depth", [900, 4_000])
def test_deep_schemas_do_not_exhaust_the_stack(depth: int) -> None:
    def nested(longest: int) -> dict[str, Any]:
        schema: dict[str, Any] = {"maxLength": longest}
        for _ in range(depth):
            schema = {"items": schema}
        return schema

    assert decide(nested(3), nested(4)) == Contained()
    assert isinstance(decide(nested(4), nested(3)), (Refuted, Undecided))


def test_each_side_has_its_dialect() -> None:
    draft4 = {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 0, "exclusiveMinimum": True}
    latest = {"$schema": "https://json-schema.org/draft/2020-12/schema", "exclusiveMinimum": 0}
    assert decide(draft4, latest) == Contained()
    assert decide(latest, draft4) == Contained()


def test_the_spelling_of_integers_decides_nothing() -> None:
    reading = Reading(dialect="draft4")
    assert isinstance(decide({"type": "number", "multipleOf": 1}, {"type": "integer"}, reading), Undecided)
    assert decide({"type": "integer"}, {"type": "number", "multipleOf": 1}, reading) == Contained()
    assert decide({"type": "number", "multipleOf": 1}, {"type": "integer"}, Reading(dialect="draft6")) == Contained()


def test_a_session_remembers_and_forgets_what_was_interrupted() -> None:
    session = Session()
    hard = {"pattern": "(a|b)*a(a|b){18}"}
    assert isinstance(decide(hard, {"pattern": "(a|b)*a(a|b){17}$"}, steps=500, session=session), Undecided)
    assert decide(LIST, LIST, session=session) == Contained()
    first = decide({"type": "integer"}, LIST, session=session)
    assert first == decide({"type": "integer"}, LIST, session=session) == Refuted(0)


BY_NEED = Reading(dialect="draft7", need="known")
TREE = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"allOf": [{"$ref": "#/definitions/name"}]},
        "left": {"$ref": "#"},
        "right": {"allOf": [{"$ref": "#"}, {"$ref": "#/definitions/shade"}]},
    },
    "definitions": {
        "name": {"type": "string", "pattern": "^(a|b)*a(a|b){3}$"},
        "shade": {
            "properties": {"left": {"$ref": "#"}, "shade": {"$ref": "#/definitions/name"}},
            "required": ["shade"],
        },
    },
}


def test_what_is_looked_at_by_need_means_the_same() -> None:
    demands = ({"properties": {"left": {"properties": {"right": {"required": ["left"]}}}}}, {"required": ["name"]})
    assert isinstance(decide(TREE, demands[0], BY_NEED), Refuted)
    assert decide(TREE, demands[1], BY_NEED) == Contained()
    assert decide(TREE, TREE, BY_NEED) == Contained()


def test_what_is_looked_at_by_need_may_be_interrupted_anywhere() -> None:
    demand = {"properties": {"right": {"properties": {"left": {"required": ["right"]}}}}}
    session = Session()
    for steps in (*range(0, 400, 7), 200_000):
        verdict = decide(TREE, demand, BY_NEED, steps=steps, session=session)
        assert isinstance(verdict, Undecided | Refuted)
    assert isinstance(verdict, Refuted)


def test_names_are_resolved_as_json_schema_says() -> None:
    schema = {
        "$id": "https://example.com/root.json",
        "$ref": "other.json#/$defs/a",
        "$defs": {
            "o": {
                "$id": "other.json",
                "$defs": {"a": {"$anchor": "here", "$ref": "#there"}, "b": {"$anchor": "there", "type": "null"}},
            }
        },
    }
    assert decide(schema, {"const": None}) == Contained()
    assert decide({"const": None}, schema) == Contained()


def test_metaschemas_are_known() -> None:
    metaschema = {"$ref": "http://json-schema.org/draft-07/schema#"}
    verdict = decide({"type": "object", "properties": {}, "maxProperties": 0}, metaschema, Reading(dialect="draft7"))
    assert verdict == Contained()


def test_equal_items_of_a_list_of_listed_values() -> None:
    listed = {"type": "array", "uniqueItems": True, "items": {"enum": [*range(200), 0.5, "a", [1], {"b": 2}]}}
    assert decide(listed, {"maxItems": 204}) == Contained()
    verdict = decide(listed, {"maxItems": 203})
    assert isinstance(verdict, Refuted)
    assert len(verdict.witness) == 204
    doubled = {"type": "array", "uniqueItems": True, "items": {"enum": [1, 1.0]}}
    assert decide(doubled, {"maxItems": 1}, Reading(dialect="draft4")) == Contained()


def test_what_no_validator_could_check_is_undecided() -> None:
    """2^50 ways lead to the bottom, each of which a validator takes; the proof of the reverse takes a few steps."""

    def doubled(kind: str, **more: object) -> dict[str, object]:
        levels = {f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(50)}
        return {"$ref": "#/$defs/d0", "$defs": {**levels, "d50": {"type": kind}}, **more}

    verdict = decide(doubled("number"), doubled("integer"))
    assert verdict == Undecided("the validator would have to check too much")
    assert decide(doubled("integer"), doubled("number")) == Contained()


def test_a_value_that_nobody_could_write_is_no_witness() -> None:
    link = [{"$ref": f"#/$defs/d{i + 1}"} for i in range(50)]
    levels = {f"d{i}": {"prefixItems": [to, to], "minItems": 2, "type": "array"} for i, to in enumerate(link)}
    tower = {"$ref": "#/$defs/d0", "$defs": {**levels, "d50": {"type": "integer"}}}
    assert isinstance(decide(tower, {"type": "object"}), Undecided)
    assert decide(tower, {"type": "array"}) == Contained()


def test_a_format_of_a_later_draft_is_an_annotation() -> None:
    """Draft 7 does not define uuid: its validators let everything pass."""
    old, new = {"type": "string", "format": "uuid"}, {"type": "string", "format": "uuid", "minLength": 36}
    assert decide(old, new, Reading(dialect="2020-12", formats="assertions")) == Contained()
    assert isinstance(decide(old, new, Reading(dialect="draft7", formats="assertions")), Refuted)
    assert decide({}, {"format": "uuid"}, Reading(dialect="draft7", formats="assertions")) == Contained()


@pytest.mark.parametrize("name", FORMATS)
def test_a_text_that_lacks_a_format_is_found(name: str) -> None:
    asserted = Reading(formats="assertions")
    assert isinstance(decide({"type": "string"}, {"format": name}, asserted), Refuted)
    words = {"type": "string", "pattern": r"^[\w({%]+$", "minLength": 1}
    if name not in ("idn-hostname", "iri-reference", "uri-reference", "uri-template"):
        assert isinstance(decide(words, {"format": name}, asserted), Refuted)


@pytest.mark.parametrize(
    "beside", [{"type": "boolean"}, {"enum": [True, "a"]}, {"enum": [None, 1], "not": {"const": 2}}]
)
def test_what_nobody_understands_is_itself_beside_listed_values(beside: dict[str, object]) -> None:
    schema = {**beside, "formatMinimum": 1}
    assert decide(schema, dict(schema)) == Contained()
    assert isinstance(decide(beside, schema), Undecided)


def test_only_what_a_validator_checks_is_counted() -> None:
    """Each level has two ways on, of which a name or a position takes one: a long chain is checked in no time."""
    on = {"$ref": "#/$defs/node"}
    by_name = {"patternProperties": {"^a": on, "b$": on}, "additionalProperties": on}
    by_place = {"prefixItems": [on, on], "items": on}
    chains: list[Any] = [1, 1]
    for _ in range(60):
        chains = [{"a": chains[0]}, [chains[1]]]
    for node, value in zip((by_name, by_place), chains, strict=True):
        schema = {**on, "$defs": {"node": node}}
        assert isinstance(decide({**schema, "enum": [value]}, {**schema, "type": "string"}), Refuted)
