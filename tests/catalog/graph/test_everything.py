"""What each vertex reaches, against a walk of our own on random graphs."""

from __future__ import annotations

import random

import pytest

from catalog.graph.everything import everything
from tests.builders.atlas import atlas


def walked(further: list[list[tuple[int, int]]], start: int) -> int:
    found, waiting = {start}, [start]
    while waiting:
        for end, _ in further[waiting.pop()]:
            if end not in found:
                found.add(end)
                waiting.append(end)
    return sum(1 << each for each in found)


@pytest.mark.parametrize("seed", range(12))
def test_it_is_what_a_walk_finds(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"s{number}" for number in range(30)]
    world = atlas(*(f"{chance.choice(names)} > {chance.choice(names)}" for _ in range(chance.randint(5, 60))))
    found = everything(world)
    for number in range(len(world.vertices)):
        assert found.below[number] == walked(world.out, number)
        assert found.above[number] == walked(world.into, number)
