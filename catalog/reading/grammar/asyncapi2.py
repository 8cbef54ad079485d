"""AsyncAPI 2.0 to 2.6: https://www.asyncapi.com/docs/reference/specification/v2.6.0."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.model.source import Json
from catalog.reading.grammar import bindings, openapi2, schemas
from catalog.reading.grammar.shapes import (
    VALUE,
    VALUES,
    Grammar,
    Key,
    Kind,
    Shape,
    chosen,
    each,
    kind,
    named,
    one,
    plain,
)

SCHEMA_FORMATS = ("application/vnd.aai.asyncapi", "application/schema")


def is_schema_format(schema_format: Json) -> bool:
    """Whether a `schemaFormat` means JSON Schema, which is also what its absence means."""
    return schema_format is None or str(schema_format).startswith(SCHEMA_FORMATS)


def payload(message: Mapping[str, Json]) -> Shape:
    """A payload is a schema unless `schemaFormat` names another language."""
    return one("Schema") if is_schema_format(message.get("schemaFormat")) else VALUE


DESCRIBED = {**plain("summary", "description"), "tags": openapi2.TAGS, "externalDocs": one("ExternalDocs")}

OPERATION_TRAIT = {**plain("operationId"), **DESCRIBED, "bindings": one("OperationBindings")}

MESSAGE_TRAIT = {
    **plain("schemaFormat", "contentType", "name", "title", "deprecated"),
    **DESCRIBED,
    "headers": one("Schema"),
    "correlationId": one("CorrelationId"),
    "bindings": one("MessageBindings"),
    "examples": each("MessageExample"),
}

COMPONENTS = {
    "schemas": named("Schema"),
    "messages": named("Message"),
    "securitySchemes": named("SecurityScheme"),
    "parameters": named("Parameter"),
    "correlationIds": named("CorrelationId"),
    "operationTraits": named("OperationTrait"),
    "messageTraits": named("MessageTrait"),
    "serverBindings": named("ServerBindings"),
    "channelBindings": named("ChannelBindings"),
    "operationBindings": named("OperationBindings"),
    "messageBindings": named("MessageBindings"),
}

SHARED_KINDS = {
    "Contact": openapi2.CONTACT,
    "License": openapi2.LICENSE,
    "ExternalDocs": openapi2.EXTERNAL_DOCS,
    "Tag": openapi2.TAG,
    "ServerVariable": kind({**plain("default", "description"), "enum": VALUES, "examples": VALUES}, referable=True),
    "CorrelationId": kind(plain("description", "location"), referable=True),
    "OAuthFlows": kind(
        dict.fromkeys(("implicit", "password", "clientCredentials", "authorizationCode"), one("OAuthFlow"))
    ),
    "Schema": schemas.ASYNCAPI,
    **bindings.KINDS,
}

ASYNCAPI_20: dict[str, Kind] = {
    **SHARED_KINDS,
    "Document": kind(
        {
            **plain("asyncapi", "id", "defaultContentType"),
            "info": one("Info"),
            "servers": named("Server"),
            "channels": named("Channel"),
            "components": one("Components"),
            "tags": openapi2.TAGS,
            "externalDocs": one("ExternalDocs"),
        }
    ),
    "Info": kind(
        {
            **plain("title", "version", "description", "termsOfService"),
            "contact": one("Contact"),
            "license": one("License"),
        }
    ),
    "Components": kind(COMPONENTS),
    "Server": kind(
        {
            **plain("url", "protocol", "protocolVersion", "description"),
            "variables": named("ServerVariable"),
            "security": openapi2.SECURITY,
            "bindings": one("ServerBindings"),
        },
        referable=True,
    ),
    "Channel": kind(
        {
            **plain("description", "deprecated"),
            "subscribe": one("Operation"),
            "publish": one("Operation"),
            "parameters": named("Parameter"),
            "bindings": one("ChannelBindings"),
        },
        referable=True,
    ),
    "Parameter": kind({**plain("description", "location"), "schema": one("Schema")}, referable=True),
    "Operation": kind(
        {**OPERATION_TRAIT, "traits": each("OperationTrait", Key.CONTENT), "message": one("MessageOrChoice")}
    ),
    "OperationTrait": kind(OPERATION_TRAIT, referable=True),
    "Message": kind(
        {**MESSAGE_TRAIT, "payload": chosen(payload), "traits": each("MessageTrait", Key.CONTENT)}, referable=True
    ),
    "MessageTrait": kind(MESSAGE_TRAIT, referable=True),
    "MessageExample": kind(plain("headers", "payload"), extensible=False),
    "SecurityRequirement": openapi2.SECURITY_REQUIREMENT,
    "SecurityScheme": kind(
        {
            **plain("type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"),
            "flows": one("OAuthFlows"),
        },
        referable=True,
    ),
    "OAuthFlow": kind(plain("authorizationUrl", "tokenUrl", "refreshUrl", "scopes")),
}


def _later(kinds: dict[str, Kind], **more: dict[str, Shape]) -> dict[str, Kind]:
    return {**kinds, **{name: kinds[name].with_fields(**fields) for name, fields in more.items()}}


ASYNCAPI_21 = _later(ASYNCAPI_20, MessageExample=plain("name", "summary"))
ASYNCAPI_22 = _later(ASYNCAPI_21, Channel={"servers": VALUES})
ASYNCAPI_23 = _later(ASYNCAPI_22, Components={"channels": named("Channel"), "servers": named("Server")})
ASYNCAPI_24 = _later(
    ASYNCAPI_23,
    Operation={"security": openapi2.SECURITY},
    OperationTrait={"security": openapi2.SECURITY},
    Message={"messageId": VALUE},
    MessageTrait={"messageId": VALUE},
    Components={"serverVariables": named("ServerVariable")},
)
ASYNCAPI_25 = _later(ASYNCAPI_24, Server={"tags": openapi2.TAGS})


def _grammar(minor: int, kinds: dict[str, Kind]) -> Grammar:
    choice = kinds["Message"].with_fields(oneOf=each("Message", Key.CONTENT))
    return Grammar(f"AsyncAPI 2.{minor}", {**kinds, "MessageOrChoice": choice})


LINES = (ASYNCAPI_20, ASYNCAPI_21, ASYNCAPI_22, ASYNCAPI_23, ASYNCAPI_24, ASYNCAPI_25, ASYNCAPI_25)
ASYNCAPI_2 = tuple(_grammar(minor, kinds) for minor, kinds in enumerate(LINES))
