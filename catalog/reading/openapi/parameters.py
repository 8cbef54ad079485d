"""Parameters and headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.model.http import Header, Parameter
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.templates import position_of
from catalog.reading.members import entries, is_true, items, mapping, member, optional_text, text, value_of
from catalog.reading.view import View

NO_PARAMETER = ("", "body", "formData")


def parameter_nodes(view: View, path_items: Sequence[Node], operation: Node) -> Iterator[Node]:
    """The parameters that an operation has: its own, and those of its path item that it does not replace."""
    own = [view.follow.target(node) for node in items(operation, "parameters")]
    shared = [view.follow.target(node) for item in path_items for node in items(item, "parameters")]
    if shared:
        replaced = {_identity(node) for node in own}
        yield from (node for node in shared if _identity(node) not in replaced)
    yield from own


def _identity(node: Node) -> tuple[str, str]:
    location, name = text(node, "in"), text(node, "name")
    return location, name.lower() if location == "header" else name


def read_parameters(view: View, path_items: Sequence[Node], operation: Node, path: str) -> Iterator[Parameter]:
    """Everything that is neither a 2.0 body nor a 2.0 form field."""
    for node in parameter_nodes(view, path_items, operation):
        location = text(node, "in")
        if location not in NO_PARAMETER:
            key = (node.document.name, node.pointer, path if location == "path" else "")
            if key not in view.parameters:
                view.parameters[key] = read_parameter(view, node, path)
            yield view.parameters[key]


def read_parameter(view: View, node: Node, path: str = "") -> Parameter:
    """One parameter; `path` gives path parameters their position."""
    schema, media_type = carried_schema(view, node)
    location, name = text(node, "in"), text(node, "name")
    explode = value_of(node, "explode")
    return Parameter(
        node,
        name=name,
        location=location,
        required=is_true(node, "required"),
        deprecated=is_true(node, "deprecated"),
        description=text(node, "description"),
        schema=schema,
        media_type=media_type,
        style=optional_text(node, "style") or optional_text(node, "collectionFormat"),
        explode=explode if isinstance(explode, bool) else None,
        position=position_of(name, path) if location == "path" else None,
    )


def carried_schema(view: View, node: Node) -> tuple[SchemaNode | None, str | None]:
    """The schema of a parameter or header, and the media type if it stands in `content`."""
    if view.is_swagger:
        return view.schema(node), None
    if mapping(node, "content"):
        media_type, entry = next(entries(node, "content"))
        return view.schema(member(view.follow.target(entry), "schema")), media_type
    return view.schema(member(node, "schema")), None


def read_headers(view: View, response: Node) -> Iterator[Header]:
    """The headers of a response."""
    for name, entry in entries(response, "headers"):
        node = view.follow.target(entry)
        schema, media_type = carried_schema(view, node)
        yield Header(node, name, is_true(node, "required"), text(node, "description"), schema, media_type)
