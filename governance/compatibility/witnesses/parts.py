"""Multipart bodies as their text, where a part is told by its headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from catalog.frozen import dataclass, field
from catalog.model.http import Header
from catalog.model.source import Json
from catalog.wire.media_types import concrete, is_json, is_multipart, unlike
from catalog.wire.scalars import write_json, write_scalar
from governance.compatibility.http.fields import Field, encodings_of, field_of
from governance.compatibility.http.part_headers import place_of
from governance.compatibility.witnesses.asking import Spot
from governance.compatibility.witnesses.exchange import Exchange, Shown
from governance.compatibility.witnesses.messages import candidates

LINE = "\r\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the one part is written that the message is about."""

    media_type: str = ""
    headers: Mapping[str, Json] = field(default_factory=dict)
    without: frozenset[str] = frozenset()


def with_part_type(exchange: Exchange) -> Shown | None:
    """A part of a media type that the other side does not take."""
    for said, heard in _parts(exchange, exchange.path):
        types = (unlike(name, heard.types) for name in said.types)
        found = next((name for name in types if name is not None), None)
        message = _message(exchange, said, Wanted(found)) if found is not None else None
        if message is not None:
            return Shown(message, "/body", found)
    return None


def without_part_header(exchange: Exchange) -> Shown | None:
    """A part without a header that only the other side demands."""
    for name, header in _names(exchange):
        for said, heard in _parts(exchange, name):
            message = _message(exchange, said, Wanted(without=frozenset((header.lower(),))))
            if _demands(heard, header) and not _demands(said, header) and message is not None:
                return Shown(message, "/body")
    return None


def with_part_header(exchange: Exchange, value: Json) -> dict[str, Json] | None:
    """The message of a part whose header says a value."""
    for name, header in _names(exchange):
        for said, _ in _parts(exchange, name):
            return _message(exchange, said, Wanted(headers={header.lower(): value}))
    return None


def _demands(part: Field, header: str) -> bool:
    return any(each.required and each.name.lower() == header.lower() for each in part.headers)


def _names(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """The part, and the header of it, that the exchange is about."""
    for operation in (exchange.said, exchange.heard):
        for media_type in exchange.content(operation):
            for name, encoding in encodings_of(media_type).items():
                held = encoding.get("headers") if isinstance(encoding, dict) else None
                for header in held if isinstance(held, dict) else ():
                    if exchange.part.endswith(f".{place_of(name, header)}"):
                        yield name, header


def _parts(exchange: Exchange, name: str) -> Iterator[tuple[Field, Field]]:
    """A part of the multipart bodies that both sides have."""
    for said, heard in product(*map(exchange.content, (exchange.said, exchange.heard))):
        if said.name == heard.name and is_multipart(said.name) and exchange.names(said.name):
            before, after = field_of(said, name, exchange.speaker), field_of(heard, name, exchange.hearer)
            if before is not None and after is not None:
                yield before, after


def _message(exchange: Exchange, part: Field, wanted: Wanted) -> dict[str, Json] | None:
    """The message of a body that has the part; its boundary is nowhere inside."""
    fields = _fields(exchange, part)
    if fields is None:
        return None
    written = [text for name, value in fields.items() for text in _written(exchange, part, wanted, name, value)]
    boundary = "part"
    while any(boundary in text for text in written):
        boundary += "-"
    body = "".join(f"--{boundary}{LINE}{text}{LINE}" for text in written) + f"--{boundary}--{LINE}"
    message = exchange.with_body(part.media_type, fields)
    headers = message["headers"]
    assert isinstance(headers, dict)
    named = {**headers, "Content-Type": f"{concrete(part.media_type.name)}; boundary={boundary}"}
    return {**message, "headers": named, "body": body}


def _fields(exchange: Exchange, part: Field) -> dict[str, Json] | None:
    schema = part.media_type.schema
    if schema is None:
        return None
    spot = Spot(schema.node, exchange.side, exchange.direction, "parts")
    without: Json = {"not": {"required": [part.name], "properties": {part.name: {"not": {"enum": [None, []]}}}}}
    found = exchange.asking.sample(spot, candidates(part.media_type.node), without)
    return found.value if found is not None and isinstance(found.value, dict) else None


def _written(exchange: Exchange, part: Field, wanted: Wanted, name: str, value: Json) -> Iterator[str]:
    """A field as one part, a list as one part for each item: headers, an empty line, the text."""
    held = field_of(part.media_type, name, exchange.speaker)
    how = wanted if name == part.name else Wanted()
    types = held.types if held is not None else ()
    named = how.media_type or next(iter(types), "")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    kind = "form-data" if part.media_type.name.startswith("multipart/form-data") else "inline"
    lines = [f'Content-Disposition: {kind}; name="{quoted}"', *([f"Content-Type: {concrete(named)}"] if named else ())]
    headers: tuple[Header, ...] = held.headers if held is not None else ()
    said = exchange.writer.headers(headers, exchange.direction, how.headers, how.without)
    lines += [f"{header}: {text}" for header, text in said]
    for item in value if isinstance(value, list) else [value]:
        yield LINE.join([*lines, "", write_json(item) if is_json(named) else write_scalar(item)])
