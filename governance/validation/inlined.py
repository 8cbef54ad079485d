"""A document with what it refers to in other files set in its place, so that those files are judged as well."""

from __future__ import annotations

from dataclasses import field

from catalog.errors import CatalogError
from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.node import Node, References
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.closure import Ways, ways_outward
from catalog.reading.grammar.shapes import Grammar, Shape, one
from catalog.reading.problems import is_reference
from catalog.reading.specification import grammar_of
from catalog.reading.walk import members

DEEPEST = 200
"""Levels of a copy: the validator stops at 255, and a copy takes two frames of the interpreter a level."""


@dataclass(frozen=True, slots=True)
class Region:
    """What stands at `at` of the copy is written at `pointer` of another document."""

    at: Pointer
    document: SourceDocument
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Inlined:
    """The copy, what of it is from elsewhere, and references there that lead nowhere, each with the error."""

    tree: Json
    regions: tuple[Region, ...]
    broken: tuple[tuple[Node, CatalogError], ...]

    def origin(self, pointer: Pointer) -> tuple[SourceDocument, Pointer] | None:
        """Where a place of the copy is written, if that is elsewhere."""
        around = [region for region in self.regions if pointer[: len(region.at)] == region.at]
        if not around:
            return None
        inner = max(around, key=lambda region: len(region.at))
        return inner.document, (*inner.pointer, *pointer[len(inner.at) :])


def inlined(contract: Contract) -> Inlined:
    """Each part of another document once, where the first reference to it stands; the others stay references."""
    found = contract.derived.get(__name__) or contract.derived.setdefault(__name__, _inlined(contract))
    assert isinstance(found, Inlined)
    return found


def _inlined(contract: Contract) -> Inlined:
    own = contract.document
    copier = _Copier(grammar_of(contract.specification), contract.references, own)
    tree = copier.copy(Node(own, (), own.tree), one(copier.grammar.root), (), ways_outward(own))
    return Inlined(tree, tuple(copier.regions), tuple(copier.broken))


@dataclass(slots=True)
class _Copier:
    grammar: Grammar
    references: References
    own: SourceDocument
    regions: list[Region] = field(default_factory=list)
    broken: list[tuple[Node, CatalogError]] = field(default_factory=list)
    seen: set[tuple[str, Pointer]] = field(default_factory=set)

    def copy(self, node: Node, shape: Shape, at: Pointer, ways: Ways | None) -> Json:
        """Where `ways` are known only what they lead to: the rest of the own document is no other in the copy."""
        own, node = node, self._through(node, shape, at)
        if len(at) > DEEPEST or not isinstance(node.value, dict | list):
            return node.value
        only = ways if node is own else None
        copies = {
            member.token: self.copy(
                Node(node.document, (*node.pointer, member.token), member.value),
                member.shape,
                (*at, member.token),
                None if only is None else only[member.token],
            )
            for member in members(self.grammar, shape, node.value, only)
            if isinstance(member.value, dict | list)
        }
        if isinstance(node.value, dict):
            return {name: copies.get(name, value) for name, value in node.value.items()}
        return [copies.get(index, value) for index, value in enumerate(node.value)]

    def _through(self, node: Node, shape: Shape, at: Pointer) -> Node:
        """What to set here: the end of a chain of references that leaves the document, else the node."""
        while is_reference(self.grammar, shape, node.value):
            target = self.references.hop(node)
            if target is None:
                self._say_broken(node)
                break
            place = target.document.name, target.pointer
            if target.document is self.own or place in self.seen:
                break
            self.seen.add(place)
            self.regions.append(Region(at, target.document, target.pointer))
            node = target
        return node

    def _say_broken(self, node: Node) -> None:
        problem = None if node.document is self.own else self.references.broken(node)
        if problem is not None:
            self.broken.append((node, problem))
