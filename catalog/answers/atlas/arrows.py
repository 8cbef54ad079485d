"""The links between what is shown, and those that lead through what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalog.answers.atlas.choosing import Choosing
from catalog.answers.atlas.shape import Arrow, Proof
from catalog.frozen import replace
from catalog.graph.atlas import Link
from catalog.graph.edges import RANKS, Edge, Kind, Relation, Vertex
from catalog.model.pointer import print_pointer

MOST_DETAILS = 3


def arrows_of(choosing: Choosing, numbers: Mapping[int, int]) -> tuple[Arrow, ...]:
    """Links among the nodes shown; and for each node that is reached through others not shown, one that says so: those
    of the focus first, then the nearest."""
    direct = [*_direct(choosing, numbers)]
    linked = {(each.source, each.target) for each in direct}
    through = [each for each in _through(choosing, numbers) if (each.source, each.target) not in linked]
    return tuple(sorted((*direct, *through), key=_place))


def _place(arrow: Arrow) -> tuple[bool, int, int]:
    return 0 not in (arrow.source, arrow.target), max(arrow.source, arrow.target), arrow.source


def _direct(choosing: Choosing, numbers: Mapping[int, int]) -> Iterator[Arrow]:
    atlas, query = choosing.atlas, choosing.query
    for at in atlas.between(tuple(numbers)):
        link = atlas.links[at]
        source, target = numbers[atlas.numbers[link.source]], numbers[atlas.numbers[link.target]]
        if query.relations and link.relation.value not in query.relations:
            continue
        if query.patterns and link.relation is Relation.USED and not set(query.patterns) & set(link.patterns):
            continue
        if _is_said_better(choosing.focus, link):
            continue
        yield _arrow(link, source, target)


def _is_said_better(focus: Vertex, link: Link) -> bool:
    """Whether the focus has a link of its own that says it: what a team owns, and who uses a place of a contract."""
    if focus.kind is Kind.TEAM:
        return link.relation is Relation.OWNED and link.target == focus
    return focus.kind is Kind.ADDRESS and link.target != focus and link.source.name == focus.name.partition(" ")[0]


def _through(choosing: Choosing, numbers: Mapping[int, int]) -> Iterator[Arrow]:
    atlas, reached = choosing.atlas, choosing.reached
    for vertex, number in numbers.items():
        passed, before = [], reached.before.get(vertex)
        while before is not None and before not in numbers:
            passed.append(atlas.vertices[before].name)
            before = reached.before.get(before)
        if not passed or before is None:
            continue
        upstream = vertex in reached.upstream
        ends = (number, numbers[before]) if upstream else (numbers[before], number)
        names = tuple(passed) if upstream else tuple(reversed(passed))
        yield replace(_arrow(atlas.links[reached.link[vertex]], *ends), through=names)


def _arrow(link: Link, source: int, target: int) -> Arrow:
    edges = link.edges
    first = edges[0]
    return Arrow(
        source,
        target,
        link.relation,
        min((edge.confidence for edge in edges), key=RANKS.__getitem__),
        link.patterns,
        _each(edge.direction for edge in edges),
        _each(word for edge in edges for word in edge.known),
        len(edges),
        _each(_detail(edge) for edge in edges)[:MOST_DETAILS],
        _proof(first),
        (),
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _detail(edge: Edge) -> str:
    """The place of a use, else what the edge says."""
    if edge.relation is Relation.USED and edge.statement is not None:
        return edge.statement.to
    return edge.detail


def _proof(edge: Edge) -> Proof | None:
    if edge.origin is None:
        return None
    text = edge.detail.rpartition("/")[2] if edge.relation is Relation.REFERRED and not edge.origin.pointer else ""
    return Proof(edge.origin.file, print_pointer(edge.origin.pointer), text)
