"""Rows about operations as a whole, callbacks and webhooks, and about request bodies."""

from __future__ import annotations

from tests.builders.mutations.change import (
    FRESH,
    GONE,
    Edit,
    Mutation,
    Tree,
    Values,
    backwards,
    here,
    leads_to,
    without,
)
from tests.builders.mutations.sites import Site

ANY = "text/x-fresh"
JSON_BODY: Tree = {"application/json": {"schema": {"type": "object"}}}
CALLED: Tree = {"{$request.body#/url}": {"post": {"responses": {"200": {"description": "d"}}}}}
_WITHDRAWN = "operation, path, channel, address, message, webhook, callback removed"
_MEDIA = "request media type removed / added"
_BODY = "request body removed altogether"
_DEMANDED = "request parameter or property: new and required, or optional → required"
_SLASH = "a trailing slash is ignored with a may-break note"


def _remove_operation(site: Site) -> Edit:
    return Edit(((site.pointer, GONE),), at=site.pointer)


def is_alone(site: Site) -> bool:
    """Whether the operation is written under its path, and no other path refers to this one."""
    is_key = len(site.pointer) == 3 and site.pointer[0] == "paths"
    return is_key and not any("$ref" in item for item in site.root["paths"].values())


def _remove_path(site: Site) -> Edit | None:
    return Edit(((site.pointer[:2], GONE),), at=site.pointer) if is_alone(site) else None


def _slash(site: Site) -> Edit | None:
    path = str(site.pointer[1])
    if not is_alone(site) or path.endswith("/") or f"{path}/" in site.root["paths"]:
        return None
    item = site.root["paths"][path]
    return Edit(((("paths", path), GONE), (("paths", f"{path}/"), item)), at=site.pointer)


def _callback(site: Site) -> tuple[Tree, Tree]:
    base = {**site.value, "callbacks": {**site.value.get("callbacks", {}), FRESH: CALLED}}
    return base, {**base, "callbacks": without(base["callbacks"], FRESH)}


def _called_method(site: Site) -> tuple[Tree, Tree]:
    two = {path: {**item, "put": item["post"]} for path, item in CALLED.items()}
    held = site.value.get("callbacks", {})
    return {**site.value, "callbacks": {**held, FRESH: two}}, {**site.value, "callbacks": {**held, FRESH: CALLED}}


def _webhook(site: Site) -> Edit | None:
    if site.version < "3.1":
        return None
    place = ("webhooks", FRESH)
    called = {"post": {"requestBody": {"content": JSON_BODY}, "responses": {"200": {"description": "d"}}}}
    return Edit(((place, GONE),), ((place, called),), at=place, label=f"POST {FRESH}")


def _body(site: Site) -> Tree | None:
    body = site.value.get("requestBody")
    is_plain = isinstance(body, dict) and isinstance(body.get("content"), dict) and body["content"]
    return body if is_plain and not any("*" in name for name in body["content"]) else None


def _with_body(site: Site, body: object) -> Tree:
    return {**site.value, "requestBody": body} if body is not None else without(site.value, "requestBody")


def _offer(site: Site) -> tuple[None, Tree] | None:
    body = _body(site)
    content = {**body["content"], ANY: {"schema": {"type": "string"}}} if body is not None else {}
    return (None, _with_body(site, {**body, "content": content})) if body is not None else None


def _bodies(before: object, after: object, *, over: bool = True) -> Values:
    """One body instead of another; `over`: where the operation has one, else where it has none."""

    def values(site: Site) -> tuple[Tree, Tree] | None:
        is_fit = ("requestBody" in site.value) == over and site.pointer[-1] in ("post", "put", "patch")
        return (_with_body(site, before), _with_body(site, after)) if is_fit else None

    return values


def _drop_body(site: Site) -> Edit | None:
    """The finding stands where the body is written."""
    if "requestBody" not in site.value:
        return None
    place = leads_to(site.value["requestBody"]) or site.pointer
    return Edit(((site.pointer, _with_body(site, None)),), at=place)


def _row(row: str, rule: str, effect: str, values: Values, shown: bool = False) -> Mutation:
    return Mutation(row, "operation", rule, effect, here(values), None, shown)


OFFERED = _row(_MEDIA, "request-media-type-added", "safe", _offer)
OPTIONAL, REQUIRED = ({"required": demanded, "content": JSON_BODY} for demanded in (False, True))
OPERATIONS: tuple[Mutation, ...] = (
    Mutation(_WITHDRAWN, "operation", "operation-removed", "breaks", _remove_operation),
    Mutation(_WITHDRAWN, "operation", "operation-removed", "breaks", _remove_path),
    _row(_WITHDRAWN, "callback-removed", "breaks", _callback),
    _row(_WITHDRAWN, "callback-removed", "breaks", _called_method),
    Mutation(_WITHDRAWN, "operation", "webhook-removed", "breaks", _webhook),
    Mutation(_SLASH, "operation", "trailing-slash-changed", "may-break", _slash),
    OFFERED,
    backwards(OFFERED, rule="request-media-type-removed", effect="breaks", shown=True),
    Mutation(_BODY, "operation", "request-body-removed", "may-break", _drop_body),
    _row(_BODY, "request-body-removed", "may-break", _bodies(REQUIRED, None)),
    _row(_DEMANDED, "required-request-body-added", "breaks", _bodies(None, REQUIRED, over=False), shown=True),
    _row(_DEMANDED, "request-body-became-required", "breaks", _bodies(OPTIONAL, REQUIRED, over=False), shown=True),
    _row(_DEMANDED, "optional-request-body-added", "safe", _bodies(None, OPTIONAL, over=False)),
)
