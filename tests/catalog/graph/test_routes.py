"""What is asked of all routes at once gives what each route tells."""

from __future__ import annotations

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
EDGES = st.lists(
    st.builds(
        Edge, st.sampled_from(VERTICES), st.sampled_from(VERTICES), st.just(Relation.USED), st.sampled_from(Confidence)
    ),
    max_size=20,
)


def routes(stated: list[Edge], own: list[Edge], farthest: int | None = None) -> Routes:
    found = Network(Stated(stated))
    found.add(own)
    return found.routes(START, farthest)


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
