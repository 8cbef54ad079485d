"""How much a validator has to do for a value, counted before it is asked: what is shared is checked again each time.

References that meet again double the work at each level, and a validator remembers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog.errors import UnresolvableReference
from catalog.model.source import Json
from governance.compatibility.schema.bundle import MAPS, parts_asked
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.references import Place

MOST = 3_000_000
"""Checks that a validator may be asked for."""

_REFERENCES = frozenset(("$ref", "$dynamicRef", "$recursiveRef"))


def effort(compiler: Compiler, schema: Json, place: Place, value: Json) -> int:
    """How many times a schema object meets a part of the value, at most."""
    return _Effort(compiler).count(schema, place, value)


class _Effort:
    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.known: dict[tuple[Any, ...], int] = {}

    def count(self, schema: Json, place: Place, value: Json) -> int:
        if not isinstance(schema, dict):
            return 1
        key = (id(schema), place.base, place.scope, id(value))
        if key not in self.known:
            self.known[key] = 1  # what is met again before it is counted is a schema defined by itself
            self.known[key] = 1 + sum(self.count(*asked) for asked in self._asked(schema, place, value))
        return self.known[key]

    def _asked(self, schema: dict[str, Any], place: Place, value: Json) -> Iterator[tuple[Json, Place, Json]]:
        place = self.compiler.resources.enter(schema, place)
        for keyword, argument in self.compiler.canonical(schema, place).items():
            if keyword in _REFERENCES:
                yield (*self._followed(keyword, argument, place), value)
            elif keyword == "properties" and isinstance(argument, dict) and isinstance(value, dict):
                yield from ((argument[name], place, part) for name, part in value.items() if name in argument)
            else:
                for part in parts_asked(keyword, (value,)) or ():
                    yield from ((inner, place, part) for inner in _schemas(keyword, argument))

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
