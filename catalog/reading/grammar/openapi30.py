"""OpenAPI 3.0: https://spec.openapis.org/oas/v3.0.4.html."""

from __future__ import annotations

from catalog.reading.grammar import openapi2, schemas
from catalog.reading.grammar.shapes import VALUES, Grammar, Key, each, kind, named, one, plain

SERVERS = each("Server", Key.URL)
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

CARRIED = {
    **plain("description", "required", "deprecated", "style", "explode", "example"),
    "schema": one("Schema"),
    "examples": named("Example"),
    "content": named("MediaType"),
}
"""What parameters and headers have in common."""

COMPONENTS = {
    "schemas": named("Schema"),
    "responses": named("Response"),
    "parameters": named("Parameter"),
    "examples": named("Example"),
    "requestBodies": named("RequestBody"),
    "headers": named("Header"),
    "securitySchemes": named("SecurityScheme"),
    "links": named("Link"),
    "callbacks": named("Callback"),
}

HTTP_KINDS = {
    "Paths": kind({}, pattern=("^/", one("PathItem"))),
    "PathItem": kind(
        {
            **plain("summary", "description"),
            **dict.fromkeys(METHODS, one("Operation")),
            "servers": SERVERS,
            "parameters": openapi2.PARAMETERS,
        },
        referable=True,
    ),
    "Operation": kind(
        {
            **plain("summary", "description", "operationId", "deprecated"),
            "tags": VALUES,
            "externalDocs": one("ExternalDocs"),
            "parameters": openapi2.PARAMETERS,
            "requestBody": one("RequestBody"),
            "responses": one("Responses"),
            "callbacks": named("Callback"),
            "security": openapi2.SECURITY,
            "servers": SERVERS,
        }
    ),
    "Parameter": kind(
        {**plain("name", "in", "allowEmptyValue", "allowReserved"), **CARRIED},
        referable=True,
    ),
    "Header": kind({**plain("allowEmptyValue", "allowReserved"), **CARRIED}, referable=True),
    "RequestBody": kind({**plain("description", "required"), "content": named("MediaType")}, referable=True),
    "MediaType": kind(
        {**plain("example"), "schema": one("Schema"), "examples": named("Example"), "encoding": named("Encoding")}
    ),
    "Encoding": kind(
        {**plain("contentType", "style", "explode", "allowReserved"), "headers": named("Header")},
    ),
    "Responses": kind({"default": one("Response")}, pattern=("^[1-5]([0-9][0-9]|[Xx][Xx])$", one("Response"))),
    "Response": kind(
        {
            **plain("description"),
            "headers": named("Header"),
            "content": named("MediaType"),
            "links": named("Link"),
        },
        referable=True,
    ),
    "Callback": kind({}, pattern=("", one("PathItem")), referable=True),
    "Example": kind(plain("summary", "description", "value", "externalValue"), referable=True),
    "Link": kind(
        {**plain("operationRef", "operationId", "parameters", "requestBody", "description"), "server": one("Server")},
        referable=True,
    ),
}

SHARED_KINDS = {
    "Contact": openapi2.CONTACT,
    "License": openapi2.LICENSE,
    "ExternalDocs": openapi2.EXTERNAL_DOCS,
    "Tag": openapi2.TAG,
    "Info": kind(
        {
            **plain("title", "description", "termsOfService", "version"),
            "contact": one("Contact"),
            "license": one("License"),
        }
    ),
    "Server": kind({**plain("url", "description"), "variables": named("ServerVariable")}),
    "ServerVariable": kind({**plain("default", "description"), "enum": VALUES}),
    "SecurityRequirement": openapi2.SECURITY_REQUIREMENT,
    "SecurityScheme": kind(
        {
            **plain("type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"),
            "flows": one("OAuthFlows"),
        },
        referable=True,
    ),
    "OAuthFlows": kind(
        dict.fromkeys(("implicit", "password", "clientCredentials", "authorizationCode"), one("OAuthFlow"))
    ),
    "OAuthFlow": kind(plain("authorizationUrl", "tokenUrl", "refreshUrl", "scopes")),
    "Discriminator": schemas.DISCRIMINATOR,
    "XML": schemas.XML,
}

OPENAPI_30 = Grammar(
    "OpenAPI 3.0",
    {
        "Document": kind(
            {
                **plain("openapi"),
                "info": one("Info"),
                "servers": SERVERS,
                "paths": one("Paths"),
                "components": one("Components"),
                "security": openapi2.SECURITY,
                "tags": openapi2.TAGS,
                "externalDocs": one("ExternalDocs"),
            }
        ),
        "Components": kind(COMPONENTS),
        **SHARED_KINDS,
        **HTTP_KINDS,
        "Schema": schemas.OPENAPI_30,
    },
)
