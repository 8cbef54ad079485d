"""How a difference becomes a message: of a value at its part, and of what no schema says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from catalog.frozen import replace
from catalog.model.http import MediaType, Parameter
from catalog.model.pointer import print_pointer
from catalog.model.source import Json, Pointer
from catalog.wire.media_types import unlike
from governance.compatibility.http.bodies import with_form
from governance.compatibility.http.parameters import place
from governance.compatibility.payloads.sources import BASE
from governance.compatibility.witnesses.exchange import Exchange, Shown, number_of, pointer_of
from governance.compatibility.witnesses.messages import EMPTY, Given, candidates, spot_of
from governance.compatibility.witnesses.serialised import written_otherwise
from governance.compatibility.witnesses.value import Whole


def write_part(exchange: Exchange, whole: Whole) -> tuple[dict[str, Json], Pointer] | None:
    """The message of a value that stands in the part of the exchange, and where in the message it stands."""
    part = exchange.part
    if exchange.in_part:
        from governance.compatibility.witnesses.parts import with_part_header  # multipart bodies are few

        message = with_part_header(exchange, whole.value)
        return (message, ("body",)) if message is not None else None
    if part.startswith("request.body"):
        return _request_body(exchange, whole)
    if part.startswith("request."):
        return _parameter(exchange, whole)
    return _response(exchange, whole) if part.startswith("response.") else None


def _request_body(exchange: Exchange, whole: Whole) -> tuple[dict[str, Json], Pointer] | None:
    body = exchange.said.request_body
    media_type = _media_type(with_form(body), whole, exchange.part) if body is not None else None
    if media_type is None:
        return None
    given = Given(body=(media_type, whole.value))
    return exchange.writer.request(exchange.said, given), ("body",)


def _parameter(exchange: Exchange, whole: Whole) -> tuple[dict[str, Json], Pointer] | None:
    parameter = exchange.parameter(exchange.said)
    if parameter is None:
        return None
    given = Given(values={place(parameter): whole.value})
    return exchange.writer.request(exchange.said, given), pointer_of(parameter)


def _response(exchange: Exchange, whole: Whole) -> tuple[dict[str, Json], Pointer] | None:
    response = exchange.response(exchange.said)
    if response is None:
        return None
    status = number_of(exchange.status, exchange.said)
    if exchange.header:
        named = {exchange.header: whole.value}
        message = exchange.writer.response(exchange.said, response, status, None, named)
        name = next((h.name for h in response.headers if h.name.lower() == exchange.header), exchange.header)
        return message, ("headers", name)
    media_type = _media_type(response.content, whole, exchange.part)
    if media_type is None:
        return None
    return exchange.writer.response(exchange.said, response, status, (media_type, whole.value), {}), ("body",)


def _media_type(content: Sequence[MediaType], whole: Whole, part: str) -> MediaType | None:
    """The media type whose schema is that of the value: the one that the part names, if several share it."""
    node = whole.spot.node
    fitting = [
        m
        for m in content
        for schema in (m.schema, m.item_schema)
        if schema is not None and (schema.node.pointer, schema.node.document.name) == (node.pointer, node.document.name)
    ]
    named = [m for m in fitting or content if f"({m.name})" in part]
    return next(iter([*named, *fitting, *content]), None)


def without_parameter(exchange: Exchange) -> Shown | None:
    """A request without a parameter that only the other side demands."""
    if exchange.in_part:
        from governance.compatibility.witnesses.parts import without_part_header  # multipart bodies are few

        return without_part_header(exchange)
    said, heard = exchange.parameter(exchange.said), exchange.parameter(exchange.heard)
    heard = heard or _moved(exchange)
    if heard is None or not heard.required or (said is not None and said.required):
        return None
    left_out = frozenset((place(said),)) if said is not None else frozenset[str]()
    message = exchange.writer.request(exchange.said, Given(without=left_out))
    pointer = pointer_of(heard)
    return Shown(message, print_pointer(pointer if pointer[0] == "query" and "query" in message else pointer[:-1]))


def _moved(exchange: Exchange) -> Parameter | None:
    """The parameter that the other side wants in another place."""
    return next((p for p in exchange.heard.parameters if _is_named(p, exchange.part)), None)


def _is_named(parameter: Parameter, part: str) -> bool:
    """Whether a parameter has the name of a place, which is another one's: header names are read without case."""
    _, location, name = part.split(".", 2) if part.count(".") > 1 else ("", "", "")
    if "header" in (location, parameter.location):
        return parameter.location != "path" and parameter.name.lower() == name.lower()
    return parameter.location != "path" and parameter.name == name


