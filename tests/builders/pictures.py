"""What a place says when every reference is followed and no order counts: for telling whether two places are equal."""

from __future__ import annotations

from typing import Any

from catalog.model.contract import Contract
from catalog.model.node import Node

DEPTH = 7


class Pictures:
    """Pictures of a contract's places, made once each. They know nothing of how addresses are made."""

    def __init__(self, contract: Contract) -> None:
        self._references = contract.references
        self._made: dict[tuple[Any, ...], int] = {}
        self._schemes: dict[str, str | int] = {
            scheme.name: self.of(scheme.node) for scheme in contract.security_schemes
        }

    def of(self, node: Node, depth: int = DEPTH) -> int:
        """A number that is equal for places that say the same, as deep as `depth` levels."""
        key = (node.document.name, node.pointer, depth)
        if key not in self._made:
            self._made[key] = self._make(node, depth)
        return self._made[key]

    def _make(self, node: Node, depth: int) -> int:
        value = node.value
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            target = self._references.hop(node)
            if target is not None:
                return self.of(target, depth)
        if isinstance(value, str) and value.startswith("#/"):
            target = self._references.hop(Node(node.document, node.pointer, {"$ref": value}))
            return self.of(target, depth) if target is not None else hash(value)
        if not isinstance(value, dict | list):
            return hash((type(value).__name__, value))
        if depth == 0:
            return hash("deeper")
        if isinstance(value, list):
            return hash(tuple(sorted(self.of(node.child(index), depth - 1) for index in range(len(value)))))
        names = self._schemes if node.pointer[-2:-1] == ("security",) else {}
        return hash(frozenset((names.get(name, name), self.of(node.child(name), depth - 1)) for name in value))
