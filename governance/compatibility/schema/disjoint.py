"""Formulas of which no value can satisfy two: told apart by type, or by the values of a property they all require."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from governance.compatibility.schema.formulas import Formula, Formulas

Tags = dict[Hashable, frozenset[Hashable]]


def told_apart(arena: Formulas, formulas: list[Formula], objects: int) -> bool:
    """Whether it is plain that no value satisfies two of the formulas. `objects`: the type bit of objects."""
    masks = [arena.mask(formula) for formula in formulas]
    if sum(mask.bit_count() for mask in masks) == union_of(masks).bit_count():
        return True
    known = arena.known_tags
    for formula in formulas:
        if formula not in known:
            known[formula] = _tags(arena, formula, objects)
    tags = [known[formula] for formula in formulas]
    shared = set(tags[0]).intersection(*tags[1:])
    return any(_are_disjoint([tag[name] for tag in tags]) for name in shared)


def _tags(arena: Formulas, formula: Formula, objects: int) -> Tags:
    """Required properties (and None for the value itself) whose values are listed."""
    tags: Tags = {}
    required: set[Hashable] = {None}
    for member in arena.conjuncts(formula):
        node = arena.nodes[abs(member)]
        if member > 0 and node[0] == "in":
            tags[None] = node[1]
        elif member > 0 and node[0] == "required":
            required.add(node[1])
        elif member > 0 and node[0] == "keys":
            names, values = arena.nodes[abs(node[1])], arena.nodes[abs(node[2])]
            if node[1] > 0 and node[2] > 0 and names[0] == values[0] == "in" and len(names[1]) == 1:
                tags[next(iter(names[1]))] = values[1]
    only_objects = arena.mask(formula) == objects
    return {n: v for n, v in tags.items() if n in required and (n is None or only_objects)}


def union_of(masks: Iterable[int]) -> int:
    """All bits of all masks."""
    bits = 0
    for mask in masks:
        bits |= mask
    return bits


def _are_disjoint(sets: list[frozenset[Hashable]]) -> bool:
    return len(frozenset().union(*sets)) == sum(map(len, sets))
