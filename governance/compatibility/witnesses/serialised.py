"""Values that one release writes so that the other reads something else, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import product

from catalog.frozen import replace
from catalog.model.http import Direction, Header, MediaType, Parameter
from catalog.model.pointer import print_pointer
from catalog.model.source import Json
from catalog.wire.media_types import is_json, is_url_encoded
from catalog.wire.styles import Shape, Style, read_pairs, write_pairs, write_segment
from governance.compatibility.http.fields import field_of
from governance.compatibility.http.parameters import place
from governance.compatibility.http.serialisation import is_one_text, written
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.witnesses.asking import Spot
from governance.compatibility.witnesses.exchange import Exchange, Shown, number_of, pointer_of
from governance.compatibility.witnesses.forms import write_field
from governance.compatibility.witnesses.messages import EMPTY, Given, candidates, spot_of, text_of

NO_SCALARS: Json = {"anyOf": [{"type": "number"}, {"type": "boolean"}]}
NO_JSON: Json = {"anyOf": [EMPTY, {"type": "string", "pattern": r"^[\s\[{\"0-9-]|^(true|false|null)"}]}

NOT_TEXTS: Json = {"not": {"type": "array", "minItems": 2, "items": {"minLength": 1}}}
"""What is no list of texts that are seen between separators."""


def written_otherwise(exchange: Exchange) -> Shown | None:
    """A value that the other side reads as another one."""
    if exchange.path:
        from governance.compatibility.witnesses.parts import with_part_type  # multipart bodies are few

        return _as_field(exchange) or with_part_type(exchange)
    said, heard = _holder(exchange, said=True), _holder(exchange, said=False)
    spot = spot_of(said, exchange.side, _direction(exchange, said)) if said is not None else None
    if said is None or heard is None or spot is None:
        return None
    is_either_json = is_json(said.media_type) or is_json(heard.media_type)
    return (_as_json if is_either_json else _in_style)(exchange, said, spot, heard)


def _holder(exchange: Exchange, *, said: bool) -> Parameter | Header | None:
    operation = exchange.said if said else exchange.heard
    if not exchange.header:
        return exchange.parameter(operation)
    response = exchange.response(operation)
    headers = response.headers if response is not None else ()
    return next((header for header in headers if header.name.lower() == exchange.header), None)


def _in_style(exchange: Exchange, said: Parameter | Header, spot: Spot, heard: Parameter | Header) -> Shown | None:
    """A value that another style writes otherwise."""
    for value in _telling(exchange, spot, candidates(said.node)):
        is_list = isinstance(value, list) and len(value) > 1 and _is_one_text(exchange, said, heard)
        if is_list or not _read_alike(said.name, value, written(said), written(heard)):
            return _shown(exchange, said, value)
    return None


def _is_one_text(exchange: Exchange, said: Parameter | Header, heard: Parameter | Header) -> bool:
    """Whether what is written for each item is one text to the other side."""
    way = written(said)
    if said.schema is None or heard.schema is None or not isinstance(way, Style) or not way.explode:
        return False
    return is_one_text((said.schema.node, exchange.speaker), (heard.schema.node, exchange.hearer))


def _telling(exchange: Exchange, spot: Spot, liked: Sequence[Json]) -> Iterator[Json]:
    """Values that styles may write differently: those with several members first."""
    for wanted in (liked, ()):
        for never in (NOT_TEXTS, _fewer_than(2), _fewer_than(1), EMPTY):
            found = exchange.asking.sample(spot, wanted, never)
            if found is not None:
                yield found.value


def _fewer_than(members: int) -> Json:
    return {"not": _several(members)}


def _several(members: int) -> Json:
    return {"anyOf": [{"minItems": members, "type": "array"}, {"minProperties": 1, "type": "object"}]}


def _as_field(exchange: Exchange) -> Shown | None:
    """A field of a url-encoded form that the other side separates otherwise."""
    for said, heard in product(exchange.content(exchange.said), exchange.content(exchange.heard)):
        is_asked = is_url_encoded(said.name) and exchange.names(said.name)
        if said.schema is None or said.name != heard.name or not is_asked:
            continue
        name, spot = exchange.path, Spot(said.schema.node, exchange.side, exchange.direction, "fields")
        found = exchange.asking.sample(spot, candidates(said.node), _without_collection(name))
        value = found.value if found is not None else None
        ways = {write_field(each, name, value[name]) for each in (said, heard)} if isinstance(value, dict) else ()
        if isinstance(value, dict) and (len(ways) > 1 or _is_one_field(exchange, said, heard, name)):
            return Shown(exchange.with_body(said, value), "/body", value[name])
    return None


def _is_one_field(exchange: Exchange, said: MediaType, heard: MediaType, name: str) -> bool:
    ends = (said, exchange.speaker), (heard, exchange.hearer)
    fields = [(field_of(media_type, name, contract), contract) for media_type, contract in ends]
    sent, received = ((field.node, contract) if field is not None else None for field, contract in fields)
    return sent is not None and received is not None and is_one_text(sent, received)


def _without_collection(name: str) -> Json:
    """Bodies whose field does not show how members are separated."""
    return {"not": {"required": [name], "properties": {name: _several(2)}}}


def _as_json(exchange: Exchange, said: Parameter | Header, spot: Spot, heard: Parameter | Header) -> Shown | None:
    """JSON that the other side takes for a text, or a text that it cannot take for JSON."""
    for never in (NO_SCALARS, EMPTY) if is_json(said.media_type) else (NO_JSON, EMPTY):
        found = exchange.asking.sample(spot, candidates(said.node), never)
        if found is not None and not _read_as_json(exchange, said, heard, found.value):
            return _shown(exchange, said, found.value)
    return None


def _read_as_json(exchange: Exchange, said: Parameter | Header, heard: Parameter | Header, value: Json) -> bool:
    """Whether the other side reads the same value from what is written, and accepts it."""
    if is_json(said.media_type):
        return isinstance(value, int | float)
    try:
        read: Json = json.loads(_text(said, value))
    except ValueError:
        return False
    if read != value or heard.schema is None:
        return read == value
    other = REVISION if exchange.side == BASE else BASE
    spot = Spot(heard.schema.node, other, _direction(exchange, said), "")
    return exchange.asking.accepts(read, spot, reader=True) is not False


def _text(said: Parameter | Header, value: Json) -> str:
    """What stands for a value, as it is read as JSON: nothing where there is not one text."""
    style = written(said)
    if not isinstance(style, Style):
        return str(text_of(said, value))
    if style.location in ("path", "header"):
        return write_segment(said.name, value, replace(style, location="header"))
    texts = [text for name, text in write_pairs(said.name, value, style) if name == said.name]
    return texts[0] if len(texts) == 1 else ""


def _direction(exchange: Exchange, said: Parameter | Header) -> Direction:
    return exchange.requests if isinstance(said, Parameter) else exchange.writer.responses


def _shown(exchange: Exchange, said: Parameter | Header, value: Json) -> Shown | None:
    """The message that says the value."""
    if isinstance(said, Parameter):
        message = exchange.writer.request(exchange.said, Given(values={place(said): value}))
        return Shown(message, print_pointer(pointer_of(said)), value)
    response = exchange.response(exchange.said)
    if response is None:
        return None
    status, named = number_of(exchange.status, exchange.said), {exchange.header: value}
    message = exchange.writer.response(exchange.said, response, status, None, named)
    return Shown(message, print_pointer(("headers", said.name)), value)


def _read_alike(name: str, value: Json, said: Style | str, heard: Style | str) -> bool:
    """Whether what one style writes is read as the same by the other."""
    if not isinstance(said, Style) or not isinstance(heard, Style):
        return said == heard
    shape = Shape.ARRAY if isinstance(value, list) else Shape.OBJECT if isinstance(value, dict) else Shape.SCALAR
    members = tuple(value) if isinstance(value, dict) else ()
    if said.location in ("path", "header"):
        return write_segment(name, value, said) == write_segment(name, value, heard)
    pairs = write_pairs(name, value, said)
    return read_pairs(name, pairs, said, shape, members) == read_pairs(name, pairs, heard, shape, members)
