"""Schemas that are defined by themselves alone: no value can ever be judged by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from catalog.model.contract import Contract
from catalog.model.pointer import print_fragment
from catalog.model.source import Pointer
from governance.findings import Severity
from governance.validation.inlined import inlined
from governance.validation.violation import Violation

Place: TypeAlias = tuple[str, Pointer]
"""Name of a document and pointer in it."""
LISTS = frozenset({"allOf", "anyOf", "oneOf"})
SINGLE = frozenset({"not", "if", "then", "else"})
SHOWN = 3
"""Places shown at either end of a long circle."""
MAPS = frozenset({"dependentSchemas", "dependencies"})


def self_defined_schemas(contract: Contract) -> Iterator[Violation]:
    """A schema asks for itself of the same value, through references and parts that judge in place.

    JSON Schema 2020-12 core §9.4.1 forbids such schemas, since applying them does not end.
    """
    told: set[Pointer] = set()
    for circle in circles(contract):
        own = next((pointer for document, pointer in circle if document == contract.document.name), None)
        if own is not None and own not in told:
            told.add(own)
            yield violation_of(circle, own)


def violation_of(circle: tuple[Place, ...], pointer: Pointer) -> Violation:
    """What is said of a circle, at one of its places."""
    places = [document + print_fragment(at) for document, at in (*circle, circle[0])]
    left_out = [f"… {len(places) - 2 * SHOWN} more …"] if len(places) > 2 * SHOWN else []
    way = " → ".join((*places[:SHOWN], *left_out, *places[max(SHOWN, len(places) - SHOWN) :]))
    message = f"this schema is defined by itself alone: {way}; applying it to a value does not end"
    hint = "Let one of them describe the value itself, or move what they share to a schema of its own."
    return Violation("self-defined-schema", pointer, message, hint, Severity.WARNING)


def circles(contract: Contract) -> Iterator[tuple[Place, ...]]:
    """The circles of schemas that lead to themselves for one and the same value, by the references that close them."""
    len(contract.problems)  # follows every reference of the document
    if len(contract.references.documents) > 1:
        inlined(contract)  # follows those of other documents
    onward = _in_place(contract)
    done: set[Place] = set()
    for start in onward:
        yield from _circle(start, onward, done)


def _in_place(contract: Contract) -> dict[Place, list[Place]]:
    """From each schema that something refers to, those that it asks for of the same value."""
    followed = [(origin, (target.document.name, target.pointer)) for origin, target in contract.references.followed]
    targets = {target for _, target in followed}
    onward: dict[Place, list[Place]] = defaultdict(list)
    for (document, pointer), target in followed:
        for around in _judging_alike(pointer):
            if (document, around) in targets:
                onward[(document, around)].append(target)
    return onward


def _judging_alike(pointer: Pointer) -> Iterator[Pointer]:
    """The schema and those around it that judge the same value."""
    while True:
        yield pointer
        if len(pointer) > 1 and pointer[-1] in SINGLE:
            pointer = pointer[:-1]
        elif len(pointer) > 2 and (_is_listed(pointer) or pointer[-2] in MAPS):
            pointer = pointer[:-2]
        else:
            return


def _is_listed(pointer: Pointer) -> bool:
    return pointer[-2] in LISTS and isinstance(pointer[-1], int)


def _circle(start: Place, onward: dict[Place, list[Place]], done: set[Place]) -> Iterator[tuple[Place, ...]]:
    """The circles met on ways from `start` over places that are not done; all of them are done afterwards."""
    way: dict[Place, None] = {}
    ahead: list[tuple[int, Place]] = [(0, start)]
    while ahead:
        depth, place = ahead.pop()
        while len(way) > depth:
            way.popitem()
        if place in way:
            yield tuple(way)[list(way).index(place) :]
        elif place not in done:
            done.add(place)
            way[place] = None
            ahead.extend((depth + 1, following) for following in reversed(onward.get(place, ())))
