"""JSON text -> tree (RFC 8259): exact integers, every key seen, no NaN; the same answer whichever parser runs."""

from __future__ import annotations

from catalog.model.source import Json
from catalog.reading.limits import Limits, over
from catalog.reading.parsed import Parsed
from catalog.reading.source_text import SourceText

SMALL = 100_000
"""Below so many bytes the standard library is done before orjson is imported."""
_DUMPABLE_DEPTH = 254
_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_NINETEEN_DIGITS = b"0" * 19
_WRITTEN_OTHERWISE = b"\\u0022"
"""A quotation mark that is written again as `\\"`."""


def parse_json(source: SourceText, limits: Limits) -> Parsed:
    """Tree and problems. Raises UnreadableDocument with the place, LimitExceeded."""
    _refuse_many(source, limits)
    if len(source.data) >= SMALL and (parsed := _parse_large(source, limits)) is not None:
        return parsed
    from catalog.reading.json_exact import parse_exactly  # most large documents have no use for it

    return parse_exactly(source, limits)


def _parse_large(source: SourceText, limits: Limits) -> Parsed | None:
    """The orjson way; None where it errs or would round a number, for the standard library to say more."""
    if _NINETEEN_DIGITS in source.data.translate(_DIGITS_TO_ZERO):
        return None
    import orjson

    try:
        tree: Json = orjson.loads(source.text)
        again = orjson.dumps(tree)
    except orjson.JSONDecodeError:
        _refuse_malformed(source)
        return None
    except orjson.JSONEncodeError:
        return None
    if limits.depth < _DUMPABLE_DEPTH:
        _refuse_deep(source, tree, limits)
    return Parsed(tree) if _has_every_key(source, again) else _with_duplicates(source, tree)


def _refuse_malformed(source: SourceText) -> None:
    from catalog.reading.json_exact import refuse_malformed

    refuse_malformed(source)


def _refuse_deep(source: SourceText, tree: Json, limits: Limits) -> None:
    from catalog.reading.json_exact import refuse_deep

    refuse_deep(source, tree, limits)


def _with_duplicates(source: SourceText, tree: Json) -> Parsed:
    from catalog.reading.json_tokens import duplicate_keys

    return Parsed(tree, duplicate_keys(source))


def _has_every_key(source: SourceText, again: bytes) -> bool:
    """Whether the tree, written again, has as many quotation marks as the text.

    A member that was set twice takes at least the two around its key along, and nothing brings new ones.
    """
    return source.data.count(b'"') == again.count(b'"') and _WRITTEN_OTHERWISE not in source.data


def _refuse_many(source: SourceText, limits: Limits) -> None:
    data = source.data
    if len(data) > limits.nodes and data.count(b",") + data.count(b"{") + data.count(b"[") > limits.nodes:
        raise over("nodes", limits.nodes, place=f"{source.name}:1:1")
