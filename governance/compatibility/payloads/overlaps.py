"""Which oneOf is read as anyOf: branches of the base that overlap with nothing to tell them apart (SEMANTICS §4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from catalog.model.node import Node
from catalog.model.source import Json, Pointer, SourceDocument
from governance.compatibility.payloads.flat import Flat, flatten, value_of
from governance.compatibility.payloads.sources import BASE, REVISION, Sources
from governance.compatibility.sameness import spelled
from governance.compatibility.schema import Reading, Refuted, decide

MOST_PAIRS = 400
"""Of branches of one union that are looked at."""
STEPS = 20_000


class Overlaps:
    """Asked about the list of a oneOf of either release; of the revision's, what its counterpart in the base says.

    A discriminator is not looked at: what it tells apart, it tells apart in an anyOf as well.
    """

    def __init__(self, sources: Sources, reading: Reading) -> None:
        self._sources, self._reading = sources, reading
        self._loose: dict[int, tuple[Json, bool]] = {}
        self._places: dict[str, dict[int, Node]] = {}
        self._twins: dict[object, Node] = {}
        self.found = False

    def __call__(self, union: Json) -> bool:
        """Whether the oneOf with these branches is read as anyOf."""
        known = self._loose.get(id(union))
        if known is None:
            node = self._in_base(union)
            known = self._loose[id(union)] = (union, node is not None and self._overlaps(node))
            self.found = self.found or known[1]
        return known[1]

    def _in_base(self, union: Json) -> Node | None:
        held = self._index(BASE).get(id(union))
        node = held or self._index(REVISION).get(id(union))
        if node is None or held is not None:
            return held
        return next((self._twins[key] for key in _keys(node) if key in self._twins), None)

    def _index(self, side: str) -> dict[int, Node]:
        if side not in self._places:
            nodes = [node for document in self._sources.documents(side) for node in unions(document)]
            self._places[side] = {id(node.value): node for node in nodes}
            for node in nodes if side == BASE else ():
                for key in _keys(node):
                    self._twins.setdefault(key, node)
        return self._places[side]

    def _overlaps(self, union: Node) -> bool:
        branches = union.value if isinstance(union.value, list) else []
        nodes = [union.child(index) for index in range(len(branches))]
        flats = [flatten(node, BASE, self._sources) for node in nodes]
        return any(
            not told_apart(flats[one], flats[other], (BASE, BASE), self._sources)
            and self._meet(nodes[one], nodes[other])
            for one, other in islice(combinations(range(len(nodes)), 2), MOST_PAIRS)
        )

    def _meet(self, one: Node, other: Node) -> bool:
        both: Json = {"allOf": [self._sources.pin(one, BASE), self._sources.pin(other, BASE)]}
        base = self._sources.base_of(one, BASE)
        never = decide(
            both, False, self._reading, resolve=self._sources.resolve, base=base, new_base=base, steps=STEPS
        )  # fmt: skip
        return isinstance(never, Refuted)


Sides = tuple[str, str]
"""The release of the one branch and of the other."""


def told_apart(one: Flat, other: Flat, sides: Sides, sources: Sources) -> bool:
    """Whether types, a const or enum, or what each of them alone demands tells two branches apart."""
    if one.required - other.required and other.required - one.required:
        return True
    return tagged_apart(one, other, sides, sources)


def tagged_apart(one: Flat, other: Flat, sides: Sides, sources: Sources) -> bool:
    """Whether the types of two branches, or the values that both list for a property, have nothing in common."""
    types, more = _types(one), _types(other)
    if types and more and not types & more and not {"integer", "number"} <= types | more:
        return True
    names = one.properties.keys() & other.properties.keys()
    return any(_are_apart(one.properties[name], other.properties[name], sides, sources) for name in names)


def _types(flat: Flat) -> set[str]:
    named = flat.keyword("type")
    types = {str(name) for name in (named if isinstance(named, list) else [named] if named else [])}
    return types | {"null"} if types and (flat.null or flat.keyword("nullable") is True) else types


def _are_apart(one: Node, other: Node, sides: Sides, sources: Sources) -> bool:
    values, more = (_values(value_of(node, side, sources)) for node, side in zip((one, other), sides, strict=True))
    return bool(values and more) and not values & more


def _values(schema: Json) -> set[bytes]:
    if not isinstance(schema, dict):
        return set()
    listed = [schema["const"]] if "const" in schema else schema.get("enum")
    return {spelled(value) for value in listed} if isinstance(listed, list) else set()


def unions(document: SourceDocument) -> Iterator[Node]:
    """The lists of every oneOf in a document."""
    if b"oneOf" not in document.data:
        return
    waiting: list[tuple[Pointer, Json]] = [((), document.tree)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("oneOf"), list):
                yield Node(document, (*pointer, "oneOf"), value["oneOf"])
            waiting.extend(((*pointer, name), item) for name, item in value.items() if isinstance(item, dict | list))
        elif isinstance(value, list):
            waiting.extend(((*pointer, index), item) for index, item in enumerate(value))


def _keys(union: Node) -> Sequence[object]:
    """What the same union of another release is found by: the place, that below the component, the text."""
    pointer = union.pointer
    cut = next((n for n, token in enumerate(pointer) if token in ("schemas", "definitions")), None)
    return (pointer, *([("component", pointer[cut + 1 :])] if cut is not None else []), spelled(union.value))
