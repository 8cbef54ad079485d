"""Links by both ends; a few more for one focus leave the rest as it is."""

from __future__ import annotations

from catalog.graph.atlas import gathered
from catalog.graph.edges import Edge, Kind, Relation, Vertex
from tests.builders.atlas import atlas, link, vertex


def test_links_are_listed_at_both_ends() -> None:
    world = atlas("a > b", "a > d")
    a, b = world.numbers[vertex("a")], world.numbers[vertex("b")]
    assert [world.vertices[end].name for end, _ in world.out[a]] == ["b", "d"]
    assert [world.vertices[end].name for end, _ in world.into[b]] == ["a"]


def test_between_gives_the_links_with_both_ends_chosen() -> None:
    world = atlas("a > b", "b > d", "d > a")
    assert world.between((world.numbers[vertex("a")], world.numbers[vertex("b")])) == (0,)


def test_more_links_do_not_change_the_atlas_they_are_added_to() -> None:
    world = atlas("a > b")
    more = world.with_links([link("b > z"), link("team > a")])
    assert [world.vertices[end].name for end, _ in world.out[1]] == []
    assert [more.vertices[end].name for end, _ in more.out[1]] == ["z"]
    assert vertex("z") not in world.numbers
    assert more.stops[more.numbers[vertex("team")]]


def test_edges_that_say_the_same_of_the_same_are_one_link() -> None:
    a, b = Vertex(Kind.CONTRACT, "a"), Vertex(Kind.SERVICE, "b")
    edges = [Edge(a, b, Relation.USED, pattern=pattern) for pattern in ("sync", "event", "sync")]
    (one, other) = gathered([*edges, Edge(a, b, Relation.STEP)])
    assert (one.relation, len(one.edges), one.patterns) == (Relation.USED, 3, ("sync", "event"))
    assert other.relation is Relation.STEP
