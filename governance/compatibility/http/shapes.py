"""Whether a schema lets a scalar, an array or an object be said, seen through references and compositions."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.source import Json, Pointer
from catalog.wire.styles import Shape

ALL, NONE = frozenset(Shape), frozenset[Shape]()
OF_TYPE = {"array": frozenset((Shape.ARRAY,)), "object": frozenset((Shape.OBJECT,)), "null": NONE}
SCALAR = frozenset((Shape.SCALAR,))
Seen = frozenset[tuple[str, Pointer]]
"""What references have led to; what is defined by itself adds nothing to itself."""


def shapes_of(node: Node, contract: Contract, seen: Seen = frozenset()) -> frozenset[Shape]:
    """What values of the schema may be. Null is absence."""
    if not isinstance(node.value, dict):
        return NONE if node.value is False else ALL
    here = node.document.name, node.pointer
    if here in seen:
        return NONE
    found = ALL
    for allowed in _demands(node, node.value, contract, seen | {here}):
        found &= allowed
    return found


def _demands(node: Node, value: dict[str, Json], contract: Contract, seen: Seen) -> Iterator[frozenset[Shape]]:
    """What each keyword leaves; before OpenAPI 3.1 what stands beside a reference says nothing."""
    target = contract.references.hop(node) if "$ref" in value else None
    if target is not None:
        yield shapes_of(target, contract, seen)
        if contract.specification.line in ("2.0", "3.0"):
            return
    yield from _own(value)
    for word in ("anyOf", "oneOf"):
        if branches := _branches(node, value, word):
            yield NONE.union(*(shapes_of(branch, contract, seen) for branch in branches))
    yield from (shapes_of(member, contract, seen) for member in _branches(node, value, "allOf"))


def _own(value: dict[str, Json]) -> Iterator[frozenset[Shape]]:
    types = value.get("type")
    names = types if isinstance(types, list) else [types] if isinstance(types, str) else []
    if names:
        yield NONE.union(*(_of_type(str(name), value) for name in names))
    listed = [value["const"]] if "const" in value else value.get("enum")
    if isinstance(listed, list):
        yield NONE.union(*map(_shape, listed))


def _of_type(name: str, value: dict[str, Json]) -> frozenset[Shape]:
    """A list that never has more than one item is written as the item is."""
    most = value.get("maxItems")
    is_one = name == "array" and isinstance(most, int) and most <= 1
    return SCALAR if is_one else OF_TYPE.get(name, SCALAR)


def _shape(value: Json) -> frozenset[Shape]:
    kind = "array" if isinstance(value, list) else "object" if isinstance(value, dict) else ""
    return OF_TYPE["null"] if value is None else OF_TYPE.get(kind, SCALAR)


def _branches(node: Node, value: dict[str, Json], word: str) -> list[Node]:
    held = value.get(word)
    members = held if isinstance(held, list) else []
    return [Node(node.document, (*node.pointer, word, number), member) for number, member in enumerate(members)]
