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


def layered(view: View, layers: Layers, name: str) -> Node | None:
    """The member, merged where several layers have it (JSON Merge Patch, RFC 7396, after following references).

    It stands where the object itself has it, else where the first layer does.
    """
    found = [node for layer in layers if (node := member(layer, name)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    value = found[-1].value
    for node in reversed(found[:-1]):
        value = _patched(view, Node(found[-1].document, found[-1].pointer, value), node)
    own = found[-1] if view.specification.line.startswith("2.") else found[0]
    return Node(own.document, own.pointer, value)


MAX_DEPTH = 20
"""How deep two recursive schemas are laid over each other."""


def _patched(view: View, target: Node, patch: Node, depth: int = 0) -> Json:
    """The patch laid over the target; references are followed where both say something of a member."""
    if target.value == patch.value or depth > MAX_DEPTH:
        return patch.value
    below, above = view.follow.target(target), view.follow.target(patch)
    if not isinstance(above.value, dict) or not isinstance(below.value, dict):
        return patch.value
    made = {name: value for name, value in below.value.items() if above.value.get(name, value) is not None}
    for name, value in above.value.items():
        if value is not None and name in made:
            made[name] = _patched(view, below.child(name), above.child(name), depth + 1)
        elif value is not None:
            made[name] = value
    return made


def tag_names(view: View, layers: Layers) -> Iterator[str]:
    """The names of the tags of the first layer that has tags."""
    for layer in layers:
        nodes = [view.follow.target(node) for node in items(layer, "tags")]
        if nodes:
            yield from (name for node in nodes if (name := optional_text(node, "name")))
            return
