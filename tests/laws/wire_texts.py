"""What texts on the wire may be read as; written from OpenAPI's styles and SEMANTICS §3, not from the engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Any
from urllib.parse import parse_qsl, unquote

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
BRACKETS = re.compile(r"\[([^\]]*)\]")
DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
MOST = 4096


class TooMany(Exception):
    """A text that can be read in too many ways."""


def readings(value: Any) -> list[Any]:
    """Every value that the texts in `value` may mean. Raises TooMany."""
    found = list(islice(_readings(value), MOST + 1))
    if len(found) > MOST:
        raise TooMany
    return found


def readings_of_parts(body: Any) -> list[Any]:
    """Every value that a multipart body, shown by field, may mean: objects are JSON, also in lists of them."""
    ways = [[part] if _holds_objects(part) else readings(part) for part in body.values()]
    found = [dict(zip(body, chosen, strict=True)) for chosen in islice(product(*ways), MOST + 1)]
    if len(found) > MOST:
        raise TooMany
    return found


def _holds_objects(part: Any) -> bool:
    return isinstance(part, dict) or (isinstance(part, list) and any(isinstance(item, dict | list) for item in part))


def _readings(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        ways = [list(_readings(item)) for item in value.values()]
        yield from (dict(zip(value, chosen, strict=True)) for chosen in product(*ways))
        if value and all(key.isdigit() for key in value):
            yield from _readings([value[key] for key in sorted(value, key=int)])
    elif isinstance(value, list):
        yield from (list(chosen) for chosen in product(*(list(_scalars(item)) for item in value)))
        if len(value) == 1:
            yield from _scalars(value[0])
        if value and all(isinstance(item, str | int | float) for item in value):
            yield ",".join(item if isinstance(item, str) else json.dumps(item) for item in value)
    else:
        yield from _scalars(value)
        if value is not None:
            parts = value.split(",") if isinstance(value, str) else [value]
            yield from (list(chosen) for chosen in product(*(list(_scalars(part)) for part in parts)))


def _scalars(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield from _readings(value)
        return
    yield value
    if isinstance(value, bool | int | float):
        yield json.dumps(value)
    if not isinstance(value, str):
        return
    if len(value) < 4000 and NUMBER.fullmatch(value):
        yield json.loads(value)
    if value in ("true", "false"):
        yield value == "true"
    if value[:1] in ("{", "["):
        yield from _json(value)


def _json(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text)
    except ValueError:
        return


def pairs(query: str) -> list[tuple[str, str]]:
    """Names and texts of a query or url-encoded form, decoded."""
    return parse_qsl(query, keep_blank_values=True)


def from_pairs(name: str, given: list[tuple[str, str]], style: str, explode: bool, members: set[str]) -> Iterator[Any]:
    """What a query, form or cookie parameter may say; nothing where it is absent."""
    texts = [text for key, text in given if key == name]
    nested = [(BRACKETS.findall(key), text) for key, text in given if key.startswith(f"{name}[")]
    if nested:
        yield _nested(nested)
    if len(texts) == 1:
        yield texts[0]
        if not explode:
            parts = texts[0].split(DELIMITERS.get(style, ","))
            yield parts
            yield dict(zip(parts[::2], parts[1::2], strict=False))
    elif texts:
        yield texts
    exploded = {key: text for key, text in given if key in members}
    if explode and exploded and style == "form":
        yield exploded


def as_json(said: list[Any]) -> Iterator[Any]:
    """What the whole text means as JSON; nothing where it means nothing."""
    try:
        yield json.loads(said[0])
    except (IndexError, TypeError, ValueError):
        return


def _nested(given: list[tuple[list[str], str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for keys, text in given:
        place = found
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        place[keys[-1]] = text
    return found


def from_segment(name: str, text: str, style: str, explode: bool, *, encoded: bool) -> Iterator[Any]:
    """What a path segment or header value may say."""
    decode = unquote if encoded else str
    body = text[1:] if style in ("label", "matrix") else text
    body = body.removeprefix(f"{name}=") if style == "matrix" else body
    yield decode(body)
    if style in DELIMITERS:
        yield decode(body).split(DELIMITERS[style])
        return
    parts = body.split("." if style == "label" and explode else ";" if style == "matrix" and explode else ",")
    yield [decode(part.removeprefix(f"{name}=")) for part in parts]
    if explode:
        yield {decode(key): decode(item) for key, _, item in (part.partition("=") for part in parts)}
    elif len(parts) % 2 == 0:
        yield {decode(key): decode(item) for key, item in zip(parts[::2], parts[1::2], strict=True)}
