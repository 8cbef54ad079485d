"""The focus graph: what one thing depends on and what depends on it, some steps far; hidden nodes are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog.answers.atlas.arrows import arrows_of
from catalog.answers.atlas.choosing import Choosing
from catalog.answers.atlas.facts import about
from catalog.answers.atlas.ground import Ground, ground_of
from catalog.answers.atlas.shape import DEEPEST, LIMITS, SIDES, FocusMap, FocusQuery, Node
from catalog.answers.atlas.start import Start, start_at
from catalog.answers.catalog import Catalog
from catalog.answers.kept import once
from catalog.errors import UnknownName, UsageError
from catalog.graph.atlas import Atlas
from catalog.graph.edges import Kind, Relation
from catalog.graph.reach import Reach, Side, reach
from catalog.repository.snapshot import Snapshot

MOST_ARROWS = 120
PATTERNS = ("sync", "event", "batch", "file")
Found = tuple[Atlas, Reach, int]


def focus_map(catalog: Catalog, snapshot: Snapshot, query: FocusQuery) -> FocusMap:
    """The neighbourhood that the query asks for.

    Raises:
        UnknownName: the focus is nothing.
        UsageError: a filter has a value that it cannot have, or a page that there is not.
    """
    _refuse_nonsense(query)
    ground = ground_of(snapshot)
    start = once(snapshot, ("start", query.focus), lambda: start_at(catalog, snapshot, ground.atlas, query.focus))
    key = ("reached", start.vertex, query.depth, query.direction, query.relations, query.patterns)
    atlas, reached, count = once(snapshot, key, lambda: _find(ground, start, query))
    choosing = Choosing(ground, atlas, reached, query, count)
    if query.page > choosing.pages:
        raise UnknownName(f"there is no page {query.page}", place="page", hint=f"pages go from 1 to {choosing.pages}")
    return _told(choosing, start)


def _told(choosing: Choosing, start: Start) -> FocusMap:
    numbers = {vertex: at for at, vertex in enumerate(choosing.shown)}
    nodes = tuple(_node(choosing, vertex, numbers) for vertex in choosing.shown)
    arrows = arrows_of(choosing, numbers)
    return FocusMap(
        choosing.query,
        nodes[0],
        choosing.everything,
        choosing.pages,
        nodes,
        arrows[:MOST_ARROWS],
        max(0, len(arrows) - MOST_ARROWS),
        choosing.hidden(),
        choosing.choices(),
        (*start.notes, *_cut_short(choosing)),
    )


def _cut_short(choosing: Choosing) -> Iterator[str]:
    far, asked = choosing.reached.half_steps, 2 * choosing.query.depth
    if far < asked:
        yield f"{len(choosing.within)} things lie near: where there are so many, it ends after step {far // 2}"


def _find(ground: Ground, start: Start, query: FocusQuery) -> Found:
    atlas = ground.atlas.with_links(start.links) if start.links else ground.atlas
    number, sides = atlas.numbers[start.vertex], SIDES[query.direction]
    reached = reach(atlas, number, sides, 2 * query.depth, _admits(atlas, query))
    return atlas, reached, _count(ground, atlas, number, sides)


def _admits(atlas: Atlas, query: FocusQuery) -> Callable[[int], bool] | None:
    relations, patterns = frozenset(map(Relation, query.relations)), frozenset(query.patterns)

    def admits(at: int) -> bool:
        link = atlas.links[at]
        if relations and link.relation not in relations:
            return False
        return not patterns or link.relation is not Relation.USED or not patterns.isdisjoint(link.patterns)

    return admits if relations or patterns else None


def _count(ground: Ground, atlas: Atlas, start: int, sides: tuple[Side, ...]) -> int:
    """All that is reached from the start, however far; the start's own links lead to what the ground knows."""
    known, whole = len(ground.atlas.vertices), 1 << start
    for side in sides:
        further, sets = (
            (atlas.out, ground.everything.below) if side is Side.DOWNSTREAM else (atlas.into, ground.everything.above)
        )
        for end, _ in further[start]:
            whole |= sets[end] if end < known else 1 << end
    return whole.bit_count()


def _node(choosing: Choosing, number: int, shown: dict[int, int]) -> Node:
    vertex, half, side = choosing.atlas.vertices[number], choosing.reached.half[number], choosing.reached.side(number)
    facts = about(choosing.ground.snapshot, vertex)
    return Node(
        shown[number],
        vertex.kind,
        vertex.name,
        facts.title,
        facts.layer,
        facts.domain,
        facts.owner,
        facts.stage,
        side,
        half / 2,
        -half if side is Side.UPSTREAM else half,
        _more(choosing.atlas, number, side, choosing.query.direction, shown),
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
