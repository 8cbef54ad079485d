"""The portal's own JSON API as an OpenAPI 3.1 document, made from the table of twins and the contexts' annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalog.answers.envelope import FORMAT_VERSION
from catalog.answers.standing import Behind
from catalog.portal.api.other import OTHERS
from catalog.portal.api.parameters import CORRELATION, IF_NONE_MATCH, REVISION, Parameter
from catalog.portal.api.shapes import HERE, Shapes
from catalog.portal.api.twins import TWINS, Follow, Twin
from catalog.portal.problems import Problem

API_VERSION = "1.0.0"
"""Of the API as `contracts/services/treaty-portal` releases it: raise it as the gate asks."""
ALWAYS = (CORRELATION, IF_NONE_MATCH)
JSON, PROBLEM = "application/json", "application/problem+json"
Document = dict[str, Any]
NOTES = {name: {"x-classification": "internal"} for name in ("email", "phone")}
"""How a team is reached is for everybody in the company."""

TAGS = (
    ("find", "What is there: lists and search"),
    ("know", "One thing and all that is said of it"),
    ("map", "What depends on what, and who is hit"),
    ("next", "What comes, and what goes"),
    ("build", "The handbook, this contract, and whether the portal is well"),
)
DESCRIPTION = """\
Every page of the portal as data: the address of a page with `.json` at its end. Page, twin and the answers of the
command `treaty` are made from the same values.

Addresses begin with a revision of the catalog; each answer says in `inputs` which commit it was made from. It has an
ETag, and may be kept for good where the address names a full commit id. What is shown while a newer commit cannot be
read says so in `behind`. Answers may gain members; readers ignore those that they do not know.
"""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the API, and where."""

    server: str = "/"
    contact: str = ""
    mail: str = ""


def document(publisher: Publisher = Publisher()) -> Document:
    """The whole document; equal code gives an equal document."""
    kinds = [context for twin in TWINS for context in twin.contexts]
    shapes = Shapes([*kinds, *(other.context for other in OTHERS if other.context), Behind], NOTES)
    contact = {"name": publisher.contact, "email": publisher.mail}
    info: Document = {"title": "Treaty portal", "summary": "The contract catalog as data.", "version": API_VERSION}
    return {
        "openapi": "3.1.0",
        "info": {**info, "description": DESCRIPTION, **({"contact": contact} if publisher.mail else {})},
        "servers": [{"url": publisher.server, "description": "The portal"}],
        "tags": [{"name": name, "description": text} for name, text in TAGS],
        "security": [],
        "paths": {**_twins(shapes), **_others(shapes)},
        "components": _components(shapes),
    }


def address_of(twin: Twin) -> str:
    """The template of a twin's address."""
    return f"/{{revision}}{twin.path}.json"


def _twins(shapes: Shapes) -> Document:
    return {address_of(twin): {"get": _twin(twin, shapes)} for twin in TWINS}


def _twin(twin: Twin, shapes: Shapes) -> Document:
    context = [shapes.of(kind) for kind in twin.contexts]
    body = context[0] if len(context) == 1 else {"anyOf": context}
    answer = _answer("What the page shows.", {"allOf": [{"$ref": f"{HERE}Answer"}, body]})
    links = {follow.operation: _link(follow) for follow in twin.follows}
    parameters = (REVISION, *twin.parameters, *ALWAYS)
    return {
        **_operation(twin.operation, twin.tag, twin.summary, parameters),
        "responses": {"200": {**answer, **({"links": links} if links else {})}, **_refusals()},
    }


def _operation(name: str, tag: str, summary: str, parameters: tuple[Parameter, ...]) -> Document:
    listed = [{"$ref": f"#/components/parameters/{each.key}"} for each in parameters]
    return {"operationId": name, "summary": summary, "tags": [tag], "parameters": listed}


def _link(follow: Follow) -> Document:
    found = {"revision": "$request.path.revision", follow.parameter: f"$response.body#{follow.pointer}"}
    return {"operationId": follow.operation, "description": "The first that is listed.", "parameters": found}


def _answer(description: str, schema: Document, media: str = JSON) -> Document:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Cache-Control", "X-Correlation-ID")}
    return {"description": description, "headers": headers, "content": {media: {"schema": schema}}}


