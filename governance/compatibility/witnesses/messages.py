"""HTTP requests and responses and events, written out: what was given, the rest sampled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from catalog.frozen import dataclass, field
from catalog.model.http import Direction, Header, MediaType, Operation, Origin, Parameter, Response
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.model.templates import TEMPLATE
from catalog.samples.texts import scalar_text
from catalog.wire import media_types
from catalog.wire.scalars import write_json, write_scalar
from catalog.wire.styles import Style, style_of, write_pairs, write_query, write_segment
from governance.compatibility.http.bodies import with_form
from governance.compatibility.http.files import without_files
from governance.compatibility.http.flattened import own_schema
from governance.compatibility.http.parameters import IGNORED_HEADERS, place
from governance.compatibility.http.routes import Routes
from governance.compatibility.http.serialisation import written
from governance.compatibility.payloads.ways import readings_of
from governance.compatibility.schema.reading import Text
from governance.compatibility.witnesses.asking import Asking, Sample, Spot
from governance.compatibility.witnesses.forms import write_body

EMPTY: Json = {"enum": ["", None, [], {}]}
"""What shows nothing in a path or header."""


class Unsampled(Exception):
    """A part that a message must have and that no value was found for."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a request must say: values of parameters by place, those to leave out, and the body.

    `body` is the media type and the value; None leaves the body to be sampled where it is required.
    """

    values: Mapping[str, Json] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    body: tuple[MediaType, Json] | None = None
    no_body: bool = False
    empty: frozenset[str] = frozenset()


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes messages of one release's operation. `requests` is the direction that requests travel in."""

    asking: Asking
    routes: Routes
    side: str
    requests: Direction

    @property
    def responses(self) -> Direction:
        return Direction.OUTBOUND if self.requests is Direction.INBOUND else Direction.INBOUND

    def request(self, operation: Operation, given: Given = NOTHING) -> dict[str, Json]:
        """A request: method, path, query, headers, body; those that are empty are left out. Raises Unsampled."""
        values = {place(p): self._value(operation, p, given) for p in _sent(operation, given)}
        is_about_parameters = bool(given.values or given.empty or given.without)
        body = self._body(operation, given)
        headers = dict(_headers(operation, values))
        if body is not None:
            headers["Content-Type"] = media_types.concrete(body[0].name)
        message: dict[str, Json] = {
            "method": operation.method,
            "path": self._path(operation, values) if is_about_parameters else self._any_path(operation),
            "query": _query(operation, values, given),
            "headers": {name: headers[name] for name in headers},
        }
        told = {key: item for key, item in message.items() if item not in ("", {})}
        return told if body is None else {**told, "body": write_body(*body)}

    def response(
        self, operation: Operation, response: Response, status: str, body: tuple[MediaType, Json] | None,
        headers: Mapping[str, Json], without: frozenset[str] = frozenset(),
    ) -> dict[str, Json]:  # fmt: skip
        """A response and the method and path that it answers. Raises Unsampled."""
        body = body or self._content(response)
        found = dict(self.headers(response.headers, self.responses, headers, without))
        if body is not None:
            found["Content-Type"] = media_types.concrete(body[0].name)
        message: dict[str, Json] = {
            "method": operation.method,
            "path": self._any_path(operation),
            "status": int(status),
            **({"headers": {name: found[name] for name in found}} if found else {}),
        }
        return message if body is None else {**message, "body": write_body(*body)}

    def _any_path(self, operation: Operation) -> str:
        key = self.side, id(operation)
        if key not in self.asking.paths:
            templates = [p for p in operation.parameters if p.location == "path"]
            values = {place(p): self._value(operation, p, NOTHING) for p in templates}
            self.asking.paths[key] = operation, self._path(operation, values)
        return self.asking.paths[key][1]

    def _path(self, operation: Operation, values: Mapping[str, Json]) -> str:
        if operation.origin is not Origin.PATH:
            return operation.path
        by_name = {p.name: p for p in operation.parameters if p.location == "path"}

        def filled(found: re.Match[str]) -> str:
            parameter = by_name.get(found[1])
            if parameter is None or place(parameter) not in values:
                return found[1]
            value = text_of(parameter, values[place(parameter)])
            return write_segment(parameter.name, value, style(parameter))

        return TEMPLATE.sub(filled, operation.effective_path)

    def _value(self, operation: Operation, parameter: Parameter, given: Given) -> Json:
        key = place(parameter)
        if key in given.empty:
            return ""
        if key in given.values:
            return given.values[key]
        known = self.side, self.requests, id(operation), key
        if known not in self.asking.values:
            self.asking.values[known] = operation, self._any_value(operation, parameter)
        return self.asking.values[known][1]

    def _any_value(self, operation: Operation, parameter: Parameter) -> Json:
        spot = spot_of(parameter, self.side, self.requests)
        if spot is None:
            return parameter.name
        wanted, elsewhere = candidates(parameter.node, parameter), self.routes.elsewhere(operation, parameter)
        return self._that_leads(spot, wanted, elsewhere) if elsewhere else self._sampled(spot, wanted)

    def _that_leads(self, spot: Spot, wanted: Sequence[Json], elsewhere: frozenset[str]) -> Json:
        """A value of a path parameter whose text leads to its operation."""
        liked = [value for value in wanted if scalar_text(value) not in elsewhere]
        found = self.asking.sample(spot, liked, {"anyOf": [EMPTY, {"enum": readings_of(elsewhere)}]})
        if found is None:
            raise Unsampled
        return found.value

    def _sampled(self, spot: Spot, wanted: Sequence[Json]) -> Json:
        found = self.asking.sample(spot, wanted, EMPTY if spot.text else False) or self.asking.sample(spot)
        if found is None:
            raise Unsampled
        return found.value

    def _body(self, operation: Operation, given: Given) -> tuple[MediaType, Json] | None:
        body = operation.request_body
        if given.body is not None or given.no_body or body is None or not body.required:
            return given.body
        found = self._first(with_form(body), self.requests)
        if found is None and body.content:
            raise Unsampled
        return found

    def _content(self, response: Response) -> tuple[MediaType, Json] | None:
        return self._first(response.content, self.responses)

    def _first(self, content: Sequence[MediaType], direction: Direction) -> tuple[MediaType, Json] | None:
        for media_type in content:
            found = self.media(media_type, direction)
            if found is not None:
                return media_type, found.value
        return None

    def media(self, media_type: MediaType, direction: Direction) -> Sample | None:
        """A body of one media type; an example of the document where it has one that is right."""
        media_type = without_files(media_type)
        if media_type.schema is None:
            return Sample(next(iter(candidates(media_type.node)), "text"))
        spot = Spot(media_type.schema.node, self.side, direction, text_of_body(media_type))
        return self.asking.sample(spot, list(candidates(media_type.node)))

    def headers(
        self, headers: Sequence[Header], direction: Direction, given: Mapping[str, Json], without: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        """Those that are given, and the required ones that are not left out. Raises Unsampled."""
        for header in headers:
            lower = header.name.lower()
            if lower in without or lower == "content-type":
                continue
            if lower in given:
                yield header.name, _header_text(header, given[lower])
            elif header.required:
                spot = spot_of(header, self.side, direction)
                value = "text" if spot is None else self._sampled(spot, candidates(header.node))
                yield header.name, _header_text(header, value)


def text_of_body(media_type: MediaType) -> Text:
    """How the values of a body become text."""
    parsed = media_types.parse_media_type(media_type.name)
    if parsed is None or not (parsed.is_form or parsed.is_text):
        return ""
    return "parts" if parsed.type == "multipart" else "fields"


def _sent(operation: Operation, given: Given) -> Iterator[Parameter]:
    """Path parameters, required ones and given ones, but for those that are left out."""
    for parameter in operation.parameters:
        key = place(parameter)
        wanted = parameter.required or parameter.location == "path" or key in given.values or key in given.empty
        is_meant = parameter.location != "header" or parameter.name.lower() not in IGNORED_HEADERS
        if wanted and is_meant and key not in given.without:
            if parameter.location == "querystring":
                raise Unsampled
            yield parameter


def style(parameter: Parameter) -> Style:
    """The style in force; a parameter with `content` is written as one text."""
    found = written(parameter)
    return found if isinstance(found, Style) else style_of(parameter.location)


def text_kind(holder: Parameter | Header) -> Text:
    """Whether what is said is text, or has types because it is JSON."""
    return "" if media_types.is_json(holder.media_type) else "fields"


def spot_of(holder: Parameter | Header, side: str, direction: Direction) -> Spot | None:
    """What may be said there; None where nothing says it."""
    schema = own_schema(holder)
    return Spot(schema.node, side, direction, text_kind(holder)) if schema is not None else None


def text_of(holder: Parameter | Header, value: Json) -> Json:
    """What the style writes: of a parameter or header with `content`, its JSON text."""
    if media_types.is_json(holder.media_type):
        return write_json(value)
    if holder.media_type is not None and isinstance(value, dict | list):
        return write_scalar(value)
    return value


def _query(operation: Operation, values: Mapping[str, Json], given: Given) -> str:
    texts = []
    for parameter in operation.parameters:
        key = place(parameter)
        if parameter.location == "query" and key in given.empty:
            texts.append(f"{parameter.name}=")
        elif parameter.location == "query" and key in values:
            pairs = write_pairs(parameter.name, text_of(parameter, values[key]), style(parameter))
            texts.append(write_query(pairs))
    return "&".join(text for text in texts if text)


def _headers(operation: Operation, values: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    cookies: list[str] = []
    for parameter in operation.parameters:
        key = place(parameter)
        value = text_of(parameter, values[key]) if key in values else None
        if value is None:
            continue
        if parameter.location == "header":
            yield parameter.name, write_segment(parameter.name, value, style(parameter))
        elif parameter.location == "cookie":
            pairs = write_pairs(parameter.name, value, style(parameter))
            cookies += [f"{name}={text}" for name, text in pairs]
    if cookies:
        yield "Cookie", "; ".join(cookies)


def _header_text(header: Header, value: Json) -> str:
    found = written(header)
    way = found if isinstance(found, Style) else style_of("header")
    return write_segment(header.name, text_of(header, value), way)


def candidates(node: Node, parameter: Parameter | None = None) -> list[Json]:
    """Values that a reader likes better than a solver's: examples, defaults, the name of a path parameter."""
    value = node.value if isinstance(node.value, dict) else {}
    schema = value.get("schema")
    found = [*_examples(value), *(_examples(schema) if isinstance(schema, dict) else ())]
    if parameter is not None:
        found += [parameter.name, 1]
    return found


def _examples(value: dict[str, Json]) -> Iterator[Json]:
    if "example" in value:
        yield value["example"]
    named = value.get("examples")
    if isinstance(named, list):
        yield from named
    elif isinstance(named, dict):
        yield from (each["value"] for each in named.values() if isinstance(each, dict) and "value" in each)
    if "default" in value:
        yield value["default"]
