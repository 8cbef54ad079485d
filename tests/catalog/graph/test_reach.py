"""How far things lie: along the links or against them, contracts half a step behind who offers them."""

from __future__ import annotations

import pytest

from catalog.graph.reach import Reach, Side, reach
from tests.builders.atlas import atlas, vertex

BOTH = (Side.UPSTREAM, Side.DOWNSTREAM)


def told(*links: str, start: str, sides: tuple[Side, ...] = BOTH, farthest: int = 8) -> dict[str, tuple[int, Side]]:
    world = atlas(*links)
    found = reach(world, world.numbers[vertex(start)], sides, farthest)
    return {world.vertices[number].name: (half, found.side(number)) for number, half in found.half.items()}


def test_a_contract_is_half_a_step_and_its_user_a_whole_one() -> None:
    found = told("a > c1", "c1 > b", "b > c2", "c2 > d", start="a")
    assert found == {
        "a": (0, Side.FOCUS),
        "c1": (1, Side.DOWNSTREAM),
        "b": (2, Side.DOWNSTREAM),
        "c2": (3, Side.DOWNSTREAM),
        "d": (4, Side.DOWNSTREAM),
    }


def test_from_a_contract_both_its_service_and_its_users_are_one_step_away() -> None:
    found = told("a > c1", "c1 > b", start="c1")
    assert found == {"c1": (0, Side.FOCUS), "a": (2, Side.UPSTREAM), "b": (2, Side.DOWNSTREAM)}


def test_who_merely_uses_the_same_thing_is_not_reached() -> None:
    assert "sibling" not in told("a > c1", "c1 > b", "c1 > sibling", start="b")


def test_what_is_reached_both_ways_stands_where_it_is_nearer() -> None:
    found = told("a > b", "b > d", "d > a", start="a")
    assert found["b"] == (2, Side.DOWNSTREAM)
    assert found["d"] == (2, Side.UPSTREAM)


def test_a_team_ends_the_way_unless_it_is_the_focus() -> None:
    assert "b" not in told("a > team", "team > b", start="a")
    assert told("team > b", start="team")["b"] == (2, Side.DOWNSTREAM)


@pytest.mark.parametrize(("farthest", "names"), [(0, "a"), (1, "a c1"), (2, "a b c1"), (3, "a b c1 c2")])
def test_nothing_farther_than_asked(farthest: int, names: str) -> None:
    assert sorted(told("a > c1", "c1 > b", "b > c2", "c2 > d", start="a", farthest=farthest)) == names.split()


def test_a_shorter_way_found_later_counts() -> None:
    found = told("a > s1", "s1 > c1", "c1 > z", "a > c2", "c2 > z", start="a")
    assert found["z"] == (2, Side.DOWNSTREAM)


def test_links_that_are_not_admitted_are_not_followed() -> None:
    world = atlas("a > b", "a > d", "d > b")
    found: Reach = reach(world, 0, (Side.DOWNSTREAM,), 8, lambda at: at != 0)
    assert found.half[world.numbers[vertex("b")]] == 4
    assert world.vertices[found.before[world.numbers[vertex("b")]]].name == "d"


def test_where_very_much_lies_near_no_further_step_is_made() -> None:
    links = [f"a > b{number}" for number in range(5)] + ["b1 > d", "d > e", "u > a", "v > u"]
    world = atlas(*links)
    found = reach(world, world.numbers[vertex("a")], BOTH, 6, most=4)
    names = {world.vertices[number].name: half for number, half in found.half.items()}
    assert found.half_steps == 2
    assert names == {"a": 0, **{f"b{n}": 2 for n in range(5)}, "u": 2, "v": 4}, "each side by itself"
    assert set(found.before) == set(found.half) - {found.start} == set(found.link)
