"""Graphs in one line: `"a > b"` says that an effect on a reaches b."""

from __future__ import annotations

from catalog.answers.atlas.focus import focus_map
from catalog.answers.atlas.shape import FocusMap, FocusQuery
from catalog.graph.atlas import Atlas, Link
from catalog.graph.edges import Edge, Kind, Relation, Vertex
from tests.builders.git import GitRepository
from tests.builders.landscape import opened

KINDS = {"c": Kind.CONTRACT, "t": Kind.TEAM}


def vertex(name: str) -> Vertex:
    """A service; a contract where the name begins with `c`, a team with `t`."""
    return Vertex(KINDS.get(name[0], Kind.SERVICE), name)


def link(text: str, relation: Relation = Relation.USED) -> Link:
    """The link of `a > b`."""
    source, target = map(vertex, text.split(" > "))
    edge = Edge(source, target, relation)
    return Link(source, target, relation, lambda: (edge,))


def atlas(*links: str) -> Atlas:
    """All of them."""
    return Atlas(map(link, links))


def focused(repository: GitRepository, focus: str, **options: object) -> FocusMap:
    """The focus graph in the repository's work tree."""
    catalog = opened(repository)
    snapshot = catalog.snapshot(catalog.revision(None))
    return focus_map(catalog, snapshot, FocusQuery(focus, **options))  # type: ignore[arg-type]


def arrows(graph: FocusMap) -> set[str]:
    """`crm offers crm/customers`."""
    names = [node.name for node in graph.nodes]
    return {f"{names[each.source]} {each.relation.value} {names[each.target]}" for each in graph.arrows}
