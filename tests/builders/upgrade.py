"""Mechanical upgrades that leave the meaning as it is: OpenAPI 2.0 → 3.0 → 3.1."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from catalog.model.source import SourceDocument
from catalog.reading.grammar.shapes import Form
from catalog.reading.specification import grammar_of, specification_of
from catalog.reading.walk import walk

Tree = dict[str, Any]
BOUNDS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))
CARRIED = ("name", "in", "description", "required", "allowEmptyValue")


def copied(document: SourceDocument, tree: Tree) -> SourceDocument:
    return SourceDocument(document.name, document.digest, document.data, tree)


def _schemas(document: SourceDocument, tree: Tree) -> Iterator[dict[str, Any]]:
    for place in list(walk(grammar_of(specification_of(document)), tree)):
        is_schema = place.shape.kind == "Schema" and place.shape.form in (Form.ONE, Form.ONE_OR_LIST)
        if is_schema and isinstance(place.value, dict):
            yield place.value


def from_30_to_31(document: SourceDocument) -> SourceDocument:
    """`nullable` becomes a type, exclusive bounds become numbers, `example` becomes `examples`, `byte` base64."""
    tree: Tree = copy.deepcopy(document.tree)
    for schema in _schemas(document, tree):
        if "$ref" in schema:  # what stands beside it said nothing until 3.1
            for name in set(schema) - {"$ref", "description", "summary"}:
                del schema[name]
        if schema.pop("nullable", False) is True:
            _allow_null(schema)
        for exclusive, bound in BOUNDS:
            if schema.get(exclusive) is True and bound in schema:
                schema[exclusive] = schema.pop(bound)
            elif isinstance(schema.get(exclusive), bool):
                del schema[exclusive]
        if "example" in schema:
            schema["examples"] = [schema.pop("example")]
        if schema.get("format") == "byte" and schema.get("type") in ("string", ["string", "null"]):
            schema["contentEncoding"] = "base64"
            del schema["format"]
    tree["openapi"] = "3.1.1"
    return copied(document, tree)


def _allow_null(schema: dict[str, Any]) -> None:
    """OpenAPI 3.0.3: `nullable` adds null to the type beside it, and says nothing where no type stands beside it."""
    if isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]


def from_20_to_30(document: SourceDocument) -> SourceDocument:
    """Bodies and forms become request bodies, schemes and base path servers, definitions components."""
    old: Tree = copy.deepcopy(document.tree)
    new: Tree = {"openapi": "3.0.4", "info": old["info"], "paths": {}, "components": {}}
    address = f"://{old.get('host', '')}{old.get('basePath', '')}"
    new["servers"] = [{"url": scheme + address} for scheme in old.get("schemes", ["https"])]
    for path, item in old["paths"].items():
        new["paths"][path] = _item(old, item) if isinstance(item, dict) else item
    new["components"]["schemas"] = old.get("definitions", {})
    new["components"]["parameters"] = {
        name: _parameter(parameter)
        for name, parameter in old.get("parameters", {}).items()
        if parameter["in"] not in ("body", "formData")
    }
    new["components"]["responses"] = {
        name: _response(copy.deepcopy(response), old.get("produces", []))
        for name, response in old.get("responses", {}).items()
    }
    new["components"]["securitySchemes"] = {
        name: _scheme(scheme) for name, scheme in old.get("securityDefinitions", {}).items()
    }
    kept = {name: old[name] for name in ("tags", "externalDocs", "security") if name in old}
    return copied(document, _moved_references({**new, **kept}))


FLOWS = {"application": "clientCredentials", "accessCode": "authorizationCode"}
FLOW_FIELDS = ("authorizationUrl", "tokenUrl", "scopes")


def _scheme(scheme: Tree) -> Tree:
    if scheme["type"] == "basic":
        return {**scheme, "type": "http", "scheme": "basic"}
    if scheme["type"] != "oauth2":
        return scheme
    rest = {name: value for name, value in scheme.items() if name not in (*FLOW_FIELDS, "flow")}
    flow = {name: scheme[name] for name in FLOW_FIELDS if name in scheme}
    return {**rest, "flows": {FLOWS.get(scheme["flow"], scheme["flow"]): flow}}


def _item(old: Tree, item: Tree) -> Tree:
    made: Tree = {}
    for name, value in item.items():
        if name == "parameters":
            made[name] = [_parameter(parameter) for parameter in value]
        elif isinstance(value, dict):
            made[name] = _operation(old, value)
        else:
            made[name] = value
    return made


def _operation(old: Tree, operation: Tree) -> Tree:
    consumes = operation.pop("consumes", old.get("consumes", []))
    own = operation.pop("produces", None)
    parameters = operation.pop("parameters", [])
    operation.pop("schemes", None)
    found = [_followed(old, parameter) for parameter in parameters]
    form = [parameter for parameter in found if parameter.get("in") == "formData"]
    operation["parameters"] = [
        _parameter(parameter)
        for parameter, meant in zip(parameters, found, strict=True)
        if meant.get("in") not in ("body", "formData")
    ]
    for parameter in found:
        if parameter.get("in") == "body":
            operation["requestBody"] = _body(parameter, consumes)
    if form:
        operation["requestBody"] = _form_body(form, consumes)
    operation["responses"] = {
        status: _response(_followed(old, response) if own is not None else response, own or old.get("produces", []))
        if isinstance(response, dict)
        else response
        for status, response in operation["responses"].items()
    }
    return operation


def _followed(old: Tree, value: Tree) -> Tree:
    """What a reference to a parameter or a response of the document leads to, as a copy."""
    holder, _, name = str(value.get("$ref", "")).removeprefix("#/").partition("/")
    return copy.deepcopy(old[holder][name]) if holder in ("parameters", "responses") else value


def _body(parameter: Tree, consumes: list[str]) -> Tree:
    kept = {name: parameter[name] for name in ("description", "required") if name in parameter}
    content = {name: {"schema": copy.deepcopy(parameter["schema"])} for name in consumes or ["application/json"]}
    return {**kept, "content": content}


FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def _form_body(fields: list[Tree], consumes: list[str]) -> Tree:
    required = [field["name"] for field in fields if field.get("required")]
    schema: Tree = {"type": "object", "properties": {field["name"]: _schema_in(field) for field in fields}}
    if required:
        schema["required"] = required
    names = [name for name in consumes if name in FORMS] or [FORMS[1]]
    lists = [field for field in fields if field.get("type") == "array"]
    said: Tree = {"encoding": {field["name"]: _written(field) for field in lists}} if lists else {}
    content = {name: {"schema": copy.deepcopy(schema), **copy.deepcopy(said)} for name in names}
    return {"required": bool(required), "content": content}


def _written(parameter: Tree) -> Tree:
    """How a list is written."""
    style, explode = STYLES[parameter.get("collectionFormat", "csv")]
    return {"style": style, "explode": explode}


def _schema_in(parameter: Tree) -> Tree:
    """The schema that is written among the members of a parameter."""
    schema = {
        name: value
        for name, value in parameter.items()
        if name not in (*CARRIED, "collectionFormat") and not name.startswith("x-")
    }
    return {**schema, "type": "string", "format": "binary"} if schema.get("type") == "file" else schema


STYLES: dict[str, tuple[str, bool]] = {
    "csv": ("form", False),
    "ssv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}


def _parameter(parameter: Tree) -> Tree:
    if "$ref" in parameter:
        return parameter
    carried = {name: value for name, value in parameter.items() if name in CARRIED or name.startswith("x-")}
    is_written = parameter.get("type") == "array" and parameter["in"] == "query"
    written = _written(parameter) if is_written else {}
    return {**carried, **written, "schema": _schema_in(parameter)}


def _response(response: Tree, produces: list[str]) -> Tree:
    if "$ref" in response:
        return response
    schema = response.pop("schema", None)
    response.pop("examples", None)
    if isinstance(schema, dict):
        schema = {"type": "string", "format": "binary"} if schema.get("type") == "file" else schema
        response["content"] = {name: {"schema": copy.deepcopy(schema)} for name in produces or ["application/json"]}
    for name, header in response.get("headers", {}).items():
        response["headers"][name] = {"description": header.get("description", ""), "schema": _schema_in(header)}
    return response


def _moved_references(value: Any) -> Any:
    if isinstance(value, list):
        return [_moved_references(item) for item in value]
    if not isinstance(value, dict):
        return value
    moved = {name: _moved_references(item) for name, item in value.items()}
    if isinstance(moved.get("$ref"), str):
        for old, new in (("definitions", "schemas"), ("parameters", "parameters"), ("responses", "responses")):
            moved["$ref"] = moved["$ref"].replace(f"#/{old}/", f"#/components/{new}/")
    if isinstance(moved.get("discriminator"), str):
        moved["discriminator"] = {"propertyName": moved["discriminator"]}
    return moved
