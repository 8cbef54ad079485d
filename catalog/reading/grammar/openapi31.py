"""OpenAPI 3.1: https://spec.openapis.org/oas/v3.1.1.html."""

from __future__ import annotations

from catalog.reading.grammar import openapi30, schemas
from catalog.reading.grammar.shapes import VALUE, Grammar, named

EARLIER = openapi30.OPENAPI_30.kinds

OPENAPI_31 = Grammar(
    "OpenAPI 3.1",
    {
        **EARLIER,
        "Document": EARLIER["Document"].with_fields(jsonSchemaDialect=VALUE, webhooks=named("PathItem")),
        "Components": EARLIER["Components"].with_fields(pathItems=named("PathItem")),
        "Info": EARLIER["Info"].with_fields(summary=VALUE),
        "Header": EARLIER["Header"].without("allowEmptyValue", "allowReserved"),
        "License": EARLIER["License"].with_fields(identifier=VALUE),
        "Schema": schemas.OPENAPI_31,
    },
    reference_fields=("$ref", "summary", "description"),
)
