"""Drawings: nothing on top of anything, columns from left to right, the same each time."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from catalog.graph.layout import HEIGHT, TALLEST, WIDTH, layered


@pytest.mark.parametrize("seed", range(10))
def test_no_two_nodes_overlap_and_all_lie_within(seed: int) -> None:
    chance = random.Random(seed)
    columns = {node: chance.randint(-6, 6) for node in range(60)}
    pairs = [(chance.randrange(60), chance.randrange(60)) for _ in range(120)]
    drawn = layered(columns, pairs)
    for (x1, y1), (x2, y2) in combinations(drawn.corners.values(), 2):
        assert abs(x1 - x2) >= WIDTH or abs(y1 - y2) >= HEIGHT
    assert all(0 <= x <= drawn.width - WIDTH and 0 <= y <= drawn.height - HEIGHT for x, y in drawn.corners.values())
    assert layered(columns, pairs) == drawn


def test_columns_keep_their_order() -> None:
    drawn = layered({0: 0, 1: -2, 2: 3}, [(1, 0), (0, 2)])
    assert drawn.corners[1][0] < drawn.corners[0][0] < drawn.corners[2][0]


def test_a_node_stands_level_with_its_only_neighbour() -> None:
    columns = {0: 0, 1: 0, 2: 1, 3: 1}
    corners = layered(columns, [(0, 3), (1, 2)]).corners
    assert (corners[0][1] < corners[1][1]) == (corners[3][1] < corners[2][1])


def test_many_in_one_column_stand_in_lanes() -> None:
    corners = layered(dict.fromkeys(range(2 * TALLEST + 1), 0), []).corners
    assert len({x for x, _ in corners.values()}) == 3


def test_nothing_is_drawn_of_nothing_but_the_focus() -> None:
    assert list(layered({0: 0}, []).corners) == [0]
