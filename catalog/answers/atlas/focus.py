"""The focus graph: what one thing depends on and what depends on it, some steps far; hidden nodes are counted."""

from __future__ import annotations

from catalog.answers.atlas.arrows import arrows_of
from catalog.answers.atlas.choosing import Choosing
from catalog.answers.atlas.kept import Kept, Reached, atlas_of
from catalog.answers.atlas.shape import DEEPEST, LIMITS, SIDES, FocusMap, FocusQuery, Node
from catalog.answers.atlas.start import Start, start_at
from catalog.answers.catalog import Catalog
from catalog.errors import UsageError
from catalog.graph.atlas import Atlas
from catalog.graph.edges import Kind, Relation
from catalog.graph.reach import Side, reach
from catalog.repository.snapshot import Snapshot

MOST_ARROWS = 120
PATTERNS = ("sync", "event", "batch", "file")


def focus_map(catalog: Catalog, snapshot: Snapshot, query: FocusQuery) -> FocusMap:
    """The neighbourhood that the query asks for.

    Raises:
        UnknownName: the focus is nothing.
        UsageError: a filter has a value that it cannot have, or a page that there is not.
    """
    _refuse_nonsense(query)
    kept = atlas_of(snapshot)
    start = kept.start(query.focus, lambda: start_at(catalog, snapshot, kept.atlas, query.focus))
    atlas, at, reached = _reached(kept, start, query)
    cut = 0
    if query.relations or query.patterns:
        whole = FocusQuery(query.focus, query.depth, query.direction)
        cut = len(_reached(kept, start, whole)[2]) - len(reached)
    choosing = Choosing(snapshot, atlas, at, reached, query, cut)
    if query.page > choosing.pages:
        raise UsageError(f"there is no page {query.page}", place="page", hint=f"pages go from 1 to {choosing.pages}")
    return _told(choosing, start)


def _told(choosing: Choosing, start: Start) -> FocusMap:
    numbers = {vertex: at for at, vertex in enumerate(choosing.shown)}
    nodes = tuple(_node(choosing, vertex, numbers) for vertex in choosing.shown)
    arrows = arrows_of(choosing, numbers)
    return FocusMap(
        choosing.query,
        nodes[0],
        len(choosing.reached),
        choosing.pages,
        nodes,
        arrows[:MOST_ARROWS],
        max(0, len(arrows) - MOST_ARROWS),
        choosing.hidden(),
        choosing.choices(),
        start.notes,
    )


def _reached(kept: Kept, start: Start, query: FocusQuery) -> Reached:
    key = (start.vertex, query.direction, query.relations, query.patterns)
    return kept.reached(key, lambda: _find(kept, start, query))


def _find(kept: Kept, start: Start, query: FocusQuery) -> Reached:
    atlas = kept.atlas.with_links(start.links) if start.links else kept.atlas
    number = atlas.numbers[start.vertex]
    relations, patterns = frozenset(map(Relation, query.relations)), frozenset(query.patterns)

    def admits(at: int) -> bool:
        link = atlas.links[at]
        if relations and link.relation not in relations:
            return False
        return not patterns or link.relation is not Relation.USED or not patterns.isdisjoint(link.patterns)

    return atlas, number, reach(atlas, number, SIDES[query.direction], admits if relations or patterns else None)


def _node(choosing: Choosing, number: int, shown: dict[int, int]) -> Node:
    vertex, spot, facts = choosing.atlas.vertices[number], choosing.reached[number], choosing.about(number)
    sign = -1 if spot.side is Side.UPSTREAM else 1
    return Node(
        shown[number],
        vertex.kind,
        vertex.name,
        facts.title,
        facts.layer,
        facts.domain,
        facts.owner,
        facts.stage,
        spot.side,
        spot.half / 2,
        sign * spot.half,
        _more(choosing.atlas, number, spot.side, choosing.query.direction, shown),
    )


def _more(atlas: Atlas, number: int, side: Side, direction: str, shown: dict[int, int]) -> int:
    """Neighbours that are not shown, on the side on which the graph goes on."""
    ends = [*atlas.into[number]] if side is Side.UPSTREAM or (side is Side.FOCUS and direction != "downstream") else []
    if side is Side.DOWNSTREAM or (side is Side.FOCUS and direction != "upstream"):
        ends += atlas.out[number]
    return len({end for end, _ in ends if end not in shown})


def _refuse_nonsense(query: FocusQuery) -> None:
    allowed = (
        ("depth", (query.depth,), range(1, DEEPEST + 1)),
        ("direction", (query.direction,), SIDES),
        ("kind", query.kinds, tuple(kind.value for kind in Kind)),
        ("relation", query.relations, tuple(relation.value for relation in Relation)),
        ("pattern", query.patterns, PATTERNS),
        ("limit", (query.limit,), LIMITS),
    )
    for name, given, known in allowed:
        for value in given:
            if value not in known:
                listed = ", ".join(map(str, known))
                raise UsageError(f"{name} cannot be {value!r}", place=name, hint=f"one of {listed}")
    if query.page < 1:
        raise UsageError(f"page cannot be {query.page}", place="page", hint="pages go from 1 up")
