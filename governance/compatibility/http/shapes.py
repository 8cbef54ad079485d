"""Whether a schema lets a scalar, an array or an object be said, seen through references and compositions."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.source import Json
from catalog.wire.styles import Shape

ALL, NONE = frozenset(Shape), frozenset[Shape]()
OF_TYPE = {"array": frozenset((Shape.ARRAY,)), "object": frozenset((Shape.OBJECT,)), "null": NONE}
SCALAR = frozenset((Shape.SCALAR,))
DEEP = 20
"""References followed before a schema is taken for one that is defined by itself."""


def shapes_of(node: Node, contract: Contract, depth: int = DEEP) -> frozenset[Shape]:
    """What values of the schema may be. Null is absence."""
    if not isinstance(node.value, dict):
        return NONE if node.value is False else ALL
    if not depth:
        return ALL
    found = ALL
    for allowed in _demands(node, node.value, contract, depth - 1):
        found &= allowed
    return found


def _demands(node: Node, value: dict[str, Json], contract: Contract, depth: int) -> Iterator[frozenset[Shape]]:
    """What each keyword leaves; before OpenAPI 3.1 what stands beside a reference says nothing."""
    target = contract.references.hop(node) if "$ref" in value else None
    if target is not None:
        yield shapes_of(target, contract, depth)
        if contract.specification.line in ("2.0", "3.0"):
            return
    yield from _own(value)
    for word in ("anyOf", "oneOf"):
        if branches := _branches(node, value, word):
            yield NONE.union(*(shapes_of(branch, contract, depth) for branch in branches))
    yield from (shapes_of(member, contract, depth) for member in _branches(node, value, "allOf"))


def _own(value: dict[str, Json]) -> Iterator[frozenset[Shape]]:
    types = value.get("type")
    names = types if isinstance(types, list) else [types] if isinstance(types, str) else []
    if names:
        yield NONE.union(*(OF_TYPE.get(str(name), SCALAR) for name in names))
    listed = [value["const"]] if "const" in value else value.get("enum")
    if isinstance(listed, list):
        yield NONE.union(*map(_shape, listed))


def _shape(value: Json) -> frozenset[Shape]:
    kind = "array" if isinstance(value, list) else "object" if isinstance(value, dict) else ""
    return OF_TYPE["null"] if value is None else OF_TYPE.get(kind, SCALAR)


def _branches(node: Node, value: dict[str, Json], word: str) -> list[Node]:
    held = value.get(word)
    members = held if isinstance(held, list) else []
    return [Node(node.document, (*node.pointer, word, number), member) for number, member in enumerate(members)]
