"""Families for the keywords that every dialect has: small schemas that each keyword's neighbours tell apart.

As in `families`: names, values and bounds stay within the universe, so that labels can be computed.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from tests.laws.families import ABSENT, INTEGER, SCALARS, STRING, Family, arrays, objects

NUMBER = {"type": "number"}
QUARTERS = tuple(int(n) if n.is_integer() else n for n in (k / 4 for k in range(-16, 41)))
TEXTS = tuple("".join(letters) for size in range(5) for letters in product("ab𝒳", repeat=size))

NUMBERS = Family(
    "numbers",
    "draft2020-12",
    (
        *(INTEGER, NUMBER, {"minimum": 1}, {"minimum": 2}, {"exclusiveMinimum": 1}, {"exclusiveMinimum": 2}),
        *({"maximum": 2}, {"maximum": 3}, {"exclusiveMaximum": 2}, {"exclusiveMaximum": 3}),
        *({"multipleOf": 2}, {"multipleOf": 4}, {"multipleOf": 0.5}, {"multipleOf": 1.5}, {"multipleOf": 6}),
        *({**INTEGER, "minimum": 1}, {**INTEGER, "exclusiveMinimum": 0}, {**INTEGER, "exclusiveMinimum": 1}),
        *({**INTEGER, "maximum": 2}, {**INTEGER, "exclusiveMaximum": 3}, {**INTEGER, "exclusiveMaximum": 2}),
        *(
            {**INTEGER, "minimum": 1, "maximum": 2},
            {**NUMBER, "minimum": 1, "maximum": 1},
            {"enum": [1]},
            {"const": 1.0},
        ),
        *({"enum": [1, 2]}, {"allOf": [{"multipleOf": 2}, {"multipleOf": 3}]}, {"not": {"multipleOf": 4}}),
        *({**NUMBER, "not": INTEGER}, {"not": {"minimum": 1}}, {"not": {"maximum": 2}}, {"enum": [True]}),
    ),
    ("s", None, True, False, *QUARTERS),
)
OLD_BOUNDS = Family(
    "exclusive flags",
    "draft4",
    (
        *({"minimum": 1}, {"minimum": 1, "exclusiveMinimum": True}, {"minimum": 1, "exclusiveMinimum": False}),
        *({"maximum": 2}, {"maximum": 2, "exclusiveMaximum": True}, {"maximum": 2, "exclusiveMaximum": False}),
        *({"not": {"maximum": 1}}, {"not": {"minimum": 2}}, {"minimum": 2}, {"maximum": 1}),
    ),
    ("s", None, *QUARTERS),
)
STRINGS = Family(
    "strings",
    "draft2020-12",
    (
        *(STRING, *({"minLength": n} for n in (1, 2, 3)), *({"maxLength": n} for n in (1, 2, 3))),
        *({**STRING, "minLength": 2, "maxLength": 2}, {**STRING, "minLength": 3, "maxLength": 2}),
        *({"pattern": p} for p in ("^a", "^a+$", "a$", "a", "^[ab]*$", r"^[\s\S]{2}$", "^(a|ab)*$", "^$")),
        *({"pattern": r"^[\s\S]{2}$", "minLength": 3}, {"enum": ["a", "ab"]}, {"enum": ["a"]}, {"const": "𝒳𝒳"}),
        *({**STRING, "not": {"pattern": "a"}}, {**STRING, "not": {"minLength": 2}}, {"pattern": "^a{2,3}$"}),
    ),
    (1, None, *TEXTS),
)
LISTS = Family(
    "arrays",
    "draft2020-12",
    (
        *({"type": "array"}, *({"minItems": n} for n in (1, 2, 3)), *({"maxItems": n} for n in (1, 2, 3))),
        *({"type": "array", "minItems": 2, "maxItems": 2}, {"uniqueItems": True}, {"uniqueItems": True, "maxItems": 1}),
        *({"items": STRING}, {"items": INTEGER}, {"items": {"type": ["string", "integer"]}}, {"items": False}),
        *(
            {"items": {"enum": [1, "s"]}, "uniqueItems": True},
            {"prefixItems": [STRING]},
            {"prefixItems": [True, STRING]},
        ),
        *({"prefixItems": [STRING], "items": INTEGER}, {"prefixItems": [STRING, INTEGER], "items": False}),
        *({"prefixItems": [{"const": 1}, {"const": 1}], "minItems": 2}, {"not": {"uniqueItems": True}}),
    ),
    (1, None, *arrays((1, 2, "s", None), 4)),
)
TUPLES = Family(
    "tuples",
    "draft7",
    (
        *({"items": [STRING]}, {"items": [STRING, INTEGER]}, {"items": [STRING], "additionalItems": INTEGER}),
        *(
            {"items": [STRING], "additionalItems": False},
            {"additionalItems": False},
            {"items": STRING},
            {"maxItems": 1},
        ),
        *({"items": [True], "additionalItems": STRING}, {"items": [True, STRING]}, {"items": STRING, "maxItems": 1}),
        *({"items": STRING, "additionalItems": False}, {"contains": STRING}, {"items": [STRING], "minItems": 1}),
    ),
    (1, *arrays((1, "s", None), 4)),
)
OBJECTS = Family(
    "objects",
    "draft7",
    (
        *({"type": "object"}, *({"minProperties": n} for n in (1, 2, 3)), *({"maxProperties": n} for n in (0, 1, 2))),
        *({"type": "object", "minProperties": 1, "maxProperties": 1}, {"required": ["a"]}, {"required": ["a", "b"]}),
        *({"properties": {"a": STRING}}, {"properties": {"a": STRING, "ab": STRING}}, {"properties": {"a": False}}),
        *({"patternProperties": {"^a": STRING}}, {"patternProperties": {"b$": INTEGER}}),
        *({"patternProperties": {"^a$": STRING}}, {"patternProperties": {"^a": True}, "additionalProperties": STRING}),
        *({"additionalProperties": STRING}, {"properties": {"a": True}, "additionalProperties": False}),
        *({"properties": {"a": STRING}, "additionalProperties": INTEGER}, {"additionalProperties": False}),
        *(
            {"propertyNames": {"maxLength": 1}},
            {"propertyNames": {"enum": ["a"]}},
            {"propertyNames": {"enum": ["b", "ab"]}},
        ),
        *({"dependencies": {"a": ["b"]}}, {"dependencies": {"b": ["a"]}}, {"dependencies": {"a": {"required": ["b"]}}}),
        *({"dependencies": {"a": {"properties": {"b": STRING}}}}, {"not": {"required": ["a"]}}),
    ),
    (1, *objects(a=(ABSENT, *SCALARS), b=(ABSENT, *SCALARS), ab=(ABSENT, *SCALARS), ac=(ABSENT, 1), c=(ABSENT, 1))),
)
LOGIC = Family(
    "logic",
    "draft2020-12",
    (
        *({"type": name} for name in ("null", "boolean", "integer", "number", "string")),
        *({"type": ["string", "null"]}, {"type": ["integer", "boolean"]}, {"enum": [1, "a", None]}, {"enum": [1, "a"]}),
        *({"const": 1}, {"const": True}, {"const": 0}, {"enum": [False]}, {"allOf": [STRING, {"maxLength": 1}]}),
        *({"anyOf": [STRING, INTEGER]}, {"anyOf": [STRING, {"maxLength": 1}]}, {"oneOf": [STRING, INTEGER]}),
        *({"oneOf": [STRING, {"maxLength": 1}]}, {"oneOf": [NUMBER, INTEGER]}, {"anyOf": [NUMBER, INTEGER]}),
        *(
            {"oneOf": [{"enum": [0, 1]}, {"enum": [1, 1.5]}]},
            {"enum": [0, 1.5]},
            {"not": STRING},
            {"not": {"not": STRING}},
        ),
        *({"not": {"anyOf": [STRING, INTEGER]}}, {"not": {"allOf": [NUMBER, INTEGER]}}, {"not": {"enum": [1, "a"]}}),
        *(
            {"type": "object", "not": {}},
            {"allOf": [{"minLength": 1}, {"maxLength": 1}]},
            {"allOf": [INTEGER, {"minimum": 1}]},
        ),
    ),
    (None, True, False, 0, 1, 2, 0.5, 1.5, "", "a", "b", "ab", [], {}),
)
LATE = {"properties": {"a": {"$ref": "#"}}, "required": ["b"]}
NESTED: tuple[Any, ...] = objects(a=(ABSENT, 1, "s"), b=(ABSENT, 1, "s"))
REFERENCES = Family(
    "references",
    "draft7",
    (
        *({"$ref": "#/definitions/s", "definitions": {"s": STRING}}, STRING, {"properties": {"a": STRING}}),
        *({"$ref": "#/definitions/s", "maxLength": 0, "definitions": {"s": STRING}}, {**STRING, "maxLength": 0}),
        *({"properties": {"a": {"$ref": "#/definitions/s"}}, "definitions": {"s": STRING}}, {"required": ["b"]}),
        *({"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, {"properties": {"a": {"$ref": "#"}}}),
        *(
            {"properties": {"a": {"required": ["b"]}}},
            {"properties": {"a": LATE["properties"]}},
            {"required": ["a", "b"]},
        ),
        *({"properties": {"a": {"$ref": "#"}, "b": STRING}}, {"properties": {"b": STRING}}),
    ),
    (
        "s",
        "",
        1,
        *objects(a=(ABSENT, 1, "s", *NESTED, {"a": {}}, {"a": {"b": "s"}}, {"a": {"a": {"b": 1}}}), b=(ABSENT, 1, "s")),
    ),
)
MUTUAL_PARTS: dict[str, Any] = {
    "x": {
        "type": "object",
        "anyOf": [{"required": ["w"]}, {"required": ["z"]}],
        "properties": {"w": {"$ref": "#/definitions/w"}},
    },
    "w": {"type": "object", "required": ["v"], "properties": {"v": {"$ref": "#/definitions/y"}}},
    "y": {"type": "object", "required": ["y"], "properties": {"y": {"$ref": "#/definitions/x"}}},
}
Y: Any = {"y": {"z": 1}}
MUTUAL = Family(
    "mutual recursion",
    "draft7",
    (
        *({"$ref": f"#/definitions/{name}", "definitions": MUTUAL_PARTS} for name in MUTUAL_PARTS),
        *(
            {
                "required": required,
                "type": "object",
                "properties": {"p": {"$ref": "#/definitions/y"}, "q": {"$ref": "#/definitions/w"}},
                "definitions": MUTUAL_PARTS,
            }
            for required in (["p", "q"], ["p"], ["q"])
        ),
        *({"type": "object"}, {"required": ["y"]}, {"required": ["p", "q"]}, False),
    ),
    (
        1,
        *objects(
            p=(ABSENT, Y, {"x": 1}),
            q=(ABSENT, {"v": Y}, Y),
            v=(ABSENT, Y, 1),
            w=(ABSENT, {"v": Y}, 1),
            y=(ABSENT, Y["y"], 1),
            z=(ABSENT, 1),
        ),
    ),
)
NEAR = {"$recursiveAnchor": True, "properties": {"a": {"$recursiveRef": "#"}}}
RECURSIVE = Family(
    "recursiveRef",
    "draft2019-09",
    (
        *({**NEAR, "type": "object"}, {**NEAR, "required": ["b"]}, {"type": "object"}, {"required": ["b"]}),
        *({"$ref": "#/$defs/near", "$defs": {"near": {**NEAR, "$id": "near", "type": "object"}}},),
        *(
            {
                "$id": "far",
                "$recursiveAnchor": flag,
                "$ref": "near",
                "required": ["b"],
                "$defs": {"near": {**NEAR, "$id": "near"}},
            }
            for flag in (True, False)
        ),
        *({"properties": {"a": {"type": "object"}}}, {"properties": {"a": {"required": ["b"]}}}),
    ),
    (
        "s",
        1,
        *objects(
            a=(ABSENT, 1, *NESTED, {"a": {}}, {"a": {"b": 1}}, {"a": {}, "b": 1}, {"a": {"b": 1}, "b": 1}),
            b=(ABSENT, 1),
        ),
    ),
)
CAT, DOG = {"required": ["a"]}, {"required": ["b"]}
VARIANTS = [{"$ref": "#/definitions/cat"}, {"$ref": "#/definitions/dog"}]
TOLD = {"propertyName": "k", "mapping": {"c": "#/definitions/cat", "d": "#/definitions/dog"}}
ANIMALS = {"definitions": {"cat": {**CAT, "type": "object"}, "dog": {**DOG, "type": "object"}}}
OPENAPI = Family(
    "openapi",
    "openapi3.0",
    (
        *(STRING, {**STRING, "nullable": True}, {**STRING, "nullable": False}, {"nullable": True}, {"enum": [None]}),
        *({**ANIMALS, choice: VARIANTS} for choice in ("oneOf", "anyOf")),
        *({**ANIMALS, choice: VARIANTS, "discriminator": {"propertyName": "k"}} for choice in ("oneOf", "anyOf")),
        *({**ANIMALS, choice: VARIANTS, "discriminator": TOLD} for choice in ("oneOf", "anyOf")),
        *({"required": ["k"]}, {"required": ["k"], "properties": {"k": {"enum": ["cat", "dog"]}}}, {"type": "object"}),
        *(
            {"required": ["k", "a"], "properties": {"k": {"enum": ["cat"]}}, "type": "object"},
            {"not": {"required": ["k"]}},
        ),
        *({"required": ["k", "a", "b"], "properties": {"k": {"enum": ["d"]}}, "type": "object"}, {"type": "integer"}),
    ),
    ("s", 1, None, *objects(k=(ABSENT, "cat", "dog", "c", "d", "x"), a=(ABSENT, 1), b=(ABSENT, 1))),
)

KEYWORD_FAMILIES = (
    NUMBERS,
    OLD_BOUNDS,
    STRINGS,
    LISTS,
    TUPLES,
    OBJECTS,
    LOGIC,
    REFERENCES,
    MUTUAL,
    RECURSIVE,
    OPENAPI,
)
