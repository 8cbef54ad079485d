"""All edges between the places of a contract, made when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from catalog.frozen import replace
from catalog.model.address import Step
from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.specification import Family
from catalog.reading.addresses.canonical import Canonical
from catalog.reading.addresses.naming import Naming
from catalog.reading.addresses.spots import Edge, Spot, below, spot_of
from catalog.reading.following import KEYWORDS, MAX_HOPS, reference_of
from catalog.reading.grammar.shapes import one
from catalog.reading.specification import grammar_of

EdgesOf: TypeAlias = "Callable[[Graph, Spot], Iterator[Edge]]"


class Leading(NamedTuple):
    """The edges from a place: those passed `through` without a step, the others by their label; `lengths` are those
    that labels have."""

    through: tuple[Edge, ...]
    by_label: Mapping[tuple[Step, ...], list[Edge]]
    lengths: frozenset[int]


class Graph:
    """A contract as places and edges. `kinds` says, for each kind of object, where meaning leads from it."""

    __slots__ = ("_edges", "_kinds", "_leading", "canonical", "contract", "grammar", "naming", "references", "root")

    def __init__(self, contract: Contract, kinds: Mapping[str, EdgesOf]) -> None:
        self.contract = contract
        self.references = contract.references
        self.grammar = grammar_of(contract.specification)
        self.canonical = Canonical(self.references)
        self.naming = Naming(self.references, self.canonical)
        self.root = spot_of(self.grammar, Node(contract.document, (), contract.document.tree), one("Document"))
        self._kinds = kinds
        self._edges: dict[object, tuple[Edge, ...]] = {}
        self._leading: dict[object, Leading] = {}

    @property
    def siblings_count(self) -> bool:
        """Whether what stands beside `$ref` in a schema counts (JSON Schema 2020-12), or is ignored."""
        specification = self.contract.specification
        return specification.family is Family.OPENAPI and specification.line not in ("2.0", "3.0")

    def below(self, spot: Spot | None) -> list[tuple[str | int, Spot]]:
        """The places directly below, typed; none below nothing."""
        return list(below(self.grammar, spot)) if spot is not None else []

    def child(self, spot: Spot | None, *tokens: str | int) -> Spot | None:
        """The typed place at the end of these tokens."""
        for token in tokens:
            spot = next((place for name, place in self.below(spot) if name == token), None)
        return spot

    def leading(self, spot: Spot) -> Leading:
        """The edges from here, sorted for walking."""
        key = _identity(spot)
        if key not in self._leading:
            by_label: dict[tuple[Step, ...], list[Edge]] = {}
            for edge in self.edges(spot):
                if edge.label:
                    by_label.setdefault(edge.label, []).append(edge)
            through = tuple(edge for edge in self.edges(spot) if not edge.label)
            self._leading[key] = Leading(through, by_label, frozenset(map(len, by_label)))
        return self._leading[key]

    def edges(self, spot: Spot) -> tuple[Edge, ...]:
        """Where meaning leads from here, references first."""
        key = _identity(spot)
        if key not in self._edges:
            self._edges[key] = tuple(self._make(spot))
        return self._edges[key]

    def _make(self, spot: Spot) -> Iterator[Edge]:
        target = self.hop(spot)
        if target is not None:
            yield Edge((), target, hops=0 if self.is_transparent(spot) else 1)
        ignores_rest = target is not None and not self.siblings_count
        make = self._kinds.get(spot.kind)
        if make is not None and not spot.facet and not ignores_rest:
            yield from make(self, spot)

    def hop(self, spot: Spot) -> Spot | None:
        """The place that a reference here leads to, typed as what may stand here."""
        if not spot.kind or not self.grammar.kinds[spot.kind].referable or reference_of(spot.node.value) is None:
            return None
        node = self.references.hop(spot.node)
        if node is None or (node.document.name, node.pointer) == spot.key:
            return None
        found = spot_of(self.grammar, node, spot.shape, facet=spot.facet)
        return replace(found, path=spot.path, item=spot.item)

    def target(self, spot: Spot) -> Spot:
        """The end of the chain of references that starts here."""
        for _ in range(MAX_HOPS):
            following = self.hop(spot)
            if following is None:
                break
            spot = following
        return spot

    def is_transparent(self, spot: Spot) -> bool:
        """Whether a reference counts for nothing but what it leads to."""
        value = spot.node.value
        alone = isinstance(value, dict) and all(name in KEYWORDS for name in value)
        return alone or not self.siblings_count


def _identity(spot: Spot) -> object:
    return spot.key, spot.shape, spot.path, spot.item.key if spot.item else None, spot.facet
