"""What is asked of all routes at once gives what each route tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalog.graph.edges import RANKS, Confidence, Edge, Kind, Relation, Vertex
from catalog.graph.network import Network, Stated
from catalog.graph.routes import Route, Routes

START = Vertex(Kind.CONTRACT, "start")
VERTICES = (
    START,
    *(Vertex(Kind.SERVICE, name, ends) for name in "abcd" for ends in (False, True)),
    *(Vertex(Kind.ADDRESS, f"start {name}") for name in "pq"),
    Vertex(Kind.ADDRESS, "started p"),
)


def edges(vertices: Sequence[Vertex]) -> st.SearchStrategy[list[Edge]]:
    one = st.sampled_from(vertices)
    return st.lists(st.builds(Edge, one, one, st.just(Relation.USED), st.sampled_from(Confidence)), max_size=20)


EDGES = edges(VERTICES)


def routes(stated: list[Edge], own: list[Edge], farthest: int | None = None) -> Routes:
    found = Network(Stated(stated))
    found.add(own)
    return found.routes(START, farthest)


def told(routes: Routes) -> list[object]:
    """All that is asked of routes."""
    walk, numbers, known = routes.walk, list(range(len(routes.numbers.vertices))), list(routes)
    each = [(n, walk.cost(n), walk.before(n), walk.passed(n), walk.rank(n), walk.position(n)) for n in walk.order]
    asked = [(vertex, vertex in routes, routes.numbers.find(vertex)) for vertex in VERTICES]
    best = [routes.best(kind) for kind in (Kind.SERVICE, Kind.CONTRACT, Kind.ADDRESS)]
    return [known, each, asked, best, routes.places("start"), walk.reached(numbers), walk.direct(numbers)]


def cost(route: Route) -> tuple[int, int, int]:
    sure = [edge.confidence for edge in route.edges]
    return sure.count(Confidence.POSSIBLE), sure.count(Confidence.LIKELY), len(sure)


def rank(found: Routes, vertex: Vertex) -> tuple[bool, int, int]:
    route = found[vertex]
    return route.passed > 1, RANKS[route.confidence], route.passed


@given(EDGES, EDGES)
def test_no_edge_leads_to_anything_in_a_better_way(stated: list[Edge], own: list[Edge]) -> None:
    found = routes(stated, own)
    for edge in (*stated, *own):
        if edge.source in found:
            assert cost(found[edge.target]) <= cost(found[edge.source].then(edge))
    assert list(found) == sorted(found, key=lambda vertex: cost(found[vertex]))
    assert [found.position(vertex) for vertex in found] == list(range(len(found)))


@given(EDGES, EDGES)
def test_a_route_is_made_of_edges_that_there_are(stated: list[Edge], own: list[Edge]) -> None:
    found = routes(stated, own)
    for vertex, route in found.items():
        assert all(edge in (*stated, *own) for edge in route.edges)
        assert [START, *(edge.target for edge in route.edges)] == [*(edge.source for edge in route.edges), vertex]
        assert route.passed == sum(edge.target.kind is Kind.SERVICE for edge in route.edges)
        assert route.confidence is max(
            (e.confidence for e in route.edges), key=RANKS.__getitem__, default=route.confidence
        )


@given(EDGES, EDGES, st.integers(1, 3))
def test_no_route_passes_more_than_it_may(stated: list[Edge], own: list[Edge], farthest: int) -> None:
    found = routes(stated, own, farthest)
    assert all(route.passed <= farthest for route in found.values())


@given(EDGES, EDGES)
def test_what_is_reached_in_two_ways_is_told_by_the_better_one(stated: list[Edge], own: list[Edge]) -> None:
    found = routes(stated, own)
    best = [found.numbers.vertices[number] for number in found.best(Kind.SERVICE)]
    reached = [vertex for vertex in found if vertex.kind is Kind.SERVICE]
    assert {vertex.name for vertex in best} == {vertex.name for vertex in reached}
    assert best == sorted(best, key=lambda vertex: (rank(found, vertex), vertex.name))
    for vertex in best:
        assert rank(found, vertex) == min(rank(found, each) for each in reached if each.name == vertex.name)


@given(EDGES, EDGES)
def test_the_places_of_a_contract_are_those_reached(stated: list[Edge], own: list[Edge]) -> None:
    found = routes(stated, own)
    names = [found.numbers.vertices[number].name for number in found.places("start")]
    assert names == sorted(vertex.name for vertex in found if vertex.name.startswith("start "))


def test_of_two_equally_good_edges_the_one_added_first_is_taken() -> None:
    end = Vertex(Kind.SERVICE, "end")
    one, other = (Edge(START, end, Relation.USED, detail=detail) for detail in ("one", "other"))
    assert routes([one, other], [])[end].last is one
    assert routes([one], [other])[end].last is other


@given(
    EDGES,
    EDGES,
    st.dictionaries(st.sampled_from(VERTICES), EDGES.map(tuple), max_size=2),
    st.none() | st.integers(1, 3),
)
def test_all_of_a_distance_at_once_is_what_one_after_the_other_gives(
    known: list[Edge], own: list[Edge], instead: dict[Vertex, tuple[Edge, ...]], farthest: int | None
) -> None:
    stated = Stated(known)
    network = Network(
        stated, {source: tuple(replace(e, source=source) for e in each) for source, each in instead.items()}
    )
    network.add(own)
    one = network.routes(START, farthest, frozenset("a"))
    stated.prepare()
    assert stated.waves is not None
    assert told(network.routes(START, farthest, frozenset("a"))) == told(one)
