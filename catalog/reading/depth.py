"""How deep a parsed tree is, without recursion."""

from __future__ import annotations

from catalog.model.source import Json


def is_deeper(tree: Json, depth: int) -> bool:
    """Whether arrays and objects are nested more than `depth` levels."""
    level = [tree] if isinstance(tree, dict | list) else []
    for _ in range(depth):
        if not level:
            return False
        level = [child for node in level for child in _children(node) if isinstance(child, dict | list)]
    return bool(level)


def _children(node: Json) -> list[Json]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
