"""HTTP operations: under `paths`, as webhooks and as callbacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.model.http import Callback, Operation, Origin
from catalog.model.lazy import Lazy
from catalog.model.node import Node
from catalog.model.templates import template_key
from catalog.reading.members import entries, is_true, member, optional_text, text, texts
from catalog.reading.openapi.bodies import read_request_body, read_responses
from catalog.reading.openapi.parameters import read_parameters
from catalog.reading.openapi.security import base_path_of, effective_security, read_servers
from catalog.reading.view import View

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def read_operations(view: View) -> Iterator[Operation]:
    """Those under `paths` in the order written, then webhooks."""
    for path, entry in entries(view.root, "paths"):
        if path.startswith("/"):
            yield from read_path_item(view, Origin.PATH, path, entry)
    for name, entry in entries(view.root, "webhooks"):
        yield from read_path_item(view, Origin.WEBHOOK, name, entry)


def operation_nodes(item: Node) -> Iterator[tuple[str, Node]]:
    """Methods in upper case and operations of a path item."""
    value = item.value if isinstance(item.value, dict) else {}
    for method in value:
        if method in METHODS and (node := member(item, method)) and isinstance(node.value, dict):
            yield method.upper(), node
    yield from entries(item, "additionalOperations")


def read_path_item(view: View, origin: Origin, path: str, entry: Node) -> Iterator[Operation]:
    """The operations of a path item: those that stand beside its `$ref`, and those of what it refers to."""
    target = view.follow.target(entry)
    items = (target,) if target is entry else (entry, target)
    seen: set[str] = set()
    for item in items:
        found = {method: node for method, node in operation_nodes(item) if method not in seen}
        seen.update(found)
        for method, node in found.items():
            yield read_operation(view, origin, path, items, method, node)


def read_operation(
    view: View, origin: Origin, path: str, items: tuple[Node, ...], method: str, node: Node
) -> Operation:
    """One operation; `items` are what the path item that it stands in is made of."""
    base = base_path_of(view, node, *items, view.root) if origin is Origin.PATH else ""
    return Operation(
        node,
        origin=origin,
        method=method,
        path=path,
        path_key=template_key(path) if origin is Origin.PATH else path,
        effective_path=base + path if origin is Origin.PATH else path,
        operation_id=optional_text(node, "operationId"),
        summary=text(node, "summary"),
        description=text(node, "description"),
        deprecated=is_true(node, "deprecated"),
        tags=texts(node, "tags"),
        parameters=Lazy(partial(read_parameters, view, items, node, path)),
        request_body=read_request_body(view, items, node),
        responses=Lazy(partial(read_responses, view, node)),
        callbacks=Lazy(partial(read_callbacks, view, node)),
        security=Lazy(partial(effective_security, view, node)),
        servers=Lazy(partial(read_servers, view, node, *items, view.root)),
    )


def read_callbacks(view: View, operation: Node) -> Iterator[Callback]:
    """The callbacks of an operation."""
    for name, entry in entries(operation, "callbacks"):
        node = view.follow.target(entry)
        yield Callback(node, name, Lazy(partial(_callback_operations, view, node)))


def _callback_operations(view: View, callback: Node) -> Iterator[Operation]:
    expressions = callback.value if isinstance(callback.value, dict) else {}
    for expression in expressions:
        item = member(callback, expression)
        if item is not None and not expression.startswith("x-"):
            yield from read_path_item(view, Origin.CALLBACK, expression, item)
