"""An estate whose author is an enemy: the reference estate with a payload in every string that is free to hold one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

from catalog.demo.build import estate as contracts_of_the_estate
from tests.builders.git import GitRepository, git_repository

CALCULATED = "1787569"
"""What a template engine would make of the payload's `{{1337*1337}}`."""
FOREIGN = "evil.example"
PAYLOAD = (
    "\"><script>alert(1)</script>'><img src=x onerror=alert(1)> {{1337*1337}} {% raw %} ${7*7} <svg/onload=alert(1)> "
    f"[m](javascript:alert(1)) ![p](https://{FOREIGN}/p.png) <a href='javascript:alert(1)'>a</a> "
    f"<//{FOREIGN}> <javascript:alert(1)> [d](data:text/html,x) <iframe src=//{FOREIGN}></iframe> [r][1]\n\n"
    '[1]: vbscript:alert(1)\n\n```"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```\n'
)
SHORT = '"><script>alert(1)</script>'
LINK = "javascript:alert(1)//https://"
SCHEMAS = Path(__file__).resolve().parents[2] / "catalog/reading/schemas"
REFERRING = frozenset(
    (
        "rule",
        "address",
        "facet",
        "path",
        "entity",
        "file",
        "$ref",
        "$schema",
        "$self",
        "url",
        "operationId",
        "operationPath",
        "channelPath",
        "workflowId",
        "stepId",
        "scope",
        "contract",
        "branch",
        "approved_by",
        "requested_by",
        "accepted_by",
        "members",
        "approvers",
        "line",
        "codeowners",
        "correlation_header",
        "lower_unused",
        "scheme_of",
        "arazzo",
        "reference",
        "value",
        "condition",
        "name-of",
        "target",
        "context",
        "outputs",
    )
)
"""Members that hold names of other things, or say how something is read; all else may hold anything."""
FREE_IN_DOCUMENTS = frozenset(
    (
        "title",
        "summary",
        "description",
        "termsOfService",
        "contentType-of",
        "email",
        "example",
        "default",
        "openIdConnectUrl",
        "authorizationUrl",
        "tokenUrl",
        "bearerFormat",
        "externalValue",
        "x-term",
        "x-note",
        "x-canonical",
        "namespace",
        "tags-of",
    )
)


def hostile_estate(folder: Path) -> GitRepository:
    """Two commits: every string tainted, then every description changed, so that comparisons show something."""
    first = {f"contracts/{path}": text for path, text in tainted().items()}
    later = {path: text.replace("alert(1)", "alert(2)") for path, text in first.items() if "version: " in text}
    return git_repository(folder, {**first, **own_names("1.0.0")}, {**later, **own_names("2.0.0")})


@cache
def tainted() -> Mapping[str, str]:
    """Every file of the estate, by its path in `contracts/`."""
    root = contracts_of_the_estate()
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            found[name] = taint(name, path.read_text(encoding="utf-8"))
    return found


def taint(name: str, text: str) -> str:
    """The file with the payload behind every free string."""
    if not name.endswith(".yaml"):
        return text
    tree = yaml.safe_load(text)
    kind = kind_of(name)
    changed = _descriptor(tree, schema_of(kind), schema_of(kind), "") if kind else _document(tree)
    return yaml.safe_dump(changed, sort_keys=False, allow_unicode=True, width=200)


def kind_of(name: str) -> str:
    """The descriptor schema of a file; empty for a contract or a schema."""
    folder, _, file = name.rpartition("/")
    top = name.partition("/")[0]
    if file in ("catalog.yaml", "teams.yaml", "policy.yaml", "service.yaml", "consumes.yaml", "vendor.yaml"):
        return file.removesuffix(".yaml")
    singular = {"domains": "domain", "terms": "term", "workflows": "workflow"}
    return singular.get(top, {"policy/waivers": "waiver", "policy/acceptances": "acceptance"}.get(folder, ""))


@cache
def schema_of(kind: str) -> Any:
    """The JSON Schema of a descriptor."""
    return orjson.loads((SCHEMAS / f"{kind}.schema.json").read_bytes()) if kind else {}


def _descriptor(node: Any, schema: Any, root: Any, key: str) -> Any:
    schemas = list(_alternatives(schema, root))
    if isinstance(node, dict):
        return {name: _descriptor(value, {"anyOf": list(_members(schemas, name))}, root, str(name))
                for name, value in node.items()}  # fmt: skip
    if isinstance(node, list):
        items = {"anyOf": [each["items"] for each in schemas if isinstance(each.get("items"), dict)]}
        return [_descriptor(value, items, root, key) for value in node]
    if not isinstance(node, str) or key in REFERRING or node.startswith(("$", "team/")):
        return node
    if any(each.get("description", "").startswith("An address (https:") for each in schemas):
        return LINK + node
    free = [each for each in schemas if each.get("type") == "string"]
    return node + PAYLOAD if free and not any(_is_bound(each) for each in schemas) else node


def _is_bound(schema: Mapping[str, Any]) -> bool:
    return any(word in schema for word in ("pattern", "enum", "format", "const"))


