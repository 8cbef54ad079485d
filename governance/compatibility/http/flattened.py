"""OpenAPI 2.0 writes the schema of a parameter, header or form field among its other members (§ Parameter Object)."""

from __future__ import annotations

from catalog.frozen import replace
from catalog.model.http import Header, Parameter
from catalog.model.schema import SchemaNode
from catalog.model.source import Json

NOT_OF_SCHEMA = ("name", "in", "required", "description", "allowEmptyValue", "collectionFormat")
FILE: dict[str, Json] = {"type": "string", "format": "binary"}


def schema_beside(value: Json) -> Json:
    """The members of a 2.0 parameter that are its schema; a file is a binary string."""
    if not isinstance(value, dict):
        return value
    kept = {name: item for name, item in value.items() if name not in NOT_OF_SCHEMA}
    return {**kept, **FILE} if kept.get("type") == "file" else kept


def own_schema(holder: Parameter | Header) -> SchemaNode | None:
    """The schema of a parameter or header, free of what is said of the parameter itself."""
    schema, value = holder.schema, holder.node.value
    if schema is None or schema.value is not value:
        return schema
    return replace(schema, node=replace(schema.node, value=schema_beside(value)))