def without_body(exchange: Exchange) -> Shown | None:
    """A request without the body that only the other side demands."""
    said, heard = exchange.said.request_body, exchange.heard.request_body
    if heard is None or not heard.required or (said is not None and said.required):
        return None
    return Shown(exchange.writer.request(exchange.said, Given(no_body=True)), "")


def with_media_type(exchange: Exchange) -> Shown | None:
    """A body of the media type that the part names, or of one in its range, that the other side does not read."""
    read = [media_type.name for media_type in exchange.content(exchange.heard)]
    for media_type in exchange.content(exchange.said):
        name = unlike(media_type.name, read) if exchange.names(media_type.name) else None
        found = exchange.writer.media(media_type, exchange.direction) if name is not None else None
        if name is not None and found is not None:
            message = exchange.with_body(replace(media_type, name=name), found.value)
            return Shown(message, "/headers/Content-Type", name)
    return None


def with_former_media_type(exchange: Exchange) -> Shown | None:
    """A body of a media type that the owner read; of one that it sent, nothing shows that it is gone."""
    return with_media_type(exchange) if exchange.side == BASE else None


def without_header(exchange: Exchange) -> Shown | None:
    """A response without a header that the other side relies on."""
    if exchange.in_part:
        from governance.compatibility.witnesses.parts import without_part_header  # multipart bodies are few

        return without_part_header(exchange)
    said, heard = exchange.response(exchange.said), exchange.response(exchange.heard)
    if said is None or heard is None:
        return None
    if any(h.name.lower() == exchange.header and h.required for h in said.headers):
        return None
    if not any(h.name.lower() == exchange.header and h.required for h in heard.headers):
        return None
    status = number_of(exchange.status, exchange.said)
    name = frozenset((exchange.header,))
    message = exchange.writer.response(exchange.said, said, status, None, {}, name)
    return Shown(message, "/headers" if "headers" in message else "")


def written_elsewhere(exchange: Exchange) -> Shown | None:
    """A value where the other side does not look for it."""
    named = (p for p in exchange.said.parameters if _is_named(p, exchange.part))
    said = exchange.parameter(exchange.said) or next(named, None)
    spot = spot_of(said, exchange.side, exchange.requests) if said is not None else None
    if said is None or spot is None:
        return None
    found = exchange.asking.sample(spot, candidates(said.node, said), EMPTY) or exchange.asking.sample(spot)
    if found is None:
        return None
    message = exchange.writer.request(exchange.said, Given(values={place(said): found.value}))
    return Shown(message, print_pointer(pointer_of(said)), found.value)


def with_empty_value(exchange: Exchange) -> Shown | None:
    """A query parameter without a value."""
    said = exchange.parameter(exchange.said)
    if said is None or said.location != "query":
        return None
    return Shown(exchange.writer.request(exchange.said, Given(empty=frozenset((place(said),)))), "/query", "")


BY_KIND: dict[str, Callable[[Exchange], Shown | None]] = {
    "required-request-parameter-added": without_parameter,
    "request-parameter-removed": without_parameter,
    "request-parameter-became-required": without_parameter,
    "request-parameter-became-optional": without_parameter,
    "required-request-body-added": without_body,
    "request-body-became-required": without_body,
    "request-body-became-optional": without_body,
    "request-body-removed": without_body,
    "request-media-type-added": with_media_type,
    "request-media-type-removed": with_former_media_type,
    "response-media-type-removed": with_former_media_type,
    "required-response-header-removed": without_header,
    "response-header-became-optional": without_header,
    "response-header-became-required": without_header,
    "parameter-location-changed": written_elsewhere,
    "parameter-serialisation-changed": written_otherwise,
    "allow-empty-value-removed": with_empty_value,
}
"""What shows a change that no schema shows; each gives None where the sides do not differ that way."""
