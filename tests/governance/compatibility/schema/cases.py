"""Pairs by keyword: (dialect, old, new, does new accept all that old accepts)."""

from __future__ import annotations

from typing import Any

Case = tuple[str, Any, Any, bool]
INTEGER, STRING, NUMBER = {"type": "integer"}, {"type": "string"}, {"type": "number"}

CASES: dict[str, list[Case]] = {
    "type": [
        ("draft7", INTEGER, NUMBER, True),
        ("draft7", NUMBER, INTEGER, False),
        ("2020-12", {"type": ["string", "null"]}, {"anyOf": [STRING, {"type": "null"}]}, True),
        ("2020-12", {}, {"type": ["null", "boolean", "number", "string", "array", "object"]}, True),
        ("draft6", {"type": "number", "multipleOf": 1}, INTEGER, True),
    ],
    "enum": [
        ("2020-12", {"enum": [1, True]}, {"enum": [True, 1.0]}, True),
        ("2020-12", {"enum": [1]}, {"enum": [True]}, False),
        ("2020-12", {"enum": [[1], {"a": 1}]}, {"enum": [{"a": 1.0}, [1.0]]}, True),
        ("draft4", {"enum": ["a", "b"]}, {"enum": ["a"]}, False),
    ],
    "const": [
        ("2020-12", {"const": 1}, {"const": 1.0}, True),
        ("2020-12", {"const": 0}, {"const": False}, False),
        ("draft6", {"const": {"a": [1]}}, {"type": "object", "required": ["a"]}, True),
    ],
    "allOf": [("2020-12", {"allOf": [{"minimum": 1}, {"maximum": 5}]}, {"minimum": 0}, True)],
    "anyOf": [
        ("2020-12", {"anyOf": [STRING, INTEGER]}, STRING, False),
        ("2020-12", {"anyOf": [{"minLength": 3}, {"maxLength": 5}]}, {}, True),
        ("2020-12", STRING, {"anyOf": [{"minLength": 3}, {"maxLength": 2}]}, True),
    ],
    "oneOf": [
        ("2020-12", {"oneOf": [STRING, {"type": "string", "maxLength": 5}]}, {"minLength": 6}, True),
        ("2020-12", {"type": "string", "oneOf": [{}, {"maxLength": 5}]}, {"minLength": 6}, True),
        ("2020-12", {"oneOf": [STRING, INTEGER]}, {"oneOf": [INTEGER, STRING]}, True),
        ("2020-12", STRING, {"oneOf": [STRING, STRING]}, False),
    ],
    "not": [
        ("2020-12", {"not": {"not": STRING}}, STRING, True),
        ("2020-12", {"not": STRING}, {"not": {"type": ["string", "null"]}}, False),
    ],
    "if": [
        ("2020-12", {"if": STRING, "then": {"minLength": 2}}, {"anyOf": [{"minLength": 2}, {"not": STRING}]}, True),
        ("draft7", {"type": "string"}, {"if": {"maxLength": 1}, "then": {"pattern": "a"}}, False),
        ("draft6", STRING, {"if": True, "then": False}, True),
    ],
    "then": [("2020-12", {}, {"then": False}, True)],
    "else": [
        ("2020-12", STRING, {"if": STRING, "else": False}, True),
        ("2020-12", {}, {"if": STRING, "else": False}, False),
    ],
    "nullable": [
        ("openapi-3.0", {"type": "string", "nullable": True}, STRING, False),
        ("openapi-3.0", {"type": "string", "nullable": True}, {"anyOf": [STRING, {"enum": [None]}]}, True),
        ("openapi-3.0", {"type": "string", "nullable": True, "enum": ["a"]}, STRING, True),
        ("2020-12", {"type": "string", "nullable": True}, STRING, True),
    ],
    "minimum": [
        ("2020-12", {"type": "integer", "minimum": 1}, {"exclusiveMinimum": 0}, True),
        ("2020-12", {"type": "number", "minimum": 1}, {"minimum": 1.0000000001}, False),
        ("2020-12", {"minimum": 1}, {"minimum": 1, "not": STRING}, False),
    ],
    "maximum": [("2020-12", {"maximum": 10**30}, {"maximum": 10**30 - 1}, False)],
    "exclusiveMinimum": [
        ("draft4", {"minimum": 0, "exclusiveMinimum": True, "type": "integer"}, {"minimum": 1}, True),
        ("draft4", {"minimum": 0, "exclusiveMinimum": False}, {"minimum": 0, "exclusiveMinimum": True}, False),
        ("openapi-3.0", {"minimum": 0, "exclusiveMinimum": True}, {"minimum": 0}, True),
    ],
    "exclusiveMaximum": [
        ("2020-12", {"type": "number", "exclusiveMaximum": 1, "minimum": 0}, {"maximum": 0.5}, False),
        ("draft4", {"maximum": 1, "exclusiveMaximum": True}, {"maximum": 1}, True),
    ],
    "multipleOf": [
        ("2020-12", {"multipleOf": 0.5}, {"multipleOf": 0.1}, True),
        ("2020-12", {"multipleOf": 0.3}, {"multipleOf": 0.2}, False),
        ("2020-12", {"multipleOf": 4, "type": "integer"}, {"not": {"multipleOf": 3}}, False),
        ("2020-12", {"type": "number", "allOf": [{"multipleOf": 4}, {"multipleOf": 6}]}, {"multipleOf": 12}, True),
    ],
    "minLength": [("2020-12", {"type": "string", "minLength": 1}, {"not": {"const": ""}}, True)],
    "maxLength": [
        ("2020-12", {"const": "\U0001f600"}, {"maxLength": 1}, True),
        ("2020-12", STRING, {"maxLength": 100_000}, False),
    ],
    "pattern": [
        ("2020-12", {"type": "string", "pattern": "^[a-f]{4}$"}, {"pattern": "^[a-z]+$", "maxLength": 4}, True),
        ("2020-12", {"type": "string", "pattern": "a"}, {"pattern": "^a"}, False),
        ("2020-12", {"type": "string", "pattern": r"^\d+$"}, {"pattern": "^[0-9]+$"}, True),
        ("2020-12", {"pattern": "(?<=a)b"}, {"pattern": "(?<=a)b"}, True),
    ],
    "format": [
        ("2020-12", STRING, {"format": "date"}, True),
        ("2020-12", {"format": "made-up"}, {"format": "other"}, True),
    ],
    "items": [
        ("2020-12", {"type": "array", "items": INTEGER}, {"items": NUMBER}, True),
        ("2020-12", {"type": "array", "items": {"allOf": [STRING, INTEGER]}}, {"maxItems": 0}, True),
        ("draft7", {"type": "array", "items": [INTEGER], "minItems": 1}, {"contains": INTEGER}, True),
        ("2020-12", {"items": NUMBER}, {"items": INTEGER}, False),
    ],
    "prefixItems": [
        ("2020-12", {"prefixItems": [STRING, INTEGER]}, {"prefixItems": [STRING]}, True),
        ("2020-12", {"prefixItems": [STRING]}, {"prefixItems": [STRING, INTEGER]}, False),
        ("draft7", {"prefixItems": [False]}, {}, True),
    ],
    "additionalItems": [
        ("draft7", {"items": [STRING], "additionalItems": False}, {"maxItems": 0}, False),
        ("draft7", {"type": "array", "items": [STRING], "additionalItems": False}, {"maxItems": 1}, True),
        ("2019-09", {"additionalItems": False}, {"additionalItems": True}, True),
        ("draft7", {}, {"additionalItems": False}, True),
    ],
    "minItems": [("2020-12", {"type": "array", "minItems": 2}, {"minItems": 3}, False)],
    "maxItems": [("2020-12", {"maxItems": 2}, {"maxItems": 3}, True)],
    "uniqueItems": [
        ("2020-12", {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True}, {"maxItems": 2}, True),
        ("2020-12", {"type": "array", "maxItems": 1}, {"uniqueItems": True}, True),
        ("2020-12", {"type": "array"}, {"uniqueItems": True}, False),
        ("2020-12", {"type": "array", "items": {"enum": [1, 1.0, True]}, "uniqueItems": True}, {"maxItems": 1}, False),
    ],
    "contains": [
        ("2020-12", {"type": "array", "contains": INTEGER}, {"minItems": 1}, True),
        ("draft6", {"type": "array", "minItems": 1, "items": STRING}, {"contains": STRING}, True),
        ("2020-12", {"contains": NUMBER}, {"contains": INTEGER}, False),
    ],
    "minContains": [
        ("2020-12", {"type": "array", "contains": INTEGER, "minContains": 2}, {"minItems": 2}, True),
        ("2020-12", {}, {"contains": INTEGER, "minContains": 0}, True),
        ("2019-09", {"contains": INTEGER, "minContains": 2}, {"contains": INTEGER, "minContains": 3}, False),
        ("draft7", {}, {"contains": True, "minContains": 0}, False),
    ],
    "maxContains": [
        ("2020-12", {"contains": True, "maxContains": 2}, {"maxItems": 2}, True),
        ("2020-12", {"contains": INTEGER, "maxContains": 3}, {"contains": INTEGER, "maxContains": 2}, False),
    ],
    "unevaluatedItems": [
        ("2020-12", {"type": "array", "prefixItems": [STRING], "unevaluatedItems": False}, {"maxItems": 1}, True),
        ("2020-12", {"contains": INTEGER, "unevaluatedItems": False}, {"items": INTEGER}, True),
        (
            "2019-09",
            {"items": [{}], "anyOf": [{"items": [True, True]}, {}], "unevaluatedItems": False},
            {"maxItems": 1},
            False,
        ),
    ],
    "unevaluatedProperties": [
        (
            "2020-12",
            {"allOf": [{"properties": {"a": STRING}}], "unevaluatedProperties": False},
            {"properties": {"a": STRING}, "additionalProperties": False},
            True,
        ),
        (
            "2020-12",
            {"anyOf": [{"properties": {"a": STRING}, "required": ["a"]}, {}], "unevaluatedProperties": False},
            {"properties": {"a": STRING}, "additionalProperties": False},
            True,
        ),
        (
            "2019-09",
            {"properties": {"a": STRING}, "additionalProperties": False},
            {"if": {"required": ["b"]}, "then": {"properties": {"a": {}}}, "unevaluatedProperties": False},
            False,
        ),
    ],
    "properties": [
        ("2020-12", {"properties": {"a": INTEGER}}, {"properties": {"a": NUMBER}}, True),
        ("2020-12", {"properties": {"a": NUMBER}}, {"properties": {"a": INTEGER}}, False),
        ("2020-12", {"properties": {"a": False}, "required": ["a"], "type": "object"}, False, True),
    ],
    "patternProperties": [
        ("2020-12", {"patternProperties": {"^a": INTEGER}}, {"properties": {"ab": NUMBER}}, True),
        ("2020-12", {"patternProperties": {"^ab": INTEGER}}, {"patternProperties": {"^a": INTEGER}}, False),
        ("2020-12", {"patternProperties": {"a": STRING, "b": INTEGER}}, {"properties": {"ab": False}}, True),
    ],
    "additionalProperties": [
        ("2020-12", {"properties": {"a": {}}, "additionalProperties": False}, {"maxProperties": 0}, False),
        (
            "2020-12",
            {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
            {"maxProperties": 1},
            True,
        ),
        ("2020-12", {"additionalProperties": INTEGER}, {"additionalProperties": STRING}, False),
    ],
    "propertyNames": [
        ("2020-12", {"propertyNames": {"enum": ["a", "b"]}, "type": "object"}, {"maxProperties": 2}, True),
        ("draft6", {"propertyNames": {"pattern": "^a"}}, {"patternProperties": {"^[^a]": False}}, True),
        ("2020-12", {"propertyNames": INTEGER, "type": "object"}, {"maxProperties": 0}, True),
        ("2020-12", {"type": "object"}, {"propertyNames": {"minLength": 1}}, False),
    ],
    "required": [
        ("2020-12", {"type": "object", "required": ["a", "b"]}, {"minProperties": 2}, True),
        ("2020-12", {"required": ["a"]}, {"required": ["a", "b"]}, False),
    ],
    "minProperties": [("2020-12", {"type": "object", "minProperties": 1}, {"not": {"const": {}}}, True)],
    "maxProperties": [("2020-12", {"maxProperties": 1}, {"maxProperties": 0}, False)],
    "dependencies": [
        ("draft7", {"dependencies": {"a": ["b"]}}, {"required": ["b"]}, False),
        ("draft7", {"type": "object", "dependencies": {"a": ["b"]}, "required": ["a"]}, {"required": ["b"]}, True),
        ("draft4", {"type": "object"}, {"dependencies": {"a": {"required": ["b"]}}}, False),
    ],
    "dependentRequired": [
        ("2020-12", {"dependentRequired": {"a": ["b", "c"]}}, {"dependentRequired": {"a": ["b"]}}, True),
        ("draft7", {}, {"dependentRequired": {"a": ["b"]}}, True),
    ],
    "dependentSchemas": [
        (
            "2020-12",
            {"dependentSchemas": {"a": {"maxProperties": 1}}, "minProperties": 2},
            {"properties": {"a": False}},
            True,
        ),
        ("2019-09", {"type": "object"}, {"dependentSchemas": {"a": {"maxProperties": 1}}}, False),
    ],
    "$ref": [
        ("2020-12", {"$ref": "#/$defs/a", "$defs": {"a": STRING}}, STRING, True),
        ("2020-12", {"$ref": "#/$defs/a", "maxLength": 1, "$defs": {"a": STRING}}, {"maxLength": 2}, True),
        ("draft7", {"$ref": "#/definitions/a", "maxLength": 1, "definitions": {"a": STRING}}, {"maxLength": 2}, False),
    ],
    "$recursiveRef": [
        (
            "2019-09",
            {"$recursiveAnchor": True, "properties": {"a": {"$recursiveRef": "#"}}, "type": "object"},
            {"properties": {"a": {"type": "object"}}},
            True,
        ),
    ],
    "$dynamicRef": [
        (
            "2020-12",
            {
                "$id": "https://example.com/strict",
                "$dynamicAnchor": "node",
                "$ref": "tree",
                "unevaluatedProperties": False,
                "$defs": {
                    "tree": {
                        "$id": "tree",
                        "$dynamicAnchor": "node",
                        "type": "object",
                        "properties": {"children": {"items": {"$dynamicRef": "#node"}}},
                    }
                },
            },
            {"properties": {"children": {"items": {"maxProperties": 1}}}},
            True,
        ),
    ],
    "contentEncoding": [("openapi-3.1", STRING, {"type": "string", "contentEncoding": "base64"}, True)],
    "discriminator": [
        (
            "openapi-3.1",
            {"oneOf": [STRING], "discriminator": {"propertyName": "kind"}},
            STRING,
            True,
        ),
    ],
}  # fmt: skip
