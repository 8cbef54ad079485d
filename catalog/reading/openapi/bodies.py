"""Request bodies and responses, and the content in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from catalog.model.http import FormField, Link, MediaType, RequestBody, Response
from catalog.model.lazy import Lazy
from catalog.model.node import Node
from catalog.reading.members import entries, is_true, member, optional_text, text, texts
from catalog.reading.openapi.parameters import parameter_nodes, read_headers
from catalog.reading.view import View

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def read_request_body(view: View, path_items: Sequence[Node], operation: Node) -> RequestBody | None:
    """The request body, whichever way the version spells it; None where there is none."""
    if view.is_swagger:
        return _swagger_body(view, path_items, operation)
    written = member(operation, "requestBody")
    if written is None or not isinstance(written.value, dict):
        return None
    return read_body(view, view.follow.target(written))


def read_body(view: View, node: Node) -> RequestBody:
    """A request body object."""
    content = Lazy(partial(read_content, view, node))
    return RequestBody(node, is_true(node, "required"), text(node, "description"), content)


def read_content(view: View, holder: Node) -> Iterator[MediaType]:
    """The entries of a `content` map."""
    for name, entry in entries(holder, "content"):
        node = view.follow.target(entry)
        schema = view.schema(member(node, "schema"))
        yield MediaType(node, name, schema, view.schema(member(node, "itemSchema")))


def _swagger_body(view: View, path_items: Sequence[Node], operation: Node) -> RequestBody | None:
    parameters = list(parameter_nodes(view, path_items, operation))
    consumes = _media_types(view, operation, "consumes")
    for node in parameters:
        if text(node, "in") == "body":
            content = _same_content(view, node, consumes or ("application/json",))
            return RequestBody(node, is_true(node, "required"), text(node, "description"), content)
    fields = tuple(_form_field(view, node) for node in parameters if text(node, "in") == "formData")
    if not fields:
        return None
    node = next(filter(None, (member(holder, "parameters") for holder in (operation, *path_items))), operation)
    forms = tuple(name for name in consumes if name in FORMS) or FORMS[:1]
    is_required = any(field.required for field in fields)
    return RequestBody(node, is_required, "", tuple(MediaType(node, name, None) for name in forms), fields)


def _form_field(view: View, node: Node) -> FormField:
    schema = view.schema(node)
    assert schema is not None, "a parameter that has a location is an object"
    return FormField(node, text(node, "name"), is_true(node, "required"), text(node, "description"), schema)


def _media_types(view: View, operation: Node, name: str) -> tuple[str, ...]:
    own = member(operation, name)
    return texts(operation, name) if own is not None else texts(view.root, name)


def _same_content(view: View, holder: Node, names: tuple[str, ...]) -> tuple[MediaType, ...]:
    schema = view.schema(member(holder, "schema"))
    return tuple(MediaType(holder, name, schema) for name in names)


def read_responses(view: View, operation: Node) -> Iterator[Response]:
    """The responses of an operation."""
    for status, entry in entries(operation, "responses"):
        if not status.startswith("x-") and isinstance(entry.value, dict):
            yield read_response(view, operation, status, view.follow.target(entry))


def read_response(view: View, operation: Node, status: str, node: Node) -> Response:
    """One response object."""
    content = Lazy(partial(read_content, view, node))
    if view.is_swagger:
        produces = _media_types(view, operation, "produces") or ("application/json",)
        has_body = member(node, "schema") is not None
        content = Lazy(partial(_same_content, view, node, produces if has_body else ()))
    return Response(
        node,
        status,
        text(node, "description"),
        content,
        Lazy(partial(read_headers, view, node)),
        Lazy(partial(read_links, view, node)),
    )


def read_links(view: View, response: Node) -> Iterator[Link]:
    """The links of a response."""
    for name, entry in entries(response, "links"):
        node = view.follow.target(entry)
        yield Link(node, name, optional_text(node, "operationId"), optional_text(node, "operationRef"))
