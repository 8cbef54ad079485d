"""Traits: several objects that count as one."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from catalog.model.source import Json
from catalog.reading.members import items, member, optional_text
from catalog.reading.view import View

Layers = tuple[Node, ...]
"""An object and its traits, the one that wins first."""


def layers_of(view: View, node: Node) -> Layers:
    """AsyncAPI 2 lays traits over the object, each over the one before; AsyncAPI 3 lays the object over its traits."""
    traits = [view.follow.target(trait) for trait in items(node, "traits")]
    if view.specification.line.startswith("2."):
        return (*reversed(traits), node)
    return (node, *reversed(traits))


def layered_text(layers: Layers, name: str) -> str | None:
    """The text of the first layer that has this member."""
    return next((found for layer in layers if (found := optional_text(layer, name)) is not None), None)


def layered(layers: Layers, name: str) -> Node | None:
    """The member, merged where several layers have it (JSON Merge Patch, RFC 7396); it stands where the first does."""
    found = [node for layer in layers if (node := member(layer, name)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    value = found[-1].value
    for node in reversed(found[:-1]):
        value = _patched(value, node.value)
    return Node(found[0].document, found[0].pointer, value)


def _patched(target: Json, patch: Json) -> Json:
    if not isinstance(patch, dict) or not isinstance(target, dict):
        return patch
    kept = {name: value for name, value in target.items() if patch.get(name, value) is not None}
    return {**kept, **{name: _patched(kept.get(name), value) for name, value in patch.items() if value is not None}}


def tag_names(view: View, layers: Layers) -> Iterator[str]:
    """The names of the tags of the first layer that has tags."""
    for layer in layers:
        nodes = [view.follow.target(node) for node in items(layer, "tags")]
        if nodes:
            yield from (name for node in nodes if (name := optional_text(node, "name")))
            return
