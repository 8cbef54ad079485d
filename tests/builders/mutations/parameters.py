"""Rows about parameters: demanded, taken away, written otherwise, and what their texts decode to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.builders.mutations.change import FRESH, GONE, Edit, Mutation, Put, Tree, here
from tests.builders.mutations.operations import is_alone
from tests.builders.mutations.sites import Site

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
LIST = {"type": "array", "items": TEXT}
OBJECT = {"type": "object", "properties": {"a": TEXT}, "required": ["a"]}
_DEMANDED = "request parameter or property: new and required, or optional → required"
_TIGHTER = "request bound, pattern, enum, type tightened or introduced"
_IGNORED = "request parameter removed"
_NEW = "new optional parameter"
_WRITTEN = "parameter style, explode, location, serialisation"
_FLAGS = "`allowEmptyValue` taken away / `allowReserved` taken away"
_RENAMED = "path parameter renamed; template renamed"
_DECODED = "parameters are text on the wire: they are compared after decoding"
_DEFAULT = "default changed: inbound"


def query(schema: Tree = TEXT, **more: Any) -> Tree:
    """A query parameter."""
    return {"name": FRESH, "in": "query", "schema": schema, **more}


def _fresh(before: Tree | None, after: Tree | None) -> Callable[[Site], Edit | None]:
    """A parameter that is fresh at the operation becomes another one."""

    def edit(site: Site) -> Edit | None:
        held = site.value.get("parameters", [])
        made = [{**site.value, "parameters": [*held, *([each] if each else [])]} for each in (before, after)]
        place = (*site.pointer, "parameters", len(held))
        return Edit(((site.pointer, made[1]),), ((site.pointer, made[0]),), at=place)

    return edit


def _own(site: Site, *, required: bool) -> Tree | None:
    """A query parameter that the operation has in place."""
    held = (each for each in site.value.get("parameters", []) if each.get("in") == "query")
    return next((each for each in held if bool(each.get("required")) == required), None)


def _drop(site: Site) -> tuple[None, Tree] | None:
    found = _own(site, required=False)
    kept = [each for each in site.value.get("parameters", []) if each is not found]
    return (None, {**site.value, "parameters": kept}) if found else None


def _demand(site: Site) -> tuple[None, Tree] | None:
    found = _own(site, required=False)
    made = [{**each, "required": True} if each is found else each for each in site.value.get("parameters", [])]
    return (None, {**site.value, "parameters": made}) if found else None


def _rename(site: Site) -> Edit | None:
    """The first template of the path under another name, in the key and at all its parameters."""
    path = str(site.pointer[1])
    names = re.findall(r"\{([^{}]+)\}", path)
    item = site.root["paths"].get(path)
    if not is_alone(site) or not names or not _writes_in_place(item):
        return None
    renamed = {name: _renamed(value, names[0]) for name, value in item.items()}
    fresh = path.replace(f"{{{names[0]}}}", f"{{{FRESH}}}")
    puts: tuple[Put, ...] = ((("paths", path), GONE), (("paths", fresh), renamed))
    return Edit(puts, at=("paths",))


def _writes_in_place(item: Any) -> bool:
    lists = [item.get("parameters", [])] + [o.get("parameters", []) for o in item.values() if isinstance(o, dict)]
    return "$ref" not in item and not any("$ref" in parameter for held in lists for parameter in held)


def _renamed(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [{**p, "name": FRESH} if p.get("in") == "path" and p.get("name") == name else p for p in value]
    if isinstance(value, dict) and "parameters" in value:
        return {**value, "parameters": _renamed(value["parameters"], name)}
    return value


def _row(row: str, rule: str, effect: str, before: Tree | None, after: Tree | None) -> Mutation:
    return Mutation(row, "operation", rule, effect, _fresh(before, after), None, effect == "breaks")


SERIALISED = "parameter-serialisation-changed"
PARAMETERS: tuple[Mutation, ...] = (
    _row(_DEMANDED, "required-request-parameter-added", "breaks", None, query(required=True)),
    _row(_DEMANDED, "required-request-parameter-added", "breaks", None, query({**TEXT, "default": "a"}, required=True)),
    _row(_DEMANDED, "required-request-parameter-added", "breaks", None,
         {"name": "X-Fresh", "in": "header", "required": True, "schema": TEXT}),
    _row(_DEMANDED, "request-parameter-became-required", "breaks", query(), query(required=True)),
    Mutation(_DEMANDED, "operation", "request-parameter-became-required", "breaks", here(_demand), None, True),
    _row(_TIGHTER, "inbound-type-narrowed", "breaks", query(), query(WHOLE)),
    _row(_TIGHTER, "inbound-bound-narrowed", "breaks", query(WHOLE), query({**WHOLE, "maximum": 9})),
    _row(_TIGHTER, "inbound-enum-narrowed", "breaks", query({**TEXT, "enum": ["a", "b"]}),
         query({**TEXT, "enum": ["a"]})),
    _row(_TIGHTER, "inbound-pattern-narrowed", "breaks", query(), query({**TEXT, "pattern": "^a"})),
    _row(_TIGHTER, "inbound-format-narrowed", "breaks", query(), query({**TEXT, "format": "uuid"})),
    Mutation(_IGNORED, "operation", "request-parameter-removed", "may-break", here(_drop)),
    _row(_IGNORED, "request-parameter-removed", "may-break", query(required=True), None),
    _row(_NEW, "optional-request-parameter-added", "safe", None, query()),
    _row(_WRITTEN, SERIALISED, "breaks", query(LIST), query(LIST, explode=False)),
    _row(_WRITTEN, SERIALISED, "breaks", query(LIST, explode=False), query(LIST, explode=False, style="pipeDelimited")),
    _row(_WRITTEN, SERIALISED, "breaks", query(OBJECT), query(OBJECT, style="deepObject", explode=True)),
    _row(_WRITTEN, SERIALISED, "breaks", query(OBJECT),
         {"name": FRESH, "in": "query", "content": {"application/json": {"schema": OBJECT}}}),
    _row(_WRITTEN, "parameter-location-changed", "breaks", query(), {"name": FRESH, "in": "header", "schema": TEXT}),
    _row(_WRITTEN, "parameter-location-changed", "breaks", {"name": FRESH, "in": "cookie", "schema": TEXT}, query()),
    _row(_WRITTEN, "", "safe", query(), query(explode=False)),
    _row(_WRITTEN, "", "safe", query(WHOLE), query(WHOLE, style="form")),
    _row(_FLAGS, "allow-empty-value-removed", "breaks", query({**TEXT, "minLength": 1}, allowEmptyValue=True),
         query({**TEXT, "minLength": 1})),
    Mutation(_FLAGS, "operation", "allow-reserved-removed", "may-break", _fresh(query(allowReserved=True), query())),
    Mutation(_RENAMED, "operation", "path-parameter-renamed", "safe", _rename),
    _row(_DECODED, "", "safe", query(WHOLE), query()),
    _row(_DECODED, "", "safe", query({"type": "boolean"}), query()),
    _row(_DECODED, "", "safe", query(), query(LIST, explode=False)),
    _row(_DEFAULT, "inbound-default-changed", "may-break", query({**TEXT, "default": "a"}),
         query({**TEXT, "default": "b"})),
)  # fmt: skip
