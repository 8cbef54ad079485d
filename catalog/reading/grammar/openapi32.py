"""OpenAPI 3.2: https://spec.openapis.org/oas/v3.2.0.html."""

from __future__ import annotations

from catalog.frozen import replace
from catalog.reading.grammar import openapi31
from catalog.reading.grammar.shapes import VALUE, Grammar, each, named, one, plain

EARLIER = openapi31.OPENAPI_31.kinds
MULTIPART = {"encoding": named("Encoding"), "prefixEncoding": each("Encoding"), "itemEncoding": one("Encoding")}


OPENAPI_32 = Grammar(
    "OpenAPI 3.2",
    {
        **EARLIER,
        "Document": EARLIER["Document"].with_fields(**plain("$self")),
        "Components": EARLIER["Components"].with_fields(mediaTypes=named("MediaType")),
        "Server": EARLIER["Server"].with_fields(name=VALUE),
        "PathItem": EARLIER["PathItem"].with_fields(query=one("Operation"), additionalOperations=named("Operation")),
        "MediaType": replace(EARLIER["MediaType"].with_fields(itemSchema=one("Schema"), **MULTIPART), referable=True),
        "Encoding": EARLIER["Encoding"].with_fields(**MULTIPART),
        "Response": EARLIER["Response"].with_fields(summary=VALUE),
        "Example": EARLIER["Example"].with_fields(dataValue=VALUE, serializedValue=VALUE),
        "Tag": EARLIER["Tag"].with_fields(summary=VALUE, parent=VALUE, kind=VALUE),
        "Discriminator": EARLIER["Discriminator"].with_fields(defaultMapping=VALUE),
        "XML": EARLIER["XML"].with_fields(nodeType=VALUE),
        "SecurityScheme": EARLIER["SecurityScheme"].with_fields(oauth2MetadataUrl=VALUE, deprecated=VALUE),
        "OAuthFlows": EARLIER["OAuthFlows"].with_fields(deviceAuthorization=one("OAuthFlow")),
        "OAuthFlow": EARLIER["OAuthFlow"].with_fields(deviceAuthorizationUrl=VALUE),
    },
    reference_fields=openapi31.OPENAPI_31.reference_fields,
)
