"""Whether two nodes mean the same because they are spelled the same, all the way through their references.

A node's closure is itself and everything its references reach. Two nodes are the same if they are equal and every
reference in them leads to nodes that are the same; a cycle of equal nodes is the same (coinduction).
"""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node, References
from catalog.model.source import Json

REFERENCE_KEYWORDS = ("$ref", "$dynamicRef", "$recursiveRef")
Place = tuple[str, tuple[str | int, ...]]


class Sameness:
    """Remembers what it found for two releases; ask `same` as often as you like."""

    def __init__(self, base: References, revision: References) -> None:
        self._base, self._revision = base, revision
        self._known: dict[tuple[Place, Place], bool] = {}

    def same(self, base: Node | None, revision: Node | None) -> bool:
        """Whether the closures of two nodes are equal; two absent nodes are."""
        if base is None or revision is None:
            return base is revision
        if base.value != revision.value or not _same_kinds(base.value, revision.value):
            return False
        key = _key(base, revision)
        if key not in self._known:
            self._explore(base, revision)
        return self._known[key]

    def _explore(self, base: Node, revision: Node) -> None:
        """Find every pair that this one reaches; those that reach an unequal pair differ, all others are the same."""
        start = _key(base, revision)
        reached_from: dict[tuple[Place, Place], list[tuple[Place, Place]]] = {start: []}
        waiting, differing = [(base, revision)], []
        while waiting:
            pair = waiting.pop()
            here = _key(*pair)
            if self._known.get(here, pair[0].value == pair[1].value) is False:
                differing.append(here)
                continue
            if here in self._known:
                continue
            for below in self._references(*pair):
                there = _key(*below)
                if there not in reached_from:
                    reached_from[there] = []
                    waiting.append(below)
                reached_from[there].append(here)
        self._settle(reached_from, differing)

    def _settle(
        self, reached_from: dict[tuple[Place, Place], list[tuple[Place, Place]]], differing: list[tuple[Place, Place]]
    ) -> None:
        spoilt = set(differing)
        while differing:
            for above in reached_from[differing.pop()]:
                if above not in spoilt:
                    spoilt.add(above)
                    differing.append(above)
        for pair in reached_from:
            self._known[pair] = pair not in spoilt

    def _references(self, base: Node, revision: Node) -> Iterator[tuple[Node, Node]]:
        for left, right in zip(_holders(base), _holders(revision), strict=True):
            there, other = self._base.hop(left), self._revision.hop(right)
            if there is not None and other is not None:
                yield there, other
            elif there is not other:
                yield left, Node(right.document, right.pointer, None)


def _key(base: Node, revision: Node) -> tuple[Place, Place]:
    return (base.document.name, base.pointer), (revision.document.name, revision.pointer)


def _holders(node: Node) -> Iterator[Node]:
    """Every object below that holds a reference, in a fixed order."""
    waiting: list[tuple[tuple[str | int, ...], Json]] = [(node.pointer, node.value)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, dict):
            if any(isinstance(value.get(keyword), str) for keyword in REFERENCE_KEYWORDS):
                yield Node(node.document, pointer, value)
            waiting.extend(
                ((*pointer, key), value[key]) for key in sorted(value) if isinstance(value[key], dict | list)
            )
        elif isinstance(value, list):
            waiting.extend(((*pointer, index), item) for index, item in enumerate(value))


def _same_kinds(one: Json, other: Json) -> bool:
    """Python holds True == 1; JSON does not. Rare enough to be looked at only where it can matter."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same_kinds(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return all(map(_same_kinds, one, other))
    return isinstance(one, bool) == isinstance(other, bool)
