"""Where meaning leads from the objects of an OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.frozen import replace
from catalog.model.address import Mark, part, path, subject
from catalog.model.templates import position_of, template_key
from catalog.reading.addresses.facets import scheme_signature
from catalog.reading.addresses.graph import EdgesOf, Graph
from catalog.reading.addresses.schema_edges import schema_edges
from catalog.reading.addresses.spots import Edge, Label, Spot
from catalog.reading.members import text

COMPONENTS = {
    "schemas": "schema",
    "responses": "response",
    "parameters": "parameter",
    "examples": "example",
    "requestBodies": "requestBody",
    "headers": "header",
    "securitySchemes": "securityScheme",
    "links": "link",
    "callbacks": "callback",
    "pathItems": "pathItem",
    "mediaTypes": "mediaType",
}
SWAGGER_COMPONENTS = {
    "definitions": "schema",
    "parameters": "parameter",
    "responses": "response",
    "securityDefinitions": "securityScheme",
}


def document_edges(graph: Graph, document: Spot) -> Iterator[Edge]:
    """Paths, their operations, webhooks, components."""
    for field, place in graph.below(document):
        if field == "paths":
            yield from _paths(graph, place)
        elif field == "webhooks":
            for name, item in graph.below(place):
                yield Edge(subject("webhook", str(name)), replace(item, path=str(name)))
        elif field == "components":
            yield from _components(graph, place, COMPONENTS)
    yield from _components(graph, document, SWAGGER_COMPONENTS)


def _components(graph: Graph, holder: Spot, nouns: dict[str, str]) -> Iterator[Edge]:
    for field, place in graph.below(holder):
        noun = nouns.get(str(field))
        for name, component in graph.below(place) if noun else ():
            yield Edge(subject(noun or "", component_name(graph, noun or "", str(name))), component)


def component_name(graph: Graph, noun: str, name: str) -> str:
    """What an address calls a component: a security scheme by what it is, a channel by its template, others by name."""
    if noun == "securityScheme":
        return scheme_signature(graph, name)
    return template_key(name) if noun == "channel" else name


def _paths(graph: Graph, paths: Spot) -> Iterator[Edge]:
    for name, place in graph.below(paths):
        if place.kind == "PathItem":
            item = replace(place, path=str(name))
            key = template_key(str(name))
            yield Edge(subject("path", key), item)
            for method, operation in _operations(graph, item):
                yield Edge(subject(method, key), operation)


def _operations(graph: Graph, written: Spot) -> Iterator[tuple[str, Spot]]:
    """Methods and operations of a path item; what it refers to is part of it."""
    items = [written, target] if (target := graph.target(written)).key != written.key else [written]
    for item in items:
        for name, place in graph.below(item):
            if place.kind == "Operation":
                yield str(name).upper(), replace(place, path=written.path, item=item)
            elif name == "additionalOperations":
                for method, operation in graph.below(place):
                    yield str(method), replace(operation, path=written.path, item=item)


def path_item_edges(graph: Graph, item: Spot) -> Iterator[Edge]:
    """From a path item that is not reached through its path: a webhook's, a callback's, a component."""
    for method, operation in _operations(graph, item):
        yield Edge(subject("operation", method), operation)


def callback_edges(graph: Graph, callback: Spot) -> Iterator[Edge]:
    """The expressions of a callback."""
    for expression, item in graph.below(callback):
        if item.kind == "PathItem":
            yield Edge(subject("expression", str(expression)), replace(item, path=str(expression)))


def operation_edges(graph: Graph, operation: Spot) -> Iterator[Edge]:
    """Parameters, request, responses, callbacks."""
    for written in _parameters(graph, operation):
        yield from _parameter(graph, operation.path, written)
    for field, place in graph.below(operation):
        if field == "requestBody":
            yield Edge(part("request"), place)
        elif field == "responses":
            for status, response in graph.below(place):
                if response.kind:
                    yield Edge(part("response", str(status)), response)
        elif field == "callbacks":
            for name, callback in graph.below(place):
                yield Edge(subject("callback", str(name)), callback)


def _parameters(graph: Graph, operation: Spot) -> Iterator[Spot]:
    """The operation's own parameters, then those of its path item that it does not replace."""
    own = [place for _, place in graph.below(graph.child(operation, "parameters"))]
    seen = {_identity(graph, place) for place in own}
    shared = [place for _, place in graph.below(graph.child(operation.item, "parameters"))]
    yield from own
    yield from (place for place in shared if _identity(graph, place) not in seen)


