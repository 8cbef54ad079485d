"""The fast way through YAML, for text that yaml_rs reads as YAML 1.2 core does; all else is left to libyaml.

yaml_rs knows no merge keys, reads `1_000` and `0b11` as numbers, gives several documents as a list, silently cuts
an alias inside what it names, and its recursion ends the process on deep block collections. So the text is looked
over first for anything of that kind. Looking too closely only costs time: the other way gives the same answer.
"""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain
from threading import current_thread, main_thread
from typing import Any

from catalog.model.source import Json
from catalog.reading.depth import is_deeper
from catalog.reading.limits import DEFAULT, Limits
from catalog.reading.odd_numbers import has_odd_number
from catalog.reading.source_text import SourceText, ended

SMALL = 100_000
"""Below so many bytes a walk over the tree is done before orjson is imported."""
_DUMPABLE_DEPTH = 254

_WIDE = b" " * 512
_DEEP = 64
_CHAIN = re.compile(rb"-(?: ++-){4,}+")
_INDICATORS = bytes.maketrans(b"?:\t", b"-- ")
_ODD_TAB = re.compile(rb"(?:\A|[\r\n:?-])[ ]*\t")
_ODD_START = re.compile(rb"(?:\s++|#[^\r\n]*+|---(?=\s))*+[%|>.]")
_EMPTY_BLOCK_AT_END = re.compile(rb"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\s*\Z")
_TAG = re.compile(rb"!(?!\[)")
_EXPLICIT_KEY = re.compile(rb"\?(?=\s)")
_ANCHOR = re.compile(rb"&(?![^\s,\[\]{};]{,40};)[^\s,\[\]{};]")


_CONTAINERS = frozenset((dict, list))
_TEXT = frozenset((str,))


class NotPlain(Exception):
    """The text is not for the fast way."""


def parse_plain(source: SourceText, limits: Limits) -> Json:
    """The tree. Raises NotPlain where the text needs, or may need, the other way. Never another error."""
    if not is_plain(source.data.removeprefix(BOM_UTF8), limits):
        raise NotPlain
    return _with_text_keys(_loaded(source.text), source, limits)


def part_says(text: str, expected: Json) -> bool:
    """Whether a part of a document that was read is sure to say what is expected there; if not, it may still."""
    data = text.encode()
    if _is_nested(data) or (b"&" in data and b"*" in data):
        return False
    try:
        tree = _loaded(text)
        if tree != expected:
            _make_keys_text(tree, DEFAULT.depth)
    except NotPlain:
        return False
    return bool(tree == expected)


def _loaded(text: str) -> Any:
    """What yaml_rs reads. Raises NotPlain where it may not be used, or gives up."""
    if not fast_way_is_ready():
        raise NotPlain
    import yaml_rs

    try:
        return yaml_rs.loads(ended(text), parse_datetime=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the Rust side is no Exception
        raise NotPlain from None


def fast_way_is_ready() -> bool:
    """Whether yaml_rs may be used here; it is imported if need be.

    Imported in a thread that ends, yaml_rs 0.1.6 ends the process at its next use: only the main thread imports it.
    Whoever reads in threads asks this before they start.
    """
    if sys.modules.get("yaml_rs") is not None:
        return True
    if current_thread() is not main_thread():
        return False
    try:
        import yaml_rs  # noqa: F401
    except ImportError:
        return False
    return True


def is_plain(data: bytes, limits: Limits = DEFAULT) -> bool:
    """Whether nothing in the text could be read differently by the two ways, or hurt the fast one."""
    return not (
        _ODD_START.match(data)
        or _ends_early(data)
        or _EMPTY_BLOCK_AT_END.search(data[-400:])
        or _is_several(data)
        or b"<<" in data
        or (b"\t" in data and _ODD_TAB.search(data))
        or _is_nested(data)
        or any(_marks(data, _TAG, _EXPLICIT_KEY))
        or not _has_plain_anchors(data, limits)
        or has_odd_number(data)
    )


def _ends_early(data: bytes) -> bool:
    """Whether a text in braces or brackets lacks the last one; then libyaml is the one to say what is wrong."""
    return data[:1] in (b"{", b"[") and data[-400:].rstrip()[-1:] not in (b"}", b"]")


def _is_several(data: bytes) -> bool:
    return b"\n---" in data or b"\n..." in data or b"\r---" in data or b"\r..." in data


def _is_nested(data: bytes) -> bool:
    """Whether block collections could be deeper than the stack of yaml_rs is safe for."""
    if _WIDE in data:
        return True
    if b"-" * _DEEP not in data.translate(_INDICATORS, b" \t"):
        return False
    return any(found[0].count(b"-") >= _DEEP for found in _CHAIN.finditer(data.translate(_INDICATORS)))


def _has_plain_anchors(data: bytes, limits: Limits) -> bool:
    marks = [*_marks(data, _ANCHOR)]
    if not marks:
        return True
    from catalog.reading.yaml_anchors import anchors_are_plain  # most texts have none

    return anchors_are_plain(data, marks, limits.alias_nodes)


def _marks(data: bytes, *patterns: re.Pattern[bytes]) -> Iterator[int]:
    """Where a node may have a tag, an anchor or the mark of an explicit key; `&nbsp;` is none of them."""
    for pattern in patterns:
        sign = pattern.pattern.removeprefix(b"\\")[:1]
        at = data.find(sign)
        while at >= 0:
            if (at == 0 or data[at - 1] in b" \t\n\r[{,:") and pattern.match(data, at):
                yield at
            at = data.find(sign, at + 1)


def _with_text_keys(tree: Json, source: SourceText, limits: Limits) -> Json:
    """The tree with `200:` as "200". Raises NotPlain where the text of a key is not certain, or it is too deep."""
    if not _is_dumpable(tree, source):
        _make_keys_text(tree, limits.depth)
    elif limits.depth < _DUMPABLE_DEPTH and is_deeper(tree, limits.depth):
        raise NotPlain
    return tree


def _is_dumpable(tree: Json, source: SourceText) -> bool:
    """Whether orjson takes it: every key is text, and no more than 254 levels."""
    if len(source.data) < SMALL:
        return False
    import orjson

    try:
        orjson.dumps(tree)
    except orjson.JSONEncodeError:
        return False
    return True


def _make_keys_text(tree: Json, depth: int) -> None:
    """Level by level. Raises NotPlain below so many of them."""
    level: list[Any] = [tree] if type(tree) in _CONTAINERS else []
    for _ in range(depth):
        for node in level:
            if type(node) is dict and not _TEXT.issuperset(map(type, node)):
                _rename(node)
        held = chain.from_iterable([node.values() if type(node) is dict else node for node in level])
        level = [child for child in held if type(child) in _CONTAINERS]
        if not level:
            return
    raise NotPlain


def _rename(node: dict[Any, Json]) -> None:
    members = list(node.items())
    if not all(type(key) is str or type(key) is int for key, _ in members):
        raise NotPlain
    node.clear()
    node.update((str(key), value) for key, value in members)
    if len(node) != len(members):
        raise NotPlain