def _alternatives(schema: Any, root: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        yield from _alternatives(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    yield schema
    for word in ("anyOf", "oneOf", "allOf"):
        for each in schema.get(word, ()):
            yield from _alternatives(each, root)


def _members(schemas: list[Mapping[str, Any]], name: Any) -> Iterator[Any]:
    for each in schemas:
        if name in each.get("properties", {}):
            yield each["properties"][name]
        elif isinstance(each.get("additionalProperties"), dict):
            yield each["additionalProperties"]


def _document(node: Any, key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: _document(value, str(name)) for name, value in node.items()}
    if isinstance(node, list):
        return [_document(value, key) for value in node]
    return node + PAYLOAD if isinstance(node, str) and key in FREE_IN_DOCUMENTS else node


def own_names(version: str) -> dict[str, str]:
    """A service whose contracts name everything with the payload: paths, parameters, fields, channels, messages."""
    folder = "contracts/services/hostile"
    service = {
        "layer": "process",
        "domain": "order",
        "owner": "commerce",
        "lifecycle": "active",
        "contracts": ["hostile/things", "hostile/events"],
        "repository": LINK,
        "links": {PAYLOAD: LINK},
    }
    return {
        f"{folder}/service.yaml": yaml.safe_dump({"title": PAYLOAD, "description": PAYLOAD, **service}),
        f"{folder}/things/openapi.yaml": yaml.safe_dump(_openapi(version)),
        f"{folder}/events/asyncapi.yaml": yaml.safe_dump(_asyncapi(version)),
    }


SCHEMA = {
    "title": PAYLOAD,
    "description": PAYLOAD,
    "required": [PAYLOAD],
    "properties": {PAYLOAD: {"description": PAYLOAD, "type": "string", "pattern": PAYLOAD, "format": PAYLOAD}},
    "patternProperties": {PAYLOAD: {"const": PAYLOAD}},
    "enum": [PAYLOAD, {PAYLOAD: PAYLOAD}],
    "default": PAYLOAD,
    "examples": [PAYLOAD],
    "x-term": PAYLOAD,
}


def _schema(version: str) -> dict[str, Any]:
    """The second edition asks for more."""
    return {**SCHEMA, "minProperties": int(version[0]), "required": [PAYLOAD, f"{PAYLOAD}{version}"]}


SAID = {"summary": PAYLOAD, "description": PAYLOAD}
OUTSIDE = {"url": LINK, "description": PAYLOAD}


def _openapi(version: str) -> dict[str, Any]:
    schema = _schema(version)
    content = {PAYLOAD: {"schema": schema, "example": PAYLOAD, "examples": {PAYLOAD: {"value": PAYLOAD}}}}
    header = {PAYLOAD: {"description": PAYLOAD, "schema": schema}}
    parameter = {"name": PAYLOAD, "in": "query", "description": PAYLOAD, "schema": schema, "example": PAYLOAD}
    operation = {
        "operationId": PAYLOAD,
        **SAID,
        "tags": [PAYLOAD],
        "parameters": [parameter],
        "externalDocs": OUTSIDE,
        "servers": [OUTSIDE],
        "deprecated": True,
        "requestBody": {"description": PAYLOAD, "content": content},
        "responses": {"200": {"description": PAYLOAD, "headers": header, "content": content}},
    }
    scheme = {"type": "apiKey", "in": "header", "name": PAYLOAD, "description": PAYLOAD}
    return {
        "openapi": "3.1.0",
        "info": {**_info(version), "license": {"name": PAYLOAD, "url": LINK}},
        "servers": [OUTSIDE],
        "tags": [{"name": PAYLOAD, "description": PAYLOAD, "externalDocs": OUTSIDE}],
        "paths": {f"/{PAYLOAD}": {"post": operation}},
        "webhooks": {PAYLOAD: {"post": operation}},
        "components": {"schemas": {PAYLOAD: schema}, "securitySchemes": {PAYLOAD: scheme}},
    }


def _info(version: str) -> dict[str, Any]:
    contact = {"name": PAYLOAD, "url": LINK, "email": PAYLOAD}
    return {"title": PAYLOAD, "version": f"{version} {SHORT}", **SAID, "termsOfService": LINK, "contact": contact}


def _asyncapi(version: str) -> dict[str, Any]:
    message = {
        "name": PAYLOAD,
        "title": PAYLOAD,
        **SAID,
        "payload": _schema(version),
        "headers": _schema(version),
        "contentType": PAYLOAD,
        "tags": [{"name": PAYLOAD}],
        "examples": [{"name": PAYLOAD, "payload": PAYLOAD}],
    }
    parameters = {"p": {"description": PAYLOAD, "examples": [PAYLOAD]}}
    channel = {"address": PAYLOAD, "title": PAYLOAD, **SAID, "messages": {"said": message}, "parameters": parameters}
    operation = {"action": "send", "channel": {"$ref": "#/channels/one"}, "title": PAYLOAD, **SAID}
    channels, operations = {"one": channel}, {PAYLOAD: operation}
    return {"asyncapi": "3.0.0", "info": _info(version), "channels": channels, "operations": operations}
