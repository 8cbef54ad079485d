"""Rows about security and servers of HTTP operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders.mutations.change import FRESH, Edit, Mutation, Put, Tree
from tests.builders.mutations.sites import Site

_SECURITY = "security: an alternative taken away, or more demanded, breaks; more offered is safe"
_DEFINITION = "a definition is type, scheme, place, name, flows and scopes; its addresses are configuration"
_SERVERS = "servers, base path, host"
KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
BEARER = {"type": "http", "scheme": "bearer"}


def oauth(token: str = "https://a.example/t", flow: str = "clientCredentials", **more: str) -> Tree:
    """An OAuth scheme of one flow."""
    flows = {flow: {"tokenUrl": token, "scopes": {"r": "read", "w": "write"}, **more}}
    return {"type": "oauth2", "flows": flows}


SCHEMES: Tree = {
    "zzKey": KEY,
    "zzToken": BEARER,
    "zzTwin": BEARER,
    "zzLogin": oauth(),
    "zzQuery": {**KEY, "in": "query"},
    "zzOther": {**KEY, "name": "X-Other"},
    "zzBasic": {"type": "http", "scheme": "basic"},
    "zzCode": oauth(flow="authorizationCode", authorizationUrl="https://a.example/a"),
}


def _schemes(**changed: Tree) -> tuple[Put, ...]:
    return tuple((("components", "securitySchemes", name), value) for name, value in {**SCHEMES, **changed}.items())


def _demands(before: list[Tree], after: list[Tree]) -> Callable[[Site], Edit | None]:
    """Other requirements of the operation."""

    def edit(site: Site) -> Edit | None:
        made = [{**site.value, "security": each} for each in (before, after)]
        return Edit(((site.pointer, made[1]),), ((site.pointer, made[0]),), _schemes(), at=site.pointer)

    return edit


def _defined(scheme: str, changed: Tree, at: tuple[str, ...] | None = None) -> Callable[[Site], Edit | None]:
    """Another definition of a scheme that the operation demands."""

    def edit(site: Site) -> Edit | None:
        demand = ((site.pointer, {**site.value, "security": [{scheme: []}]}),)
        place = ("components", "securitySchemes", scheme) if at is not None else site.pointer
        label = "SecurityScheme" if at is not None else ""
        return Edit(_schemes(**{scheme: changed}), _schemes(), demand, at=place, label=label)

    return edit


def _servers(before: Any, after: Any, *, own: bool = False) -> Callable[[Site], Edit | None]:
    def edit(site: Site) -> Edit | None:
        place = (*site.pointer, "servers") if own else ("servers",)
        if not own and "servers" in site.value:
            return None
        label = "" if own else "servers"
        return Edit(((place, after),), ((place, before),), at=place, label=label)

    return edit


def _row(row: str, rule: str, effect: str, edit: Callable[[Site], Edit | None]) -> Mutation:
    return Mutation(row, "operation", rule, effect, edit)


A, B = ([{"url": f"https://{host}.example/v1"}] for host in "ab")
TIGHT, LOOSE = "security-tightened", "security-loosened"
ACCESS: tuple[Mutation, ...] = (
    _row(_SECURITY, TIGHT, "breaks", _demands([{"zzKey": []}, {"zzToken": []}], [{"zzKey": []}])),
    _row(_SECURITY, TIGHT, "breaks", _demands([{"zzKey": []}], [{"zzKey": [], "zzToken": []}])),
    _row(_SECURITY, TIGHT, "breaks", _demands([{"zzLogin": ["r"]}], [{"zzLogin": ["r", "w"]}])),
    _row(_SECURITY, TIGHT, "breaks", _demands([], [{"zzKey": []}])),
    _row(_SECURITY, TIGHT, "breaks", _demands([{}, {"zzKey": []}], [{"zzKey": []}])),
    _row(_SECURITY, TIGHT, "breaks", _demands([{"zzKey": []}], [{FRESH: []}])),
    _row(_SECURITY, LOOSE, "safe", _demands([{"zzKey": []}], [{"zzKey": []}, {"zzToken": []}])),
    _row(_SECURITY, LOOSE, "safe", _demands([{"zzKey": []}], [])),
    _row(_SECURITY, LOOSE, "safe", _demands([{"zzLogin": ["r", "w"]}], [{"zzLogin": ["r"]}])),
    _row(_DEFINITION, "", "safe", _demands([{"zzToken": []}], [{"zzTwin": []}])),
    _row(_DEFINITION, TIGHT, "breaks", _demands([{"zzKey": []}], [{"zzQuery": []}])),
    _row(_DEFINITION, TIGHT, "breaks", _demands([{"zzKey": []}], [{"zzOther": []}])),
    _row(_DEFINITION, TIGHT, "breaks", _demands([{"zzToken": []}], [{"zzBasic": []}])),
    _row(_DEFINITION, TIGHT, "breaks", _demands([{"zzLogin": []}], [{"zzCode": []}])),
    _row(_DEFINITION, TIGHT, "breaks", _defined("zzKey", {**KEY, "name": "X-Other"})),
    _row(_DEFINITION, TIGHT, "breaks", _defined("zzKey", BEARER)),
    _row(_DEFINITION, "security-address-changed", "may-break", _defined("zzLogin", oauth("https://b.example/t"), ())),
    _row(_SERVERS, "server-changed", "may-break", _servers(A, B)),
    _row(_SERVERS, "server-changed", "may-break", _servers(A, [{"url": "https://a.example/v2"}])),
    _row(_SERVERS, "server-changed", "may-break", _servers([*A, *B], B)),
    _row(_SERVERS, "server-changed", "may-break", _servers(A, B, own=True)),
)
