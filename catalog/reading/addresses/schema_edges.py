"""Where meaning leads from a schema: properties, items, values, branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog.model.address import Mark, path
from catalog.reading.addresses.canonical import is_null
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.spots import Edge, Spot
from catalog.reading.grammar.shapes import Form

KeywordEdges = Callable[[Graph, Spot, str, Spot], Iterator[Edge]]


def schema_edges(graph: Graph, spot: Spot) -> Iterator[Edge]:
    """From a schema to the schemas in it. `allOf`, and a composition with one branch but null, are passed through."""
    for keyword, place in graph.below(spot):
        follow = KEYWORDS.get(str(keyword))
        if follow is not None:
            yield from follow(graph, spot, str(keyword), place)


def _properties(graph: Graph, _schema: Spot, _keyword: str, place: Spot) -> Iterator[Edge]:
    for name, found in graph.below(place):
        yield Edge(path(Mark.MEMBER, str(name)), found)


def _patterns(graph: Graph, _schema: Spot, _keyword: str, place: Spot) -> Iterator[Edge]:
    for pattern, found in graph.below(place):
        yield Edge(path(Mark.PATTERN, str(pattern)), found)


def _values(_graph: Graph, _schema: Spot, _keyword: str, place: Spot) -> Iterator[Edge]:
    yield Edge(path(Mark.VALUES), place)


def _items(graph: Graph, _schema: Spot, _keyword: str, place: Spot) -> Iterator[Edge]:
    if place.kind:
        yield Edge(path(Mark.ITEMS), place)
    for index, found in graph.below(place) if not place.kind else ():
        yield Edge(path(Mark.INDEX, str(index)), found)


def _part(_graph: Graph, _schema: Spot, keyword: str, place: Spot) -> Iterator[Edge]:
    yield Edge(path(Mark.BRANCH, keyword), place)


def _dependent(graph: Graph, _schema: Spot, keyword: str, place: Spot) -> Iterator[Edge]:
    for name, found in graph.below(place):
        if found.shape.form is Form.ONE:
            yield Edge(path(Mark.BRANCH, f"{keyword}:{name}"), found)


def _all_of(graph: Graph, _schema: Spot, _keyword: str, place: Spot) -> Iterator[Edge]:
    for _, found in graph.below(place):
        yield Edge((), found, hops=1)


def _alternatives(graph: Graph, schema: Spot, _keyword: str, place: Spot) -> Iterator[Edge]:
    branches = [found for _, found in graph.below(place)]
    kept = [branch for branch in branches if not is_null(branch.node.value)]
    yield from (Edge(path(Mark.BRANCH, "null"), branch) for branch in branches if is_null(branch.node.value))
    if len(kept) == 1:
        yield Edge((), kept[0], hops=1)
    else:
        names = graph.naming.branches(schema.node, [branch.node for branch in kept])
        yield from (Edge(path(Mark.BRANCH, name), branch) for name, branch in zip(names, kept, strict=True))


PARTS = (
    *("not", "if", "then", "else", "contains", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)

KEYWORDS: dict[str, KeywordEdges] = {
    "properties": _properties,
    "patternProperties": _patterns,
    "additionalProperties": _values,
    "items": _items,
    "prefixItems": _items,
    "additionalItems": _items,
    "allOf": _all_of,
    "oneOf": _alternatives,
    "anyOf": _alternatives,
    "dependentSchemas": _dependent,
    "dependencies": _dependent,
    **dict.fromkeys(PARTS, _part),
}
