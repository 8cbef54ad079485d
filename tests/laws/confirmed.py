"""Whether one release accepts a complete message, by validators that share no code with the engine.

`refusals` names what an operation refuses in a message; none: it accepts the message as a whole. A witness is one that
the side it is said by accepts and the other refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.model.contract import Contract
from catalog.model.http import Direction, Header, MediaType, Operation, Origin, Parameter, Response
from catalog.model.schema import SchemaNode
from tests.laws.alone import Manner, Schemas
from tests.laws.wire_texts import as_json, from_pairs, from_segment, pairs, readings, readings_of_parts

TEMPLATE = re.compile(r"\{([^{}]*)\}")
IGNORED = ("accept", "content-type", "authorization")
COLLECTIONS = {"csv": ("form", False), "ssv": ("spaceDelimited", False), "tsv": ("tabDelimited", False),
               "pipes": ("pipeDelimited", False), "multi": ("form", True)}  # fmt: skip


class Disagreement(Exception):
    """The two validators say different things of a value, and no format is the reason."""


@dataclass(frozen=True)
class Listener:
    """One release. `reads`: it is the one that refuses, so it is read as a receiver; `loose`: oneOf is anyOf."""

    schemas: Schemas
    reads: bool
    loose: bool = False

    @property
    def contract(self) -> Contract:
        return self.schemas.contract

    def refusals(self, operation: Operation, message: dict[str, Any], path: Sequence[str]) -> Iterator[str]:
        """`path`: the texts that stand for the templates of the path, in order. Raises Unreadable, TooMany."""
        if "status" in message:
            yield from self._response(operation, message)
        else:
            yield from self._request(operation, message, path)

    def _request(self, operation: Operation, message: dict[str, Any], path: Sequence[str]) -> Iterator[str]:
        for parameter in operation.parameters:
            if not _travels(parameter):
                continue
            said = list(_said(parameter, message, path))
            if not said and parameter.required:
                yield f"{parameter.location}:{parameter.name} is demanded"
            empty = parameter.location == "query" and said == [""] and _flag(parameter, "allowEmptyValue")
            is_judged = said and parameter.schema is not None and not empty
            is_json = "json" in (parameter.media_type or "")
            said = list(as_json(said)) if is_json else said
            if is_judged and not self._accepts(parameter.schema, operation.request_direction, said, text=not is_json):
                yield f"{parameter.location}:{parameter.name} is refused"
        body = operation.request_body
        if body is not None:
            yield from self._body(body.content, message, operation.request_direction, required=body.required)

    def _response(self, operation: Operation, message: dict[str, Any]) -> Iterator[str]:
        response = response_of(operation, str(message["status"]))
        if response is None:
            yield "the status is not listed"
            return
        given = {name.lower(): text for name, text in message.get("headers", {}).items()}
        for header in response.headers:
            yield from self._header(header, given, operation.response_direction)
        yield from self._body(response.content, message, operation.response_direction, required=False)

    def _header(self, header: Header, given: dict[str, str], direction: Direction) -> Iterator[str]:
        text = given.get(header.name.lower())
        if header.name.lower() == "content-type":
            return
        if text is None:
            if header.required:
                yield f"the header {header.name} is demanded"
        elif header.schema is not None:
            said = list(from_segment(header.name, text, "simple", _flag(header, "explode"), encoded=False))
            is_json = "json" in (header.media_type or "")
            said = list(as_json(said)) if is_json else said
            if not self._accepts(header.schema, direction, said, text=not is_json):
                yield f"the header {header.name} is refused"

    def _body(
        self, content: Sequence[MediaType], message: dict[str, Any], direction: Direction, *, required: bool
    ) -> Iterator[str]:
        if "body" not in message:
            if required:
                yield "a body is demanded"
            return
        named = next((v for k, v in message.get("headers", {}).items() if k.lower() == "content-type"), "")
        media_type = media_type_of(content, named)
        if media_type is None:
            if content:
                yield f"{named} is not read"
        elif media_type.schema is not None:
            is_form = "form" in named
            said = list(_form(self.schemas, media_type, message["body"])) if is_form else [message["body"]]
            if isinstance(message["body"], dict) and is_form:
                said, is_form = readings_of_parts(message["body"]), False
            is_text = is_form or (named.startswith("text/") and isinstance(message["body"], str))
            if not self._accepts(media_type.schema, direction, said, text=is_text):
                yield "the body is refused"

    def _accepts(self, schema: SchemaNode | None, direction: Direction, said: Sequence[Any], *, text: bool) -> bool:
        if schema is None:
            return True
        values = [value for each in said for value in (readings(each) if text else [each])]
        return any(self.valid(schema, direction, value) for value in values)

    def valid(self, schema: SchemaNode, direction: Direction, value: Any) -> bool:
        """By both validators. Raises Disagreement, Unreadable."""
        opened = self.reads and direction is Direction.OUTBOUND
        answer = self.schemas.judged(schema, Manner(direction, opened, self.loose), value)
        if not answer.agreed:
            raise Disagreement(f"{schema.pointer}: {value!r:.200}")
        return answer.valid


def response_of(operation: Operation, status: str) -> Response | None:
    """By the status itself, its range, `default`."""
    listed = {response.status.upper(): response for response in operation.responses}
    return next((listed[name] for name in (status, f"{status[0]}XX", "DEFAULT") if name in listed), None)


def media_type_of(content: Sequence[MediaType], named: str) -> MediaType | None:
    """By name, without parameters, then by range."""
    bare = named.partition(";")[0].strip().lower()
    known = {media_type.name.partition(";")[0].strip().lower(): media_type for media_type in reversed(content)}
    exact = next((media_type for media_type in content if media_type.name == named), None)
    ranges = (bare, f"{bare.partition('/')[0]}/*", "*/*")
    return exact or next((known[name] for name in ranges if name in known), None)


def _travels(parameter: Parameter) -> bool:
    """Not headers that OpenAPI ignores, nor path parameters without a template."""
    if parameter.location == "header":
        return parameter.name.lower() not in IGNORED
    return parameter.location != "path" or parameter.position is not None


def _flag(located: Parameter | Header, name: str) -> bool:
    value = located.node.value
    return isinstance(value, dict) and value.get(name) is True


def _said(parameter: Parameter, message: dict[str, Any], path: Sequence[str]) -> Iterator[Any]:
    """What the message may say for a parameter; nothing where it is absent."""
    headers = {name.lower(): text for name, text in message.get("headers", {}).items()}
    name, (style, explode) = parameter.name, _style(parameter)
    if parameter.location == "path":
        if parameter.position is not None and parameter.position < len(path):
            yield from from_segment(name, path[parameter.position], style, explode, encoded=True)
    elif parameter.location == "header":
        if name.lower() in headers:
            yield from from_segment(name, headers[name.lower()], style, explode, encoded=False)
    else:
        cookies = [tuple(item.partition("=")[::2]) for item in headers.get("cookie", "").split("; ") if item]
        given = pairs(message.get("query", "")) if parameter.location == "query" else cookies
        yield from from_pairs(name, given, style, explode, _members(parameter.schema))


def _style(parameter: Parameter) -> tuple[str, bool]:
    value = parameter.node.value if isinstance(parameter.node.value, dict) else {}
    if "collectionFormat" in value:
        return COLLECTIONS[value["collectionFormat"]]
    usual = {"path": "simple", "header": "simple"}.get(parameter.location, "form")
    style = parameter.style or usual
    return style, style in ("form", "deepObject") if parameter.explode is None else parameter.explode


def _members(schema: SchemaNode | None) -> set[str]:
    value = schema.value if schema is not None else None
    return set(value.get("properties", ())) if isinstance(value, dict) else set()


def _form(schemas: Schemas, media_type: MediaType, body: Any) -> Iterator[Any]:
    """The fields of a form, each as its encoding writes it; a multipart body is shown by field."""
    if not isinstance(body, str):
        yield body
        return
    given, encodings = pairs(body), _member(media_type.node.value, "encoding")
    fields: dict[str, Any] = {}
    for name in dict.fromkeys(re.split(r"\[", key, maxsplit=1)[0] for key, _ in given):
        encoding = _member(encodings, name)
        style = encoding.get("style", "form")
        explode = encoding.get("explode", style in ("form", "deepObject"))
        for value in list(from_pairs(name, given, style, explode, set()))[:1]:
            fields[name] = value
    yield fields


def _member(value: Any, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def speaker(contract: Contract, message: dict[str, Any]) -> Iterator[tuple[Operation, list[str]]]:
    """The operations that a message is of, with the texts of its path, the most literal path first."""
    found = []
    for operation in every_operation(contract.operations):
        pattern = operation.effective_path if operation.origin is Origin.PATH else operation.path
        texts = _texts(pattern, str(message["path"]), literal=operation.origin is not Origin.PATH)
        if texts is not None and operation.method == message["method"]:
            found.append((len(texts), operation, texts))
    yield from ((operation, texts) for _, operation, texts in sorted(found, key=lambda each: each[0]))


def every_operation(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Operations, and those of their callbacks."""
    for operation in operations:
        yield operation
        for callback in operation.callbacks:
            yield from every_operation(callback.operations)


def _texts(pattern: str, path: str, *, literal: bool) -> list[str] | None:
    if literal:
        return [] if pattern == path else None
    parts = TEMPLATE.split(pattern)
    written = "".join(re.escape(part) if n % 2 == 0 else "([^/]*)" for n, part in enumerate(parts))
    matched = re.fullmatch(written, path)
    return list(matched.groups()) if matched else None
