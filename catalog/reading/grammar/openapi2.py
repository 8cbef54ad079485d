"""OpenAPI 2.0 (Swagger): https://spec.openapis.org/oas/v2.0.html."""

from __future__ import annotations

from catalog.reading.grammar import schemas
from catalog.reading.grammar.shapes import VALUES, Grammar, Key, each, kind, named, one, plain

CONTACT = kind(plain("name", "url", "email"))
LICENSE = kind(plain("name", "url"))
EXTERNAL_DOCS = kind(plain("description", "url"))
TAG = kind({**plain("name", "description"), "externalDocs": one("ExternalDocs")})
TAGS = each("Tag", Key.NAME)
PARAMETERS = each("Parameter", Key.LOCATION_AND_NAME)
SECURITY = each("SecurityRequirement", Key.SCHEMES)
SECURITY_REQUIREMENT = kind({}, pattern=("", VALUES), extensible=False)

ITEMS = {**plain("type", "collectionFormat", "default", *schemas.LIMITS), "enum": VALUES, "items": one("Items")}

OPENAPI_20 = Grammar(
    "OpenAPI 2.0",
    {
        "Document": kind(
            {
                **plain("swagger", "host", "basePath"),
                "info": one("Info"),
                **dict.fromkeys(("schemes", "consumes", "produces"), VALUES),
                "paths": one("Paths"),
                "definitions": named("Schema"),
                "parameters": named("Parameter"),
                "responses": named("Response"),
                "securityDefinitions": named("SecurityScheme"),
                "security": SECURITY,
                "tags": TAGS,
                "externalDocs": one("ExternalDocs"),
            }
        ),
        "Info": kind(
            {
                **plain("title", "description", "termsOfService", "version"),
                "contact": one("Contact"),
                "license": one("License"),
            }
        ),
        "Contact": CONTACT,
        "License": LICENSE,
        "ExternalDocs": EXTERNAL_DOCS,
        "Tag": TAG,
        "Paths": kind({}, pattern=("^/", one("PathItem"))),
        "PathItem": kind(
            {
                **dict.fromkeys(("get", "put", "post", "delete", "options", "head", "patch"), one("Operation")),
                "parameters": PARAMETERS,
            },
            referable=True,
        ),
        "Operation": kind(
            {
                **plain("summary", "description", "operationId", "deprecated"),
                **dict.fromkeys(("tags", "consumes", "produces", "schemes"), VALUES),
                "externalDocs": one("ExternalDocs"),
                "parameters": PARAMETERS,
                "responses": one("Responses"),
                "security": SECURITY,
            }
        ),
        "Parameter": kind(
            {
                **plain("name", "in", "description", "required", "allowEmptyValue"),
                **ITEMS,
                "schema": one("Schema"),
            },
            referable=True,
        ),
        "Items": kind(ITEMS),
        "Responses": kind({"default": one("Response")}, pattern=("^[1-5][0-9][0-9]$", one("Response"))),
        "Response": kind(
            {
                **plain("description", "examples"),
                "schema": one("Schema"),
                "headers": named("Header"),
            },
            referable=True,
        ),
        "Header": kind({**plain("description"), **ITEMS}),
        "SecurityRequirement": SECURITY_REQUIREMENT,
        "SecurityScheme": kind(
            plain("type", "description", "name", "in", "flow", "authorizationUrl", "tokenUrl", "scopes")
        ),
        "Schema": schemas.OPENAPI_20,
        "XML": schemas.XML,
    },
)
