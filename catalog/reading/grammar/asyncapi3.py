"""AsyncAPI 3.0 and 3.1: https://www.asyncapi.com/docs/reference/specification/v3.0.0."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.model.source import Json
from catalog.reading.grammar import asyncapi2, openapi2
from catalog.reading.grammar.asyncapi2 import is_schema_format
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

SCHEMES = each("SecurityScheme", Key.CONTENT)


def schema_or_format(fields: Mapping[str, Json]) -> Shape:
    """What stands beside `schemaFormat`: a schema, unless the format is another language."""
    return one("Schema") if is_schema_format(fields.get("schemaFormat")) else VALUE


def schema_or_multi(value: Json) -> str:
    """What a value is that stands where a schema or an object naming the schema's language may stand."""
    is_multi = isinstance(value, dict) and "schemaFormat" in value and "schema" in value
    return "MultiFormatSchema" if is_multi else "Schema"


DESCRIBED = {
    **plain("title", "summary", "description"),
    "tags": openapi2.TAGS,
    "externalDocs": one("ExternalDocs"),
}
OPERATION_TRAIT = {**DESCRIBED, "security": SCHEMES, "bindings": one("OperationBindings")}
MESSAGE_TRAIT = {
    **plain("contentType", "name", "deprecated"),
    **DESCRIBED,
    "headers": one("AnySchema"),
    "correlationId": one("CorrelationId"),
    "bindings": one("MessageBindings"),
    "examples": each("MessageExample"),
}

COMPONENTS = {
    **asyncapi2.COMPONENTS,
    "schemas": named("AnySchema"),
    "servers": named("Server"),
    "channels": named("Channel"),
    "operations": named("Operation"),
    "serverVariables": named("ServerVariable"),
    "replies": named("Reply"),
    "replyAddresses": named("ReplyAddress"),
    "externalDocs": named("ExternalDocs"),
    "tags": named("Tag"),
}

KINDS = {
    **asyncapi2.SHARED_KINDS,
    "ExternalDocs": kind(openapi2.EXTERNAL_DOCS.fields, referable=True),
    "Tag": kind(openapi2.TAG.fields, referable=True),
    "Document": kind(
        {
            **plain("asyncapi", "id", "defaultContentType"),
            "info": one("Info"),
            "servers": named("Server"),
            "channels": named("Channel"),
            "operations": named("Operation"),
            "components": one("Components"),
        }
    ),
    "Info": asyncapi2.ASYNCAPI_20["Info"].with_fields(tags=openapi2.TAGS, externalDocs=one("ExternalDocs")),
    "Components": kind(COMPONENTS),
    "Server": kind(
        {
            **plain("host", "protocol", "protocolVersion", "pathname"),
            **DESCRIBED,
            "variables": named("ServerVariable"),
            "security": SCHEMES,
            "bindings": one("ServerBindings"),
        },
        referable=True,
    ),
    "Channel": kind(
        {
            **plain("address"),
            **DESCRIBED,
            "messages": named("Message"),
            "servers": each("Server", Key.TARGET),
            "parameters": named("Parameter"),
            "bindings": one("ChannelBindings"),
        },
        referable=True,
    ),
    "Parameter": kind(
        {**plain("default", "description", "location"), "enum": VALUES, "examples": VALUES}, referable=True
    ),
    "Operation": kind(
        {
            **plain("action"),
            **OPERATION_TRAIT,
            "channel": one("Channel"),
            "traits": each("OperationTrait", Key.CONTENT),
            "messages": each("Message", Key.TARGET),
            "reply": one("Reply"),
        },
        referable=True,
    ),
    "OperationTrait": kind(OPERATION_TRAIT, referable=True),
    "Reply": kind(
        {
            "address": one("ReplyAddress"),
            "channel": one("Channel"),
            "messages": each("Message", Key.TARGET),
        },
        referable=True,
    ),
    "ReplyAddress": kind(plain("description", "location"), referable=True),
    "Message": kind(
        {**MESSAGE_TRAIT, "payload": one("AnySchema"), "traits": each("MessageTrait", Key.CONTENT)}, referable=True
    ),
    "MessageTrait": kind(MESSAGE_TRAIT, referable=True),
    "MessageExample": kind(plain("headers", "payload", "name", "summary"), extensible=False),
    "AnySchema": Kind({}, referable=True, boolean=True, becomes=schema_or_multi),
    "MultiFormatSchema": kind({**plain("schemaFormat"), "schema": chosen(schema_or_format)}, referable=True),
    "SecurityScheme": kind(
        {
            **asyncapi2.ASYNCAPI_20["SecurityScheme"].fields,
            "scopes": VALUES,
        },
        referable=True,
    ),
    "OAuthFlow": kind(plain("authorizationUrl", "tokenUrl", "refreshUrl", "availableScopes")),
}

ASYNCAPI_30 = Grammar("AsyncAPI 3.0", KINDS)
ASYNCAPI_31 = Grammar("AsyncAPI 3.1", KINDS)
