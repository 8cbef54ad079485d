"""Typed places and the edges between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from catalog.frozen import dataclass
from catalog.model.address import Step
from catalog.model.node import Node
from catalog.model.source import Pointer
from catalog.reading.grammar.shapes import Form, Grammar, Shape
from catalog.reading.walk import members

SpotKey: TypeAlias = "tuple[str, Pointer]"
Label: TypeAlias = "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the grammar gives a shape.

    `kind` is the kind of object that it is, empty where it is none. A path item carries its `path`, an operation its
    path and path item. In `facet` mode only what is written counts, not what it means.
    """

    node: Node
    shape: Shape
    kind: str
    path: str = ""
    item: Spot | None = None
    facet: bool = False

    @property
    def key(self) -> SpotKey:
        return self.node.document.name, self.node.pointer


class Edge(NamedTuple):
    """Where steps lead. `hops` counts compositions passed through; an `alias` is understood but never printed."""

    label: Label
    spot: Spot
    hops: int = 0
    alias: bool = False


def spot_of(grammar: Grammar, node: Node, shape: Shape, *, facet: bool = False) -> Spot:
    """The place with its kind settled."""
    kind = ""
    if shape.form is Form.ONE or (shape.form is Form.ONE_OR_LIST and not isinstance(node.value, list)):
        kind, _ = grammar.kind(shape.kind, node.value)
    return Spot(node, shape, kind, facet=facet)


def below(grammar: Grammar, spot: Spot) -> Iterator[tuple[str | int, Spot]]:
    """The places directly below, typed."""
    document, pointer = spot.node.document, spot.node.pointer
    for member in members(grammar, spot.shape, spot.node.value):
        node = Node(document, (*pointer, member.token), member.value)
        yield member.token, spot_of(grammar, node, member.shape, facet=spot.facet)
