"""Every place of a document with what the specification says it is."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from catalog.model.source import Json, Pointer
from catalog.reading.grammar.shapes import VALUE, VALUES, Form, Grammar, Kind, Shape, one


class Standing(Enum):
    """How a member stands in its object."""

    UNDERSTOOD = "a field of the specification"
    EXTENSION = "an x- extension"
    UNKNOWN = "nothing the specification names here"


class Member(NamedTuple):
    """A member of an object or an item of a list, and the shape that the grammar gives it."""

    token: str | int
    value: Json
    shape: Shape
    standing: Standing = Standing.UNDERSTOOD


class TypedPlace(NamedTuple):
    """A place: its pointer, value and shape. `expected` says what should stand here where something else does."""

    pointer: Pointer
    value: Json
    shape: Shape
    standing: Standing
    expected: str = ""


CONTAINERS = (dict, list)


def members(grammar: Grammar, shape: Shape, value: Json, only: Container[str | int] | None = None) -> Iterator[Member]:
    """The places directly below, or `only` those of some tokens; none below a value that is not looked into."""
    if shape.form is Form.VALUE or not isinstance(value, CONTAINERS):
        return
    if isinstance(value, list):
        yield from (item for item in _items(shape, value) if only is None or item.token in only)
    elif shape.form in (Form.MAP, Form.MAP_OR_VALUES):
        yield from (Member(name, item, _entry(shape, item)) for name, item in _chosen(value, only))
    elif shape.form in (Form.ONE, Form.ONE_OR_LIST):
        _, kind = grammar.kind(shape.kind, value)
        yield from (_member(grammar, kind, name, item, value) for name, item in _chosen(value, only))


def _chosen(value: dict[str, Json], only: Container[str | int] | None) -> Iterable[tuple[str, Json]]:
    return value.items() if only is None else [(name, item) for name, item in value.items() if name in only]


def _items(shape: Shape, value: list[Json]) -> Iterator[Member]:
    if shape.form is Form.VALUES:
        yield from (Member(index, item, VALUE) for index, item in enumerate(value))
    elif shape.form in (Form.LIST, Form.ONE_OR_LIST):
        yield from (Member(index, item, one(shape.kind)) for index, item in enumerate(value))


def _entry(shape: Shape, item: Json) -> Shape:
    is_names = shape.form is Form.MAP_OR_VALUES and isinstance(item, list)
    return VALUES if is_names else one(shape.kind)


def _member(grammar: Grammar, kind: Kind, name: str, value: Json, parent: Mapping[str, Json]) -> Member:
    shape = kind.fields.get(name)
    if shape is not None:
        return Member(name, value, shape.choose(parent) if shape.choose else shape)
    if name.startswith("x-") and kind.extensible:
        return Member(name, value, VALUE, Standing.EXTENSION)
    if kind.referable and "$ref" in parent and name in grammar.reference_fields:
        return Member(name, value, VALUE)
    for pattern, patterned in kind.patterns:
        if pattern.search(name):
            return Member(name, value, patterned)
    return Member(name, value, VALUE, Standing.UNKNOWN)


def walk(grammar: Grammar, tree: Json) -> Iterator[TypedPlace]:
    """Every place down to the values that are not looked into, parents before children, in the order written."""
    root = one(grammar.root)
    stack = [TypedPlace((), tree, root, Standing.UNDERSTOOD, unexpected(grammar, root, tree))]
    while stack:
        place = stack.pop()
        yield place
        if place.shape.form is Form.VALUE:
            continue
        below = [
            TypedPlace(
                (*place.pointer, member.token),
                member.value,
                member.shape,
                member.standing,
                unexpected(grammar, member.shape, member.value),
            )
            for member in members(grammar, place.shape, place.value)
        ]
        stack.extend(reversed(below))


EXPECTED: dict[Form, tuple[str, tuple[type, ...]]] = {
    Form.LIST: ("a list", (list,)),
    Form.MAP: ("a map", (dict,)),
    Form.MAP_OR_VALUES: ("a map", (dict,)),
    Form.ONE_OR_LIST: ("an object or a list", (dict, list)),
}


AN_OBJECT: tuple[str, tuple[type, ...]] = ("an object", (dict,))


def unexpected(grammar: Grammar, shape: Shape, value: Json) -> str:
    """What should stand here, where the value is of another type; empty where all is well."""
    if shape.form in (Form.VALUE, Form.VALUES):
        return ""
    expected, types = EXPECTED.get(shape.form, AN_OBJECT)
    if isinstance(value, types):
        return ""
    if isinstance(value, bool) and grammar.kinds[shape.kind].boolean:
        return ""
    return expected
