"""What a document names inside itself: resources by `$id`, and their anchors (JSON Schema 2020-12 core §8.2).

Drafts 6 and 7 say an anchor as `$id: "#name"`, 2019-09 a dynamic one as `$recursiveAnchor: true`, here named "".
OpenAPI 3.2 gives a document its own address as `$self`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.frozen import dataclass, field
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.reference_names import join

_NAMING = re.compile(rb"\$(?:id|anchor|dynamicAnchor|recursiveAnchor|self)")
_VALUES = frozenset(("const", "default", "enum", "example", "examples"))
_MAPS = frozenset((
    "$defs", "components", "definitions", "dependentSchemas", "messages", "parameters", "patternProperties",
    "properties", "schemas",
))  # fmt: skip


@dataclass(slots=True)
class Resource:
    """A part of a document with an address of its own; anchors lead to pointers from the document's root."""

    address: str
    pointer: Pointer
    anchors: dict[str, Pointer] = field(default_factory=dict)
    dynamic: dict[str, Pointer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources of one document; the first is the document itself."""

    root: Resource
    embedded: tuple[Resource, ...] = ()

    def around(self, pointer: Pointer) -> Resource:
        """The resource that a place belongs to: the innermost around it."""
        inside = (each for each in self.embedded if pointer[: len(each.pointer)] == each.pointer)
        return max(inside, key=lambda each: len(each.pointer), default=self.root)

    def __iter__(self) -> Iterator[Resource]:
        yield self.root
        yield from self.embedded


def resources_of(document: SourceDocument) -> Resources:
    """Every resource and anchor that the document names. OpenAPI 2.0 and 3.0 have none."""
    tree = document.tree
    root = Resource(document.name, ())
    if _is_old_openapi(tree) or not _NAMING.search(document.data):
        return Resources(root)
    if isinstance(tree, dict) and isinstance(tree.get("$self"), str):
        root.address = join(root.address, str(tree["$self"]).partition("#")[0])
    resources = [root]
    waiting: list[tuple[Pointer, Json, Resource]] = [((), tree, root)]
    while waiting:
        pointer, node, resource = waiting.pop()
        if isinstance(node, dict):
            resource = _named(node, pointer, resource, resources)
        waiting.extend((*step, resource) for step in _below(pointer, node))
    return Resources(root, tuple(resources[1:]))


def _is_old_openapi(tree: Json) -> bool:
    return isinstance(tree, dict) and ("swagger" in tree or str(tree.get("openapi", "")).startswith("3.0"))


def _named(node: dict[str, Json], pointer: Pointer, resource: Resource, resources: list[Resource]) -> Resource:
    """The resource that the node stands in, which it may begin; its anchors are noted."""
    own = node.get("$id")
    if isinstance(own, str):
        address, _, fragment = own.partition("#")
        if address:
            resource = _begin(join(resource.address, address), pointer, resource, resources)
        if fragment and not fragment.startswith("/"):
            resource.anchors[fragment] = pointer
    for keyword in ("$anchor", "$dynamicAnchor"):
        name = node.get(keyword)
        if isinstance(name, str):
            resource.anchors.setdefault(name, pointer)
            if keyword == "$dynamicAnchor":
                resource.dynamic.setdefault(name, pointer)
    if node.get("$recursiveAnchor") is True and pointer == resource.pointer:
        resource.dynamic[""] = pointer
    return resource


def _begin(address: str, pointer: Pointer, resource: Resource, resources: list[Resource]) -> Resource:
    if not pointer:
        resource.address = address
        return resource
    begun = Resource(address, pointer)
    resources.append(begun)
    return begun


def _below(pointer: Pointer, node: Json) -> Iterator[tuple[Pointer, Json]]:
    """Nodes below that may hold schemas; examples and other values hold none."""
    if isinstance(node, list):
        yield from (((*pointer, index), child) for index, child in enumerate(node) if isinstance(child, dict | list))
    elif isinstance(node, dict):
        named = bool(pointer) and pointer[-1] in _MAPS
        for key, child in node.items():
            if isinstance(child, dict | list) and (named or key not in _VALUES):
                yield (*pointer, key), child
