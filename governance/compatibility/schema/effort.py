"""How much a validator has to do for a value, counted before it is asked: what is shared is checked again each time.

References that meet again double the work at each level, and a validator remembers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from catalog.errors import UnresolvableReference
from catalog.model.source import Json
from governance.compatibility.schema.bundle import MAPS, parts_asked
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.references import Place

MOST = 3_000_000
"""Checks that a validator may be asked for."""

_MOST_COUNTED = 100_000
_BY_PLACE = frozenset(("properties", "patternProperties", "additionalProperties", "prefixItems", "items"))
_REFERENCES = frozenset(("$ref", "$dynamicRef", "$recursiveRef"))


Matches = Callable[[str, str], bool]
"""Whether a pattern matches a property name."""


def perhaps(_pattern: str, _name: str) -> bool:
    """Where nobody asks what a pattern matches, it may match."""
    return True


def effort(compiler: Compiler, schema: Json, place: Place, value: Json, matches: Matches) -> int:
    """How many times a schema object meets a part of the value, at most."""
    return _Effort(compiler, matches).count(schema, place, value)


_Asked = tuple[Json, Place, Json]


class _Effort:
    def __init__(self, compiler: Compiler, matches: Matches) -> None:
        self.compiler = compiler
        self.matches = matches
        self.known: dict[tuple[Any, ...], int] = {}

    def count(self, schema: Json, place: Place, value: Json) -> int:
        if not isinstance(schema, dict):
            return 1
        if len(self.known) > _MOST_COUNTED:
            return MOST + 1
        key = (id(schema), place.base, place.scope, id(value))
        if key not in self.known:
            self.known[key] = 1  # what is met again before it is counted is a schema defined by itself
            self.known[key] = 1 + sum(self.count(*asked) for asked in self._asked(schema, place, value))
        return self.known[key]

    def _asked(self, schema: dict[str, Any], place: Place, value: Json) -> Iterator[_Asked]:
        """What a schema object asks: (schema, its place, the part of the value)."""
        place = self.compiler.resources.enter(schema, place)
        canonical = self.compiler.canonical(schema, place)
        if isinstance(value, dict):
            yield from self._of_members(canonical, place, value)
        if isinstance(value, list):
            yield from self._of_items(canonical, place, value)
        for keyword, argument in canonical.items():
            if keyword in _REFERENCES:
                yield (*self._followed(keyword, argument, place), value)
            elif keyword not in _BY_PLACE:
                for part in parts_asked(keyword, (value,)) or ():
                    yield from ((inner, place, part) for inner in _schemas(keyword, argument))

    def _of_members(self, schema: dict[str, Any], place: Place, value: dict[str, Any]) -> Iterator[_Asked]:
        named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        for name, part in value.items():
            asked = [inner for pattern, inner in patterns.items() if self.matches(pattern, name)]
            asked += [named[name]] if name in named else []
            yield from ((inner, place, part) for inner in asked or [schema.get("additionalProperties", True)])

    def _of_items(self, schema: dict[str, Any], place: Place, value: list[Any]) -> Iterator[_Asked]:
        prefix = schema.get("prefixItems", [])
        yield from ((inner, place, part) for inner, part in zip(prefix, value, strict=False))
        yield from ((schema.get("items", True), place, part) for part in value[len(prefix) :])

    def _followed(self, keyword: str, reference: str, place: Place) -> tuple[Json, Place]:
        resources = self.compiler.resources
        try:
            if keyword == "$ref":
                return resources.follow(reference, place)
            return resources.follow_dynamic(keyword, reference, place)
        except UnresolvableReference:
            return True, place


def _schemas(keyword: str, argument: Json) -> list[Json]:
    """The schemas in the argument of a keyword: one, a list, or a map."""
    if keyword in MAPS and isinstance(argument, dict):
        return list(argument.values())
    return argument if isinstance(argument, list) else [argument]
