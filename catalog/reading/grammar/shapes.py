"""The vocabulary of the grammar tables: what may stand in a field, and what an object of a specification is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache

from catalog.frozen import dataclass, replace
from catalog.model.source import Json


class Form(Enum):
    """How a field holds what it holds."""

    __hash__ = object.__hash__  # members are single; the usual way hashes their names, thousands of times an answer
    VALUE = "any JSON value, not looked into"
    VALUES = "a list of values whose order means nothing"
    ONE = "one object"
    LIST = "a list of objects"
    MAP = "a map from names to objects"
    ONE_OR_LIST = "one object, or a list of them"
    MAP_OR_VALUES = "a map whose members are each one object or a list of names"
    CHOSEN = "decided by its neighbours"


class Key(Enum):
    """By what the members of a list are told apart, when their order means nothing."""

    __hash__ = object.__hash__
    ORDER = "their position"
    NAME = "their `name`"
    LOCATION_AND_NAME = "their `in` and `name`"
    URL = "their `url`"
    TARGET = "what they refer to"
    SCHEMES = "the security schemes that they ask for"
    CONTENT = "what they say"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands in one field: its form, the kind of its objects, how list members are told apart."""

    form: Form
    kind: str = ""
    key: Key = Key.ORDER
    choose: Callable[[Mapping[str, Json]], Shape] | None = None


VALUE = Shape(Form.VALUE)
VALUES = Shape(Form.VALUES)


@cache
def one(kind: str) -> Shape:
    """One object of this kind."""
    return Shape(Form.ONE, kind)


def each(kind: str, by: Key = Key.ORDER) -> Shape:
    """A list of objects of this kind."""
    return Shape(Form.LIST, kind, by)


def named(kind: str) -> Shape:
    """A map from names to objects of this kind."""
    return Shape(Form.MAP, kind)


def chosen(choose: Callable[[Mapping[str, Json]], Shape]) -> Shape:
    """A shape that depends on the members beside the field."""
    return Shape(Form.CHOSEN, choose=choose)


def plain(*names: str) -> dict[str, Shape]:
    """Fields whose values are not looked into."""
    return dict.fromkeys(names, VALUE)


@dataclass(frozen=True, slots=True)
class Kind:
    """An object of a specification: fixed fields, patterned fields, and whether `$ref` or `x-` may stand in it.

    `boolean`: true and false may stand in its place, as for schemas. `becomes` names the kind that a value has
    where the specification lets several stand in one place.
    """

    fields: Mapping[str, Shape]
    patterns: tuple[tuple[re.Pattern[str], Shape], ...] = ()
    extensible: bool = True
    referable: bool = False
    boolean: bool = False
    becomes: Callable[[Json], str] | None = None

    def with_fields(self, **more: Shape) -> Kind:
        """The same object in a later version of the specification."""
        return replace(self, fields={**self.fields, **more})

    def without(self, *names: str) -> Kind:
        """The same object in a later version that dropped these fields."""
        return replace(self, fields={name: shape for name, shape in self.fields.items() if name not in names})


def kind(
    fields: Mapping[str, Shape],
    *,
    pattern: tuple[str, Shape] | None = None,
    extensible: bool = True,
    referable: bool = False,
    boolean: bool = False,
) -> Kind:
    """Make a kind; `pattern` is a regular expression for the names of its patterned fields."""
    patterns = ((re.compile(pattern[0]), pattern[1]),) if pattern else ()
    return Kind(fields, patterns, extensible, referable, boolean)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All objects of one line of a specification.

    `reference_fields` are what may stand in an object that is a reference; the document itself is of kind `root`.
    """

    name: str
    kinds: Mapping[str, Kind]
    reference_fields: tuple[str, ...] = ("$ref",)
    root: str = "Document"

    def kind(self, name: str, value: Json) -> tuple[str, Kind]:
        """The name and the table of what `value` is, standing where `name` may stand."""
        found = self.kinds[name]
        if found.becomes is None:
            return name, found
        settled = found.becomes(value)
        return settled, self.kinds[settled]
