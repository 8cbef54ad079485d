"""Components that inherit from one with a discriminator: values of its property, although no union lists them."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.source import Json, Pointer
from governance.compatibility.payloads.children import members
from governance.compatibility.payloads.flat import UNIONS, Flat, flatten, value_of
from governance.compatibility.payloads.sources import Sources
from governance.compatibility.payloads.variants import constant
from governance.compatibility.payloads.words import says_nothing

MAPS: tuple[Pointer, ...] = (("components", "schemas"), ("definitions",))
Place = tuple[str, Pointer]


@dataclass(frozen=True, slots=True)
class Heir:
    """`value`: what its discriminator says of it; None where the property itself lists what it may say."""

    value: str | None
    is_last: bool
    """Whether nothing inherits from it in turn."""


Heirs = Mapping[str, Heir]
"""By component."""


class Lineage:
    """Which components of one release inherit from which; found only where one has a discriminator and no union."""

    def __init__(self, contract: Contract, side: str, sources: Sources) -> None:
        self._components = components(contract)
        self._side, self._sources = side, sources
        heads = {_place(node): name for node in self._components.values() if (name := _inherited(node.value))}
        self._heirs = self._found(heads) if heads else {}

    def heirs(self, node: Node) -> Heirs | None:
        """Those of a component that has, or inherits, a discriminator; None for anything else."""
        return self._heirs.get(_place(node))

    def __bool__(self) -> bool:
        return bool(self._heirs)

    def declares(self, name: str, member: str) -> bool:
        """Whether a component of this name has the member, so that it may have been written out in full."""
        node = self._components.get(name)
        return node is not None and member in flatten(node, self._side, self._sources).properties

    def _found(self, heads: dict[Place, str]) -> dict[Place, Heirs]:
        flats = {name: flatten(node, self._side, self._sources) for name, node in self._components.items()}
        above = {_place(flat.node): _above(flat) for name, flat in flats.items() if not self._is_alias(name, flat)}
        parents = set[Place]().union(*above.values())
        found: dict[Place, dict[str, Heir]] = {}
        for name, flat in flats.items():
            here = _place(self._components[name])
            for head in heads.keys() & {here, *above.get(here, ())}:
                found.setdefault(here, {})
                heir = Heir(self._value(name, flat, heads[head]), here not in parents)
                for ancestor in above.get(here, ()):
                    if head == ancestor or head in above.get(ancestor, ()):
                        found.setdefault(ancestor, {})[name] = heir
        return dict(found)

    def _is_alias(self, name: str, flat: Flat) -> bool:
        """Whether a component is another one, or null, under a name of its own."""
        node = self._components[name]
        parts = node.value.get("allOf") if isinstance(node.value, dict) else None
        if _place(flat.node) != _place(node):
            return True
        return isinstance(parts, list) and len(parts) == 1 and says_nothing(_without(node.value, "allOf", "nullable"))

    def _value(self, name: str, flat: Flat, member: str) -> str | None:
        """The constant that a component has for the discriminator's property, else its own name."""
        told = [child for part in flat.parts for key, child in members(part, "properties") if key == member]
        values = [value_of(child, self._side, self._sources) for child in told]
        found = next((said for value in values if (said := constant(value)) is not None), None)
        is_listed = any(isinstance(value, dict) and "enum" in value for value in values)
        return found if found is not None else None if is_listed else name


def differ(base: Lineage, revision: Lineage, before: Node, after: Node) -> bool:
    """Whether others inherit from a component, or say other values of its discriminator, than did before."""
    return base.heirs(before) != revision.heirs(after)


def components(contract: Contract) -> dict[str, Node]:
    """The schemas that a document names."""
    found: dict[str, Node] = {}
    for pointer in MAPS:
        held: Json = contract.document.tree
        for token in pointer:
            held = held.get(str(token)) if isinstance(held, dict) else None
        if isinstance(held, dict):
            found |= {name: Node(contract.document, (*pointer, name), value) for name, value in held.items()}
    return found


def discriminating(told: Json) -> str | None:
    """The property that a discriminator names; OpenAPI 2.0 and AsyncAPI say nothing else of it."""
    named = told.get("propertyName") if isinstance(told, dict) else told
    return named if isinstance(named, str) else None


def _inherited(schema: Json) -> str | None:
    if not isinstance(schema, dict) or "discriminator" not in schema or not schema.keys().isdisjoint(UNIONS):
        return None
    return discriminating(schema["discriminator"])


def _above(flat: Flat) -> set[Place]:
    return {_place(part) for part in flat.parts[1:]}


def _without(schema: Json, *words: str) -> Json:
    return {word: held for word, held in schema.items() if word not in words} if isinstance(schema, dict) else schema


def _place(node: Node) -> Place:
    return node.document.name, node.pointer
