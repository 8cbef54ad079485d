"""JSON text -> tree the way of the standard library: slower, with exact numbers and a place for every error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json import JSONDecodeError
from typing import NoReturn

from catalog.errors import UnreadableDocument
from catalog.model.source import Json
from catalog.reading.depth import is_deeper
from catalog.reading.exact_numbers import TooManyDigits, exact_float, exact_integer
from catalog.reading.json_tokens import duplicate_keys, place_of_depth, place_of_literal
from catalog.reading.limits import Limits, over
from catalog.reading.parsed import Parsed
from catalog.reading.source_text import SourceText

_ESCAPE = re.compile(
    r"\\(?:[^u]|u(?![dD][89a-fA-F])|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F])|(?P<lone>\\u[dD])", re.DOTALL
)


def parse_exactly(source: SourceText, limits: Limits) -> Parsed:
    """Tree and problems. Raises UnreadableDocument with the place, LimitExceeded."""
    _refuse_lone_surrogates(source)
    repeated: list[int] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.append(len(pairs))
        return found

    tree = _loads(source, limits, members)
    refuse_deep(source, tree, limits)
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


def refuse_malformed(source: SourceText) -> None:
    """Raises UnreadableDocument with what is wrong, without the cost of exact numbers; passes what it cannot place."""
    try:
        json.loads(source.text)
    except JSONDecodeError as error:
        raise _malformed_as(error, source) from None
    except (ValueError, RecursionError):
        return


def refuse_deep(source: SourceText, tree: Json, limits: Limits) -> None:
    """Raises LimitExceeded where the tree is too deep, with the place of the first array or object that is."""
    if is_deeper(tree, limits.depth):
        place = source.place(place_of_depth(source.text, limits.depth) or 0)
        raise over("depth", limits.depth, place=place)


def _malformed_as(error: JSONDecodeError, source: SourceText) -> UnreadableDocument:
    is_open = error.msg.startswith("Unterminated string")
    return _malformed(error.msg[:1].lower() + error.msg[1:], source, error.pos, is_early=is_open)


def _malformed(message: str, source: SourceText, index: int, *, is_early: bool = False) -> UnreadableDocument:
    is_early = is_early or index >= len(source.text.rstrip())
    what = "the JSON ends too early" if is_early else "not valid JSON"
    return UnreadableDocument(f"{what}: {message}", place=source.place(index))


def _refuse_lone_surrogates(source: SourceText) -> None:
    if "\\u" not in source.text:
        return
    for escape in _ESCAPE.finditer(source.text):
        if escape["lone"]:
            raise _malformed("half of a surrogate pair is no character", source, escape.start())