def _refusals(*statuses: str) -> Document:
    known = {
        "304": "NotModified",
        "400": "WrongParameter",
        "404": "NotFound",
        "422": "Unreadable",
        "503": "Unavailable",
    }
    return {
        status: {"$ref": f"#/components/responses/{name}"}
        for status, name in known.items()
        if not statuses or status in statuses
    }


def _others(shapes: Shapes) -> Document:
    found: Document = {}
    for other in OTHERS:
        schema = other.schema or {"type": "object"}
        if other.context is not None:
            member = {"type": "object", "required": ["handbook"], "properties": {"handbook": shapes.of(other.context)}}
            schema = {"allOf": [{"$ref": f"{HERE}Answer"}, member]}
        answer = _answer(other.answer, schema, other.media)
        if not other.cached:
            answer["headers"] = {"X-Correlation-ID": answer["headers"]["X-Correlation-ID"]}
        operation = _operation(
            other.operation, "build", other.summary, (*other.parameters, *(ALWAYS if other.cached else (CORRELATION,)))
        )
        refused = {**_refusals(*other.refusals, *(("304",) if other.cached else ())), **(other.more or {})}
        found[other.path] = {"get": {**operation, "responses": {"200": answer, **refused}}}
    return found


def _components(shapes: Shapes) -> Document:
    every = [parameter for twin in TWINS for parameter in twin.parameters]
    every += [parameter for other in OTHERS for parameter in other.parameters]
    parameters = {each.key: each.described() for each in (REVISION, *every, *ALWAYS)}
    return {
        "parameters": parameters,
        "headers": HEADERS,
        "responses": _responses(),
        "schemas": {"Answer": _envelope(shapes), "Problem": PROBLEM_SHAPE, **shapes.all()},
    }


def _responses() -> Document:
    said = {"X-Correlation-ID": {"$ref": "#/components/headers/X-Correlation-ID"}}
    body = {PROBLEM: {"schema": {"$ref": f"{HERE}Problem"}}}
    texts = {
        "WrongParameter": "A parameter cannot have this value; the hint says which it can have.",
        "NotFound": "There is no such revision, thing or page; the hint says what is like it.",
        "Unreadable": "A document of the catalog cannot be read at this revision.",
        "Unavailable": "The catalog cannot be read now, or this revision is still being read; ask again.",
    }
    etag = {"ETag": {"$ref": "#/components/headers/ETag"}, **said}
    unchanged = {"description": "The caller has this very answer already.", "headers": etag}
    told = {name: {"description": text, "headers": said, "content": body} for name, text in texts.items()}
    return {"NotModified": unchanged, **told}


def _envelope(shapes: Shapes) -> Document:
    tool = {**_texts("name", "version"), "description": "What answered."}
    read = {**_texts("name", "digest"), "description": "A revision, and what it was read from."}
    return {
        "type": "object",
        "description": "What every answer begins with. behind is there while the newest commit is not the one shown.",
        "required": ["format_version", "tool", "inputs"],
        "properties": {
            "format_version": {"const": FORMAT_VERSION},
            "tool": tool,
            "inputs": {"type": "array", "items": read},
            "behind": shapes.of(Behind),
        },
    }


def _texts(*names: str) -> Document:
    return {"type": "object", "required": list(names), "properties": {name: {"type": "string"} for name in names}}


HEADERS: Document = {
    "ETag": {"description": "Names this answer; send it as If-None-Match.", "required": True},
    "Cache-Control": {
        "description": "no-cache, or immutable where the address names a full commit id.",
        "required": True,
    },
    "X-Correlation-ID": {"description": "The id under which the portal logged the request.", "required": True},
}
for _header in HEADERS.values():
    _header["schema"] = {"type": "string"}
HEADERS["X-Correlation-ID"]["schema"] = {"type": "string", "format": "uuid"}

PROBLEM_SHAPE: Document = {
    "type": "object",
    "description": " ".join((Problem.__doc__ or "").split()),
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"const": "about:blank", "description": "The status says what kind of problem it is."},
        "title": {"type": "string", "description": "The same for every occurrence."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What happened this time, for people."},
        "hint": {"type": "string", "description": "What to do."},
        "place": {"type": "string", "description": "The file of the catalog that is the reason, and its line."},
    },
}
