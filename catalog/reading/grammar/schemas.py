"""Schema objects, from the subset of OpenAPI 2.0 to JSON Schema 2020-12."""

from __future__ import annotations

from catalog.reading.grammar.shapes import VALUES, Form, Key, Kind, Shape, each, kind, named, one, plain

SCHEMA = one("Schema")
SCHEMAS = each("Schema", Key.CONTENT)

NUMBERS = ("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum")
TEXTS = ("maxLength", "minLength", "pattern", "format")
SIZES = ("maxItems", "minItems", "uniqueItems")
LIMITS = (*NUMBERS, *TEXTS, *SIZES)

XML = kind(plain("name", "namespace", "prefix", "attribute", "wrapped"))
DISCRIMINATOR = kind(plain("propertyName", "mapping"))

OPENAPI_20 = kind(
    {
        **plain("title", "description", "default", *LIMITS, "maxProperties", "minProperties"),
        **plain("discriminator", "readOnly", "example"),
        "required": VALUES,
        "enum": VALUES,
        "type": VALUES,
        "items": Shape(Form.ONE_OR_LIST, "Schema"),
        "allOf": SCHEMAS,
        "properties": named("Schema"),
        "additionalProperties": SCHEMA,
        "xml": one("XML"),
        "externalDocs": one("ExternalDocs"),
    },
    referable=True,
    boolean=True,
)

OPENAPI_30 = OPENAPI_20.with_fields(
    **plain("nullable", "writeOnly", "deprecated"),
    oneOf=SCHEMAS,
    anyOf=SCHEMAS,
    discriminator=one("Discriminator"),
    **{"not": SCHEMA},
)

DRAFT_07: dict[str, Shape] = {
    **plain("$id", "$schema", "$comment", "title", "description", "default", "readOnly", "writeOnly", "const"),
    **plain(*LIMITS, "maxProperties", "minProperties", "contentEncoding", "contentMediaType"),
    **dict.fromkeys(("not", "if", "then", "else", "contains", "propertyNames", "additionalItems"), SCHEMA),
    "additionalProperties": SCHEMA,
    "items": Shape(Form.ONE_OR_LIST, "Schema"),
    "type": VALUES,
    "enum": VALUES,
    "required": VALUES,
    "examples": VALUES,
    "allOf": SCHEMAS,
    "anyOf": SCHEMAS,
    "oneOf": SCHEMAS,
    "definitions": named("Schema"),
    "properties": named("Schema"),
    "patternProperties": named("Schema"),
    "dependencies": Shape(Form.MAP_OR_VALUES, "Schema"),
}

ASYNCAPI: Kind = kind(
    {**DRAFT_07, **plain("discriminator", "deprecated"), "externalDocs": one("ExternalDocs")},
    referable=True,
    boolean=True,
)

DRAFT_2020: dict[str, Shape] = {
    **DRAFT_07,
    **plain("$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "maxContains", "minContains", "deprecated"),
    "$defs": named("Schema"),
    "prefixItems": each("Schema"),
    "unevaluatedItems": SCHEMA,
    "unevaluatedProperties": SCHEMA,
    "contentSchema": SCHEMA,
    "dependentSchemas": named("Schema"),
    "dependentRequired": Shape(Form.MAP_OR_VALUES, "Schema"),
}

OPENAPI_31 = kind(
    {
        **DRAFT_2020,
        **plain("example"),
        "discriminator": one("Discriminator"),
        "xml": one("XML"),
        "externalDocs": one("ExternalDocs"),
    },
    referable=True,
    boolean=True,
)
