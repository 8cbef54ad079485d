"""Schemas as places: what they mean is decided elsewhere, in the dialect named here."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.node import Located
from catalog.model.source import Json

OPENAPI_20 = "openapi-2.0"
OPENAPI_30 = "openapi-3.0"
DRAFT_07 = "http://json-schema.org/draft-07/schema"
DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class SchemaNode(Located):
    """A schema.

    `dialect` is `openapi-2.0`, `openapi-3.0`, a JSON Schema URI, or a media type of another language.

    `name` is the component name where the schema is a named component, else empty.
    """

    dialect: str
    name: str = ""

    @property
    def value(self) -> Json:
        return self.node.value

    @property
    def is_json_schema(self) -> bool:
        """Whether the dialect is JSON Schema or OpenAPI's flavour of it (not Avro, Protobuf, RAML …)."""
        return self.dialect.startswith(("openapi-", "http://json-schema.org/", "https://json-schema.org/"))
