"""A seeded bug for each keyword that constrains: the engine forgets it, and the oracle law notices.

Each probe is a pair that is not contained only because of the keyword, with the value that shows it. With the keyword
forgotten the engine proves containment; the law (nothing proved may have a counterexample) must then fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from governance.compatibility.schema import Contained, Reading, Refuted, decide
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.keywords import KEYWORDS
from tests.laws.judges import Judge

LATEST = "2020-12"
STRING, INTEGER = {"type": "string"}, {"type": "integer"}
TREE = {"$id": "tree", "$dynamicAnchor": "node", "properties": {"child": {"$dynamicRef": "#node"}}, "required": ["n"]}
NEAR = {"$recursiveAnchor": True, "properties": {"child": {"$recursiveRef": "#"}}, "required": ["n"]}
ANIMAL = {"oneOf": [{"$ref": "#/components/schemas/Cat"}], "discriminator": {"propertyName": "kind"}}
KINDS = {"type": "object", "properties": {"kind": STRING}}
CAT = {"components": {"schemas": {"Cat": {"type": "object", "properties": {"kind": STRING}}}}}


@dataclass(frozen=True)
class Probe:
    """`value` is valid against `old` and not against `new`, because of `keyword`."""

    keyword: str
    old: Any
    new: Any
    value: Any
    dialect: str = LATEST
    formats: str = "annotations"


PROBES = (
    Probe("type", True, STRING, 1),
    Probe("enum", INTEGER, {"enum": [1, 2]}, 3),
    Probe("const", INTEGER, {"const": 1}, 2),
    Probe("allOf", True, {"allOf": [STRING]}, 1),
    Probe("anyOf", True, {"anyOf": [STRING, INTEGER]}, None),
    Probe("oneOf", True, {"oneOf": [STRING, {"maxLength": 2}]}, "a"),
    Probe("not", True, {"not": STRING}, "a"),
    Probe("if", {"required": ["a"]}, {"if": {"required": ["b"]}, "then": {"required": ["c"]}}, {"a": 1, "b": 1}),
    Probe("then", True, {"if": True, "then": STRING}, 1),
    Probe("else", True, {"if": False, "else": STRING}, 1),
    Probe("nullable", {"type": "string", "nullable": True}, STRING, None, "openapi-3.0"),
    Probe("minimum", INTEGER, {"minimum": 1}, 0),
    Probe("maximum", INTEGER, {"maximum": 1}, 2),
    Probe("multipleOf", INTEGER, {"multipleOf": 2}, 1),
    Probe("exclusiveMinimum", {"minimum": 1}, {"exclusiveMinimum": 1}, 1),
    Probe("exclusiveMaximum", {"maximum": 1}, {"exclusiveMaximum": 1}, 1),
    Probe("exclusiveMinimum", {"minimum": 1}, {"minimum": 1, "exclusiveMinimum": True}, 1, "draft4"),
    Probe("minLength", STRING, {"minLength": 1}, ""),
    Probe("maxLength", STRING, {"maxLength": 1}, "ab"),
    Probe("pattern", STRING, {"pattern": "^a"}, "b"),
    Probe("format", STRING, {"format": "date"}, "no date", LATEST, "assertions"),
    Probe("items", True, {"items": STRING}, [1]),
    Probe("prefixItems", True, {"prefixItems": [STRING]}, [1]),
    Probe("additionalItems", True, {"items": [True], "additionalItems": False}, [1, 2], "draft7"),
    Probe("minItems", True, {"minItems": 1}, []),
    Probe("maxItems", True, {"maxItems": 1}, [1, 2]),
    Probe("uniqueItems", True, {"uniqueItems": True}, [1, 1]),
    Probe("contains", True, {"contains": STRING}, [1]),
    Probe("minContains", {"contains": STRING}, {"contains": STRING, "minContains": 2}, ["a"]),
    Probe("maxContains", {"contains": STRING}, {"contains": STRING, "maxContains": 1}, ["a", "b"]),
    Probe("unevaluatedItems", True, {"prefixItems": [True], "unevaluatedItems": False}, [1, 2]),
    Probe("unevaluatedProperties", True, {"properties": {"a": True}, "unevaluatedProperties": False}, {"b": 1}),
    Probe("properties", True, {"properties": {"a": STRING}}, {"a": 1}),
    Probe("patternProperties", True, {"patternProperties": {"^a": STRING}}, {"ab": 1}),
    Probe("additionalProperties", True, {"additionalProperties": False}, {"a": 1}),
    Probe("propertyNames", True, {"propertyNames": {"maxLength": 1}}, {"ab": 1}),
    Probe("required", True, {"required": ["a"]}, {}),
    Probe("minProperties", True, {"minProperties": 1}, {}),
    Probe("maxProperties", True, {"maxProperties": 1}, {"a": 1, "b": 1}),
    Probe("dependencies", True, {"dependencies": {"a": ["b"]}}, {"a": 1}, "draft7"),
    Probe("dependentRequired", True, {"dependentRequired": {"a": ["b"]}}, {"a": 1}),
    Probe("dependentSchemas", True, {"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}),
    Probe("$ref", True, {"$ref": "#/$defs/s", "$defs": {"s": STRING}}, 1),
    Probe("$dynamicRef", {"required": ["n"]}, TREE, {"n": 1, "child": {}}),
    Probe("$recursiveRef", {"required": ["n"]}, NEAR, {"n": 1, "child": {}}, "2019-09"),
    Probe("discriminator", KINDS, CAT | ANIMAL, {"kind": "Dog"}, "openapi-3.0"),
    Probe("contentEncoding", STRING, {"type": "string", "contentEncoding": "base64"}, "§", "openapi-3.1", "assertions"),
)
DRAFTS = {"draft4": "draft4", "draft7": "draft7", "2019-09": "draft2019-09", LATEST: "draft2020-12"}


def verdict(probe: Probe) -> object:
    return decide(probe.old, probe.new, Reading(dialect=probe.dialect, formats=probe.formats))  # type: ignore[arg-type]


def oracle_holds(probe: Probe) -> bool:
    """The law: what is proved has no counterexample. `value` is one."""
    return not isinstance(verdict(probe), Contained)


def name(probe: Probe) -> str:
    return f"{probe.keyword} {probe.dialect}"


@pytest.mark.parametrize("probe", PROBES, ids=name)
def test_the_sound_engine_refutes(probe: Probe) -> None:
    assert isinstance(verdict(probe), Refuted)


@pytest.mark.parametrize("probe", [p for p in PROBES if p.dialect in DRAFTS and p.formats == "annotations"], ids=name)
def test_the_value_is_a_counterexample(probe: Probe) -> None:
    draft = DRAFTS[probe.dialect]
    assert Judge(probe.old, draft).agree(probe.value) is True
    assert Judge(probe.new, draft).agree(probe.value) is False


@pytest.mark.parametrize("probe", PROBES, ids=name)
def test_the_law_catches_an_engine_that_forgets(probe: Probe, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten = Compiler._rewritten

    def forgetful(self: Compiler, schema: Any, place: Any) -> Any:
        return rewritten(self, {k: v for k, v in schema.items() if k != probe.keyword}, place)

    monkeypatch.setattr(Compiler, "_rewritten", forgetful)
    assert not oracle_holds(probe)


def test_every_keyword_that_constrains_has_a_probe() -> None:
    constraining = {keyword.name for keyword in KEYWORDS if keyword.judged in ("exactly", "by example", "as text")}
    assert constraining == {probe.keyword for probe in PROBES}
