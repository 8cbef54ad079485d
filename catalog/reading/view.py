"""What every reader of a part of a contract needs to know."""

from __future__ import annotations

from catalog.frozen import dataclass, field
from catalog.model import schema
from catalog.model.http import Parameter
from catalog.model.node import Node, References
from catalog.model.schema import SchemaNode
from catalog.model.source import Pointer
from catalog.model.specification import Family, Specification
from catalog.reading.members import optional_text


@dataclass(frozen=True, slots=True)
class View:
    """The document's root, its specification, and the way to follow its references. `parameters` are those read so far,
    by document, pointer and the path that they have a position in: most are shared by many operations."""

    root: Node
    specification: Specification
    follow: References
    parameters: dict[tuple[str, Pointer, str], Parameter] = field(default_factory=dict, compare=False)

    @property
    def is_swagger(self) -> bool:
        return self.specification.line == "2.0" and self.specification.family is Family.OPENAPI

    def schema(self, node: Node | None, name: str = "") -> SchemaNode | None:
        """The schema at a node, in the dialect that it or the document declares."""
        if node is None or not isinstance(node.value, dict | bool):
            return None
        return SchemaNode(node, self.dialect(node), name)

    def dialect(self, node: Node) -> str:
        """The dialect: `$schema` first, then the document's `jsonSchemaDialect`, then what the version says."""
        if self.specification.line in ("2.0", "3.0") and self.specification.family is Family.OPENAPI:
            return schema.OPENAPI_20 if self.is_swagger else schema.OPENAPI_30
        declared = optional_text(node, "$schema") or optional_text(self.root, "jsonSchemaDialect")
        if declared and "spec.openapis.org" not in declared:
            return declared.rstrip("#")
        return schema.DRAFT_07 if self.specification.family is Family.ASYNCAPI else schema.DRAFT_2020
