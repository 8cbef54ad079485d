"""JSON text -> tree (RFC 8259): exact integers, every key seen, no NaN; the same answer whichever parser runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json import JSONDecodeError
from typing import NoReturn

from catalog.errors import UnreadableDocument
from catalog.model.source import Json
from catalog.reading.depth import is_deeper
from catalog.reading.json_tokens import duplicate_keys, place_of_depth, place_of_literal
from catalog.reading.limits import Limits, over
from catalog.reading.parsed import Parsed
from catalog.reading.scalars import TooManyDigits, exact_float, exact_integer
from catalog.reading.source_text import SourceText

SMALL = 100_000
"""Below so many bytes the standard library is done before orjson is imported."""
_DUMPABLE_DEPTH = 254
_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_NINETEEN_DIGITS = b"0" * 19
_ODD_KEY = re.compile(rb'"[ \t\r\n]+:|\\u00(?:22|3[aA])')
_ESCAPE = re.compile(
    r"\\(?:[^u]|u(?![dD][89a-fA-F])|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F])|(?P<lone>\\u[dD])", re.DOTALL
)


def parse_json(source: SourceText, limits: Limits) -> Parsed:
    """Tree and problems. Raises UnreadableDocument with the place, LimitExceeded."""
    _refuse_many(source, limits)
    tree = None if len(source.data) < SMALL else _parse_large(source, limits)
    return _parse_small(source, limits) if tree is None else tree


def _parse_large(source: SourceText, limits: Limits) -> Parsed | None:
    """The orjson way; None where it errs or would round a number, for the standard library to say more."""
    if _NINETEEN_DIGITS in source.data.translate(_DIGITS_TO_ZERO):
        return None
    import orjson

    try:
        tree = orjson.loads(source.text)
        again = orjson.dumps(tree)
    except orjson.JSONDecodeError:
        _refuse_malformed(source)
        return None
    except orjson.JSONEncodeError:
        return None
    if limits.depth < _DUMPABLE_DEPTH:
        _refuse_deep(source, tree, limits)
    return Parsed(tree, () if _has_every_key(source, again) else duplicate_keys(source))


def _refuse_malformed(source: SourceText) -> None:
    """The error of the standard library, which says more, without the cost of exact numbers."""
    try:
        json.loads(source.text)
    except JSONDecodeError as error:
        raise _malformed_as(error, source) from None
    except (ValueError, RecursionError):
        return


def _has_every_key(source: SourceText, again: bytes) -> bool:
    """Whether the tree, written again, has as many members as the text.

    A key ends in `":`, which no string can contain unescaped, but for a string that begins with a colon, and that
    is written again the same way.
    """
    return source.data.count(b'":') == again.count(b'":') and not _ODD_KEY.search(source.data)


def _parse_small(source: SourceText, limits: Limits) -> Parsed:
    """The way of the standard library: exact numbers, and a place for every error."""
    _refuse_lone_surrogates(source)
    repeated: list[int] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.append(len(pairs))
        return found

    tree = _loads(source, limits, members)
    _refuse_deep(source, tree, limits)
    return Parsed(tree, duplicate_keys(source) if repeated else ())


def _loads(source: SourceText, limits: Limits, members: Callable[[list[tuple[str, Json]]], dict[str, Json]]) -> Json:
    def fraction(text: str) -> int | float:
        return exact_float(text, limits.digits)

    def integer(text: str) -> int:
        return exact_integer(text, limits.digits)

    def constant(text: str) -> NoReturn:
        raise _malformed(f"{text} is no JSON value", source, place_of_literal(source.text, text))

    try:
        tree: Json = json.loads(
            source.text, object_pairs_hook=members, parse_float=fraction, parse_int=integer, parse_constant=constant
        )
    except JSONDecodeError as error:
        raise _malformed_as(error, source) from None
    except TooManyDigits as error:
        place = source.place(place_of_literal(source.text, str(error)))
        raise over("digits", limits.digits, place=place) from None
    except RecursionError:
        place = source.place(place_of_depth(source.text, limits.depth) or 0)
        raise over("depth", limits.depth, place=place) from None
    return tree


def _malformed_as(error: JSONDecodeError, source: SourceText) -> UnreadableDocument:
    is_open = error.msg.startswith("Unterminated string")
    return _malformed(error.msg[:1].lower() + error.msg[1:], source, error.pos, is_early=is_open)


def _malformed(message: str, source: SourceText, index: int, *, is_early: bool = False) -> UnreadableDocument:
    is_early = is_early or index >= len(source.text.rstrip())
    what = "the JSON ends too early" if is_early else "not valid JSON"
    return UnreadableDocument(f"{what}: {message}", place=source.place(index))


def _refuse_many(source: SourceText, limits: Limits) -> None:
    if source.data.count(b",") + source.data.count(b"{") + source.data.count(b"[") > limits.nodes:
        raise over("nodes", limits.nodes, place=f"{source.name}:1:1")


def _refuse_deep(source: SourceText, tree: Json, limits: Limits) -> None:
    if is_deeper(tree, limits.depth):
        place = source.place(place_of_depth(source.text, limits.depth) or 0)
        raise over("depth", limits.depth, place=place)


def _refuse_lone_surrogates(source: SourceText) -> None:
    if "\\u" not in source.text:
        return
    for escape in _ESCAPE.finditer(source.text):
        if escape["lone"]:
            raise _malformed("half of a surrogate pair is no character", source, escape.start())
