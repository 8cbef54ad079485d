"""Routes: the surest first, of equally sure ones the shortest; what ends is told and not passed on."""

from __future__ import annotations

from catalog.graph.edges import Confidence, Edge, Kind, Relation, Vertex
from catalog.graph.network import Network, Stated

CERTAIN, LIKELY, POSSIBLE = Confidence
START = Vertex(Kind.CONTRACT, "start")


def service(name: str, ends: bool = False) -> Vertex:
    return Vertex(Kind.SERVICE, name, ends)


def network(*edges: tuple[Vertex, Vertex, Confidence]) -> Network:
    found = Network()
    found.add(Edge(source, target, Relation.USED, confidence) for source, target, confidence in edges)
    return found


def names(found: Network, vertex: Vertex, **options: int) -> list[str]:
    return [edge.target.name for edge in found.routes(START, **options)[vertex].edges]


def test_a_sure_detour_is_taken_before_a_short_guess() -> None:
    a, b, end = service("a"), service("b"), service("end")
    found = network((START, end, POSSIBLE), (START, a, CERTAIN), (a, b, CERTAIN), (b, end, LIKELY))
    assert names(found, end) == ["a", "b", "end"]
    assert found.routes(START)[end].confidence is LIKELY


def test_of_equally_sure_routes_the_shortest_is_taken() -> None:
    a, b, end = service("a"), service("b"), service("end")
    found = network((START, a, CERTAIN), (a, b, CERTAIN), (b, end, CERTAIN), (a, end, CERTAIN))
    assert names(found, end) == ["a", "end"]


def test_circles_end() -> None:
    a, b = service("a"), service("b")
    found = network((START, a, CERTAIN), (a, b, CERTAIN), (b, a, CERTAIN), (b, START, CERTAIN))
    assert set(found.routes(START)) == {START, a, b}


def test_what_ends_leads_nowhere() -> None:
    a, far = service("a"), service("far")
    found = network((START, service("a", True), CERTAIN), (a, far, CERTAIN))
    assert far not in found.routes(START)


def test_the_farthest_counts_services_apart_from_those_that_are_not_counted() -> None:
    a, b, c = service("a"), service("b"), service("c")
    found = network((START, a, CERTAIN), (a, b, CERTAIN), (b, c, CERTAIN))
    assert set(found.routes(START, 2)) == {START, a, b}
    assert set(found.routes(START, 2, frozenset("a"))) == {START, a, b, c}


def test_services_that_all_ways_pass() -> None:
    a, b, c, d = map(service, "abcd")
    found = network((START, a, CERTAIN), (a, b, CERTAIN), (a, c, CERTAIN), (b, d, CERTAIN), (c, d, POSSIBLE))
    assert found.passed_by_all(START, [b, c, d]) == {a: (b, c, d)}
    assert found.passed_by_all(START, [a]) == {}
    assert found.passed_by_all(service("nowhere"), [a]) == {}


def test_what_the_catalog_states_is_shared_and_comes_after_what_is_the_questions_own() -> None:
    a, b = service("a"), service("b")
    stated = Stated((Edge(START, a, Relation.USED), Edge(a, b, Relation.USED, POSSIBLE)))
    one, other = Network(stated, {a: (Edge(a, b, Relation.USED),)}), Network(stated)
    one.add((Edge(START, b, Relation.PINNED),))
    assert [edge.relation for edge in one.out(START)] == [Relation.PINNED, Relation.USED]
    assert [edge.confidence for edge in one.out(a)] == [CERTAIN]
    assert other.routes(START)[b].confidence is POSSIBLE
    assert [edge.relation for edge in one.routes(START)[b].edges] == [Relation.PINNED]