def _identity(graph: Graph, written: Spot) -> tuple[str, str]:
    node = graph.target(written).node
    return text(node, "in"), text(node, "name")


def _parameter(graph: Graph, template: str, written: Spot) -> Iterator[Edge]:
    location, name = _identity(graph, written)
    if location == "body":
        yield Edge(part("request"), written)
    elif location == "formData":
        yield Edge((*part("request", "body"), *path(Mark.MEMBER, name)), written)
    elif location:
        position = position_of(name, template) if location == "path" else None
        yield Edge(part("request", location, name if position is None else str(position)), written)


def parameter_edges(graph: Graph, parameter: Spot) -> Iterator[Edge]:
    """A parameter or header is passed through to its schema; a 2.0 body parameter leads to the body."""
    if text(parameter.node, "in") == "body":
        body = graph.child(parameter, "schema")
        yield from (Edge(part("body"), body),) if body is not None else ()
        return
    for keyword, place in graph.below(parameter):
        if keyword == "schema":
            yield Edge((), place, hops=1)
        elif keyword == "items":
            yield Edge(path(Mark.ITEMS), place)
        elif keyword == "content":
            for _, entry in graph.below(place):
                schema = graph.child(graph.target(entry), "schema")
                yield from (Edge((), schema, hops=1),) if schema is not None else ()


def holder_edges(graph: Graph, holder: Spot) -> Iterator[Edge]:
    """From a request body or a response to headers, media types and bodies."""
    for field, place in graph.below(holder):
        if field == "content":
            yield from _content(graph, place)
        elif field == "schema":
            yield Edge(part("body"), place)
        elif field == "headers":
            for name, header in graph.below(place):
                yield Edge(part("header", str(name)), header)


def _content(graph: Graph, content: Spot) -> Iterator[Edge]:
    entries = [(str(name), place) for name, place in graph.below(content)]
    names = [name for name, _ in entries]
    for name, entry in entries:
        for label, alias in qualifiers(name, names):
            yield Edge((*part("content"), *label), entry, alias=alias)
            for edge in media_type_edges(graph, graph.target(entry)):
                yield Edge((*edge.label, *label), edge.spot, alias=alias)


def qualifiers(name: str, names: Sequence[str]) -> Iterator[tuple[Label, bool]]:
    """How a media type stands in an address: left out where it is the only one or plain JSON, else by its name."""
    json = [other for other in names if other.partition(";")[0].strip().lower() == "application/json"]
    default = names[0] if len(names) == 1 else json[0] if len(json) == 1 else ""
    yield (() if name == default else part(name)), False
    if name == default:
        yield part(name), True
    elif not default:
        yield (), True


def media_type_edges(graph: Graph, media_type: Spot) -> Iterator[Edge]:
    """The body, and the items of a stream."""
    for field, place in graph.below(media_type):
        if field == "schema":
            yield Edge(part("body"), place)
        elif field == "itemSchema":
            yield Edge(part("item"), place)


HTTP_KINDS: dict[str, EdgesOf] = {
    "Document": document_edges,
    "PathItem": path_item_edges,
    "Operation": operation_edges,
    "Callback": callback_edges,
    "Parameter": parameter_edges,
    "Header": parameter_edges,
    "Items": parameter_edges,
    "RequestBody": holder_edges,
    "Response": holder_edges,
    "MediaType": media_type_edges,
    "Schema": schema_edges,
}
