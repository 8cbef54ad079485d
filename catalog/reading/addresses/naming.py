"""Branches of a composition, and messages without a name, named by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from catalog.model.address import key_text
from catalog.model.node import Node, References
from catalog.model.source import Json, Pointer
from catalog.reading.addresses.canonical import Canonical, is_only_a_name
from catalog.reading.members import entries, items, mapping, member, text

LONGEST_SIGNATURE = 60


@dataclass(slots=True)
class Portrait:
    """What tells a branch from its siblings: its types, required names and constants, `allOf` taken together."""

    types: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    constants: dict[str, str] = field(default_factory=dict)
    constant: str = ""

    @property
    def type(self) -> str:
        """`object`, `integer|string`; empty where it says nothing."""
        return "|".join(sorted(self.types - {"null"})) or ("object" if self.required or self.constants else "")

    @property
    def signature(self) -> str:
        """`object:id,name`; empty where it says nothing, or too much."""
        names = ",".join(sorted(self.required))
        signature = f"{self.type}:{names}" if names else self.type
        return signature if len(signature) <= LONGEST_SIGNATURE else ""


def constant_of(schema: Json) -> str:
    """The only value that a schema allows, as text; empty where there are more or none."""
    if not isinstance(schema, dict):
        return ""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if not isinstance(values, list) or len(values) != 1 or isinstance(values[0], dict | list):
        return ""
    return values[0] if isinstance(values[0], str) else key_text(values[0])


class Naming:
    """Names for siblings, from what they say and nothing else."""

    __slots__ = ("_canonical", "_exact", "_references")

    def __init__(self, references: References, canonical: Canonical) -> None:
        self._references = references
        self._canonical = canonical
        self._exact = Canonical(references, is_only_a_name)

    def rank(self, node: Node) -> tuple[str, str]:
        """Where a place stands among its like: by what it says, then by what is said about it."""
        return self._canonical.digest(node), self._exact.digest(node)

    def branches(self, schema: Node, branches: Sequence[Node], wholes: Sequence[Node] = ()) -> list[str]:
        """A name for each branch of `schema`: the first way of naming that tells it from all others.

        `wholes` are what the branches stand for, where that is more than themselves: it decides the order.
        """
        portraits = [self.portrait(branch) for branch in branches]
        ways: tuple[Callable[[], list[str]], ...] = (
            lambda: self._by_discriminator(schema, branches, portraits),
            lambda: [portrait.constant for portrait in portraits],
            lambda: _by_constants(portraits),
            lambda: [portrait.type for portrait in portraits],
            lambda: [portrait.signature for portrait in portraits],
            lambda: self._by_order(wholes or branches),
        )
        return first_unique(ways, len(branches))

    def portrait(self, schema: Node) -> Portrait:
        """What a branch says."""
        portrait = Portrait()
        self._draw(schema, portrait, set())
        return portrait

    def _draw(self, schema: Node, portrait: Portrait, drawn: set[tuple[str, Pointer]]) -> None:
        node = self._references.target(schema)
        key = (node.document.name, node.pointer)
        if key in drawn or not isinstance(node.value, dict):
            return
        drawn.add(key)
        types = node.value.get("type")
        portrait.types |= {str(name) for name in (types if isinstance(types, list) else [types] if types else [])}
        portrait.required |= {str(item.value) for item in items(node, "required") if isinstance(item.value, str)}
        portrait.constant = portrait.constant or constant_of(node.value)
        for name, property_schema in entries(node, "properties"):
            if constant := constant_of(self._references.target(property_schema).value):
                portrait.constants.setdefault(name, constant)
        for part in items(node, "allOf"):
            self._draw(part, portrait, drawn)

    def _by_discriminator(self, schema: Node, branches: Sequence[Node], portraits: Sequence[Portrait]) -> list[str]:
        """The value of the discriminator's property, else the key under which the mapping names the branch."""
        discriminator = member(schema, "discriminator")
        name = text(discriminator, "propertyName") if discriminator else ""
        if not name:
            return [""] * len(branches)
        mapped = {self._canonical.digest(target): key for key, target in self._mapped(discriminator)}
        return [
            portrait.constants.get(name) or mapped.get(self._canonical.digest(branch), "")
            for branch, portrait in zip(branches, portraits, strict=True)
        ]

    def _mapped(self, discriminator: Node | None) -> Iterator[tuple[str, Node]]:
        for key, value in mapping(discriminator, "mapping").items():
            reference = value if isinstance(value, str) and ("/" in value or "#" in value) else ""
            if reference and discriminator is not None:
                place = Node(discriminator.document, (*discriminator.pointer, "mapping", key), {"$ref": reference})
                target = self._references.hop(place)
                if target is not None:
                    yield key, target

    def _by_order(self, wholes: Sequence[Node]) -> list[str]:
        ranks = [self.rank(whole) for whole in wholes]
        order = {rank: str(position) for position, rank in enumerate(sorted(ranks), start=1)}
        return [order[rank] for rank in ranks]


def _by_constants(portraits: Sequence[Portrait]) -> list[str]:
    """The values of the first property, by name, that has another constant in every branch that has it."""
    for name in sorted({name for portrait in portraits for name in portrait.constants}):
        values = [portrait.constants.get(name, "") for portrait in portraits]
        given = [value for value in values if value]
        if len(given) > 1 and len(set(given)) == len(given):
            return values
    return [""] * len(portraits)


def first_unique(ways: Sequence[Callable[[], list[str]]], count: int) -> list[str]:
    """For each sibling the first name that no other sibling has in the same way of naming; the last way as it is."""
    names = [""] * count
    for way in ways:
        if all(names):
            break
        found = way()
        often = Counter(found)
        is_last = way is ways[-1]
        names = [old or (new if is_last or often[new] == 1 else "") for old, new in zip(names, found, strict=True)]
    return names
