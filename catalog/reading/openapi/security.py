"""Servers and security of HTTP contracts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.model.http import SecurityRequirement, SecurityScheme, Server
from catalog.model.node import Node
from catalog.model.templates import TEMPLATE
from catalog.reading.members import entries, items, mapping, member, text, texts
from catalog.reading.view import View

SCHEME_AND_HOST = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*")


def read_security(holder: Node) -> Iterator[SecurityRequirement]:
    """The alternatives written at this place."""
    for node in items(holder, "security"):
        if isinstance(node.value, dict):
            yield SecurityRequirement(node, tuple((name, texts(node, name)) for name in node.value))


def effective_security(view: View, operation: Node) -> Iterator[SecurityRequirement]:
    """The operation's own security, else the document's."""
    own = member(operation, "security")
    return read_security(operation if own is not None else view.root)


def read_security_schemes(view: View) -> Iterator[SecurityScheme]:
    """The schemes that the document defines."""
    holder = view.root if view.is_swagger else member(view.root, "components")
    for name, entry in entries(holder, "securityDefinitions" if view.is_swagger else "securitySchemes"):
        node = view.follow.target(entry)
        scheme_type = text(node, "type")
        yield SecurityScheme(node, name, "http" if scheme_type == "basic" else scheme_type, node.value)


def read_servers(view: View, *holders: Node) -> Iterator[Server]:
    """The servers of the first holder that has some; for OpenAPI 2.0 made of host, base path and schemes."""
    if view.is_swagger:
        yield from _swagger_servers(view.root)
        return
    for holder in holders:
        if mapped := [_server(node) for node in items(holder, "servers")]:
            yield from mapped
            return


def _server(node: Node) -> Server:
    return Server(node, text(node, "url"), text(node, "description"), text(node, "name"))


def _swagger_servers(root: Node) -> Iterator[Server]:
    host, base_path = text(root, "host"), text(root, "basePath")
    for scheme in texts(root, "schemes") or (("https",) if host else ()):
        yield Server(root, f"{scheme}://{host}{base_path}" if host else base_path, "", protocol=scheme)
    if not host and base_path and not texts(root, "schemes"):
        yield Server(root, base_path, "")


def base_path_of(view: View, *holders: Node) -> str:
    """What stands between host and path: from the first server, its variables at their defaults."""
    if view.is_swagger:
        return text(view.root, "basePath").rstrip("/")
    for holder in holders:
        for node in items(holder, "servers"):
            return SCHEME_AND_HOST.sub("", _with_defaults(node)).rstrip("/")
    return ""


def _with_defaults(server: Node) -> str:
    variables = mapping(server, "variables")

    def default(match: re.Match[str]) -> str:
        variable = variables.get(match.group(1))
        value = variable.get("default") if isinstance(variable, dict) else None
        return str(value) if value is not None else match.group(0)

    return TEMPLATE.sub(default, text(server, "url"))
