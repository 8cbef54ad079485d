"""Whether two nodes mean the same because they are spelled the same, all the way through their references.

A node's closure is itself and everything its references reach. Two nodes are the same if they are equal and every
reference in them leads to nodes that are the same; a cycle of equal nodes is the same (coinduction). What is looked
at is the text of a node with its members sorted: it tells true from 1, and lists references without a walk.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from catalog.model.node import Node, References
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.following import KEYWORDS

REFERENCE = re.compile(rb'"(\$ref|\$dynamicRef|\$recursiveRef)":("(?:[^"\\]|\\.)*")')
Place = tuple[str, tuple[str | int, ...]]
Both = tuple[Place, Place]


class Sameness:
    """Remembers what it found for two releases; ask `same` as often as you like."""

    def __init__(
        self,
        base: References,
        revision: References,
        read_otherwise: re.Pattern[bytes] | None = None,
        apart: Callable[[Node, Node], bool] | None = None,
    ) -> None:
        """`read_otherwise`: what in the text of a schema means one thing in the base, and another in the revision.
        `apart` tells nodes that differ by what is said of them elsewhere."""
        self._base, self._revision = base, revision
        self._read_otherwise, self._apart = read_otherwise, apart
        self._known: dict[Both, bool] = {}
        self._named: dict[int, bool] = {}
        self._targets: dict[tuple[str, str, bytes], tuple[Node | None, Node | None]] = {}

    def same(self, base: Node | None, revision: Node | None) -> bool:
        """Whether the closures of two nodes are equal; two absent nodes are."""
        if base is None or revision is None:
            return base is revision
        key = _key(base, revision)
        if key not in self._known:
            self._explore(base, revision)
        return self._known[key]

    def same_member(self, base: Node, revision: Node, name: str) -> bool:
        """Whether two objects say the same in one member, so that nobody needs to read it."""
        return self.same(_member(base, name), _member(revision, name))

    def is_read_otherwise(self, text: bytes) -> bool:
        """Whether a text that both releases have may mean something else in each."""
        return self._read_otherwise is not None and self._read_otherwise.search(text) is not None

    def _explore(self, base: Node, revision: Node) -> None:
        """Find every pair that this one reaches; those that reach an unequal pair differ, all others are the same."""
        start = _key(base, revision)
        first = self._below(base, revision, start)
        if not first:
            self._known[start] = first is not None
            return
        above: dict[Both, list[Both]] = {start: []}
        waiting, differing = [(start, first)], []
        while waiting:
            here, below = waiting.pop()
            for left, right in below:
                there = _key(left, right)
                if there not in above:
                    above[there] = []
                    found = self._below(left, right, there)
                    if found is None:
                        differing.append(there)
                    elif found:
                        waiting.append((there, found))
                above[there].append(here)
        self._settle(above, differing)

    def _settle(self, above: dict[Both, list[Both]], differing: list[Both]) -> None:
        spoilt = set(differing)
        while differing:
            for pair in above[differing.pop()]:
                if pair not in spoilt:
                    spoilt.add(pair)
                    differing.append(pair)
        for pair in above:
            self._known[pair] = pair not in spoilt

    def _below(self, base: Node, revision: Node, here: Both) -> list[tuple[Node, Node]] | None:
        """The pairs that references in this one lead to; None where the pair itself differs."""
        known = self._known.get(here)
        if known is not None:
            return [] if known else None
        if base.value != revision.value:  # what is not even equal is found so much sooner
            return None
        text = spelled(base.value)
        if text != spelled(revision.value) or self.is_read_otherwise(text):
            return None
        if self._apart is not None and self._apart(base, revision):
            return None
        references = sorted(set(REFERENCE.findall(text)))
        if not references:
            return []
        if self._names_resources(base.document) or self._names_resources(revision.document):
            pairs = [self._hops(base, revision, *found) for found in _references(base.value, ())]
        else:
            pairs = [self._target(base, revision, *found) for found in references]
        if any((left is None) != (right is None) for left, right in pairs):
            return None
        return [(left, right) for left, right in pairs if left is not None and right is not None]

    def _target(self, base: Node, revision: Node, keyword: bytes, quoted: bytes) -> tuple[Node | None, Node | None]:
        key = (base.document.name, revision.document.name, keyword + quoted)
        if key not in self._targets:
            holder: Json = {keyword.decode(): json.loads(quoted)}
            left = self._base.hop(Node(base.document, (), holder))
            self._targets[key] = left, self._revision.hop(Node(revision.document, (), holder))
        return self._targets[key]

    def _names_resources(self, document: SourceDocument) -> bool:
        """Whether schemas of a document may have an `$id`, from which references start anew."""
        found = self._named.get(id(document))
        if found is None:
            found = self._named[id(document)] = b"$id" in document.data
        return found

    def _hops(self, base: Node, revision: Node, at: Pointer, holder: Json) -> tuple[Node | None, Node | None]:
        """What a reference leads to from the resource that it stands in."""
        left = self._base.hop(Node(base.document, (*base.pointer, *at), holder))
        return left, self._revision.hop(Node(revision.document, (*revision.pointer, *at), holder))


def _references(value: Json, at: Pointer) -> Iterator[tuple[Pointer, Json]]:
    """Every reference with its place; JSON Schema 2020-12 core §8.2.1 has each start from the resource around it."""
    if isinstance(value, dict):
        yield from ((at, {word: value[word]}) for word in KEYWORDS if isinstance(value.get(word), str))
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for token, held in members:
        yield from _references(held, (*at, token))


def _member(node: Node, name: str) -> Node | None:
    held = node.value.get(name) if isinstance(node.value, dict) else None
    return Node(node.document, (*node.pointer, name), held) if held is not None else None


def spelled(value: Json) -> bytes:
    """The text of a value with sorted members."""
    fast = _fast()
    if fast is None:
        return _SLOW.encode(value).encode("utf-8", "surrogatepass")
    try:
        found: bytes = fast.dumps(value, option=fast.OPT_SORT_KEYS)
    except TypeError:  # an integer beyond 64 bits
        return _SLOW.encode(value).encode("utf-8", "surrogatepass")
    return found


_SLOW = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


@cache
def _fast() -> Any:
    """orjson, if reading the documents took it; for small ones it is not worth its import. Decided once: the two do
    not write all numbers alike."""
    return sys.modules.get("orjson")


def _key(base: Node, revision: Node) -> Both:
    return (base.document.name, base.pointer), (revision.document.name, revision.pointer)
