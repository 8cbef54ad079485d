"""What Swagger 2.0 can say of an OpenAPI 3.0 document: a document of that age, as large as a vendor's of today."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from catalog.model.source import SourceDocument

Tree = dict[str, Any]
UNKNOWN = ("oneOf", "anyOf", "not", "nullable", "writeOnly", "deprecated", "discriminator")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
COLLECTIONS = {("form", False): "csv", ("spaceDelimited", False): "ssv", ("pipeDelimited", False): "pipes"}
FLOWS = {"clientCredentials": "application", "authorizationCode": "accessCode"}


def from_30_to_20(document: SourceDocument) -> SourceDocument:
    """The document without what 2.0 has no words for."""
    old = copy.deepcopy(document.tree)
    assert isinstance(old, dict)
    components = old.get("components", {})
    made: Tree = {"swagger": "2.0", "info": old["info"], **_address(old.get("servers", []))}
    paths = {path: item for path, item in old["paths"].items() if path.startswith("/") and "$ref" not in item}
    made["paths"] = {path: _item(old, item) for path, item in paths.items()}
    made["definitions"] = {name: _schema(schema) for name, schema in components.get("schemas", {}).items()}
    made["securityDefinitions"] = dict(_schemes(components.get("securitySchemes", {})))
    for holder in (made, *(o for item in made["paths"].values() for o in item.values() if isinstance(o, dict))):
        _secure(holder, old.get("security") if holder is made else holder.get("security"), made)
    return SourceDocument(document.name, f"{document.digest}-2.0", document.data, made)


def _address(servers: list[Tree]) -> Tree:
    url = urlsplit(str(servers[0].get("url", ""))) if servers else urlsplit("")
    if not url.netloc or "{" in url.netloc or "{" in url.path:
        return {"host": "api.example", "schemes": ["https"]}
    return {"host": url.netloc, "basePath": url.path or "/", "schemes": [url.scheme]}


def _secure(holder: Tree, wanted: Any, made: Tree) -> None:
    """Requirements of schemes that are still defined."""
    if wanted is not None:
        known = made["securityDefinitions"].keys()
        holder["security"] = [each for each in wanted if set(each) <= set(known)]


def _schemes(schemes: Tree) -> Iterator[tuple[str, Tree]]:
    for name, scheme in schemes.items():
        if scheme.get("type") == "apiKey" and scheme.get("in") in ("query", "header"):
            yield name, scheme
        elif scheme.get("type") == "http" and scheme.get("scheme") == "basic":
            yield name, {"type": "basic"}
        elif scheme.get("type") == "oauth2" and len(scheme.get("flows", {})) == 1:
            kind, flow = next(iter(scheme["flows"].items()))
            known = {key: flow[key] for key in ("authorizationUrl", "tokenUrl", "scopes") if key in flow}
            yield name, {"type": "oauth2", "flow": FLOWS.get(kind, kind), **known}


def _followed(old: Tree, value: Any) -> Any:
    while isinstance(value, dict) and str(value.get("$ref", "")).startswith("#/components/"):
        _, _, kind, name = value["$ref"].split("/", 3)
        value = old["components"][kind][name.replace("~1", "/").replace("~0", "~")]
    return value


def _item(old: Tree, item: Tree) -> Tree:
    made = {method: _operation(old, _followed(old, item)[method]) for method in METHODS if method in item}
    shared = list(_parameters(old, item.get("parameters", [])))
    return {**made, "parameters": shared} if shared else made


def _operation(old: Tree, operation: Tree) -> Tree:
    kept = ("tags", "summary", "description", "operationId", "deprecated", "security")
    made = {name: operation[name] for name in kept if name in operation}
    parameters = list(_parameters(old, operation.get("parameters", [])))
    body = _followed(old, operation.get("requestBody", {}))
    content = body.get("content", {})
    if content:
        made["consumes"] = list(content)
        parameters += _body(old, body, next(iter(content.items())))
    written = {status: each for status, each in operation["responses"].items() if not status.startswith("x-")}
    responses = {status: _followed(old, response) for status, response in written.items() if "X" not in status}
    produces = list(dict.fromkeys(name for held in responses.values() for name in held.get("content", {})))
    made["responses"] = {status: _response(old, response) for status, response in responses.items()}
    return {**made, "parameters": parameters, **({"produces": produces} if produces else {})}


def _parameters(old: Tree, parameters: list[Tree]) -> Iterator[Tree]:
    for written in parameters:
        parameter = copy.deepcopy(_followed(old, written))
        flat = _flat(old, parameter.get("schema", {}))
        if parameter["in"] == "cookie" or flat is None:
            continue
        known = {name: parameter[name] for name in ("name", "in", "description", "required") if name in parameter}
        yield {**known, **flat, **_collection(parameter, flat)}


def _collection(parameter: Tree, flat: Tree) -> Tree:
    style, explode = parameter.get("style", "form"), parameter.get("explode", True)
    if flat.get("type") != "array" or parameter["in"] != "query":
        return {}
    return {"collectionFormat": "multi" if explode else COLLECTIONS.get((style, False), "csv")}


def _flat(old: Tree, schema: Any) -> Tree | None:
    """A schema that can be written among the members of a parameter."""
    made = _schema(copy.deepcopy(_followed(old, schema)))
    if made.get("type") == "array":
        made["items"] = _flat(old, made.get("items", {}))
        return made if made["items"] is not None else None
    is_scalar = made.get("type") in ("string", "number", "integer", "boolean")
    return made if is_scalar and not {"$ref", "allOf"} & set(made) else None


def _body(old: Tree, body: Tree, first: tuple[str, Tree]) -> Iterator[Tree]:
    name, media_type = first
    schema = _followed(old, media_type.get("schema", {}))
    if name not in FORMS:
        described = {"required": True} if body.get("required") else {}
        yield {"name": "body", "in": "body", **described, "schema": _schema(media_type.get("schema", {}))}
        return
    for field, value in schema.get("properties", {}).items():
        flat = _flat(old, value)
        if flat is not None and "readOnly" not in flat:
            yield {"name": field, "in": "formData", "required": field in schema.get("required", []), **flat}


def _response(old: Tree, response: Tree) -> Tree:
    made: Tree = {"description": response.get("description", "")}
    content = next(iter(response.get("content", {}).values()), None)
    if content is not None and "schema" in content:
        made["schema"] = _schema(content["schema"])
    headers = {name: _flat(old, _followed(old, held).get("schema", {})) for name, held in _headers(response)}
    plain = {name: flat for name, flat in headers.items() if flat is not None}
    return {**made, "headers": plain} if plain else made


def _headers(response: Tree) -> Iterator[tuple[str, Tree]]:
    yield from response.get("headers", {}).items()


def _schema(value: Any) -> Any:
    """A schema of 2.0, with its references where 2.0 has components."""
    if isinstance(value, list):
        return [_schema(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$ref"), str):
        return {"$ref": value["$ref"].replace("#/components/schemas/", "#/definitions/")}
    made: Tree = {}
    for name, item in value.items():
        if name == "properties" and isinstance(item, dict):
            made[name] = {key: _schema(schema) for key, schema in item.items()}
        elif name not in UNKNOWN:
            made[name] = _schema(item) if name in ("items", "allOf", "additionalProperties") else item
    return made
