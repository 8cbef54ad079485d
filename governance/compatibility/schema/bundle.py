"""A schema that stands alone, for a validator that knows neither our dialects nor our documents.

It is written in the vocabulary of 2020-12 and follows a value: everything that references reach is there as far as
the value has something to be checked; what the value has no part for cannot matter to it and becomes `true`.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from catalog.model.source import Json
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.references import Place

_BESIDE = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"))
_ITEMS = frozenset(("items", "prefixItems", "contains", "unevaluatedItems"))
_MEMBERS = frozenset(("patternProperties", "additionalProperties", "unevaluatedProperties"))
MAPS = frozenset(("dependentSchemas", "patternProperties"))
"""Keywords with schemas by name or pattern, besides `properties`."""
_NAMES = frozenset(("$id", "id", "$schema", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$defs", "definitions"))
_LEFT_OUT = _NAMES | {"title", "description", "default"}
"""Names, for nothing is found by them in a bundle, and words, so that more bundles are alike."""
_INNER = _BESIDE | _ITEMS | _MEMBERS | {"properties", "propertyNames", "$ref", "$dynamicRef", "$recursiveRef"}


class NotBundled(Exception):
    """The schema uses what a bundle cannot say."""


def bundle(compiler: Compiler, schema: Json, place: Place, values: tuple[Json, ...]) -> tuple[Json, int | None]:
    """A schema that accepts each of `values` exactly if `schema` does, and of how many schema objects it is: None where
    references meet again in it; where none do, a validator asks each object about each part of the value at most once.

    Raises NotBundled, UnresolvableReference.
    """
    writer = _Writer(compiler)
    whole = writer.copy(schema, place, values)
    alone: Json = {"allOf": [whole], "$defs": writer.finish()} if writer.targets else whole
    return alone, None if writer.meets else writer.size


_Values = tuple[Json, ...]
"""The parts of the value that a schema is asked about; none: it is not asked."""


class _Writer:
    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.targets: dict[tuple[int, str, tuple[int, ...]], str] = {}
        self.waiting: list[tuple[str, Json, Place, _Values]] = []
        self.meets = False
        self.size = 0

    def finish(self) -> dict[str, Json]:
        """What the references that were written lead to."""
        definitions: dict[str, Json] = {}
        for name, schema, place, values in self.waiting:
            definitions[name] = self.copy(schema, place, values)
        return definitions

    def copy(self, schema: Json, place: Place, values: _Values) -> Json:
        """A schema in the vocabulary of 2020-12 that says as much of the values."""
        if not values:
            return True
        if not isinstance(schema, dict):
            return schema
        self.size += 1
        place = self.compiler.resources.enter(schema, place)
        canonical = self.compiler.canonical(schema, place)
        kept = {keyword: argument for keyword, argument in canonical.items() if keyword not in _LEFT_OUT}
        if not _INNER.isdisjoint(kept):
            return {keyword: self._argument(keyword, argument, place, values) for keyword, argument in kept.items()}
        return kept

    def _argument(self, keyword: str, argument: Any, place: Place, values: _Values) -> Json:
        if keyword in ("$dynamicRef", "$recursiveRef"):
            raise NotBundled(f"{keyword} in a document")
        if keyword == "$ref":
            return self._reference(argument, place, values)
        if (keyword == "properties" or keyword in MAPS) and not isinstance(argument, dict):
            raise NotBundled(f"{keyword} expects an object")
        if keyword == "properties":
            present = _names(values)
            return {
                name: self.copy(inner, place, _named(name, values))
                for name, inner in argument.items()
                if name in present
            }
        parts = parts_asked(keyword, values)
        if parts is None:
            kept: Json = argument
            return kept
        if keyword in MAPS:
            return {name: self.copy(inner, place, parts) for name, inner in argument.items()}
        if isinstance(argument, list):
            return [self.copy(inner, place, parts) for inner in argument]
        return self.copy(argument, place, parts)

    def _reference(self, reference: str, place: Place, values: _Values) -> str:
        schema, there = self.compiler.resources.follow(reference, place)
        key = (id(schema), there.base, tuple(map(id, values)))
        if key not in self.targets:
            self.targets[key] = f"d{len(self.targets)}"
            self.waiting.append((self.targets[key], schema, there, values))
        else:
            self.meets = True
        return f"#/$defs/{self.targets[key]}"


def parts_asked(keyword: str, values: tuple[Json, ...]) -> tuple[Json, ...] | None:
    """What the schemas in a keyword are asked about; None for a keyword without schemas."""
    if keyword in _BESIDE:
        return values
    if keyword in _ITEMS:
        return _once(item for value in values if isinstance(value, list) for item in value)
    if keyword in _MEMBERS:
        return _once(member for value in values if isinstance(value, dict) for member in value.values())
    if keyword == "propertyNames":
        return _once(name for value in values if isinstance(value, dict) for name in value)
    return None


def _names(values: _Values) -> Set[str]:
    """Those of all members."""
    if len(values) == 1:
        return values[0].keys() if isinstance(values[0], dict) else frozenset()
    return {name for value in values if isinstance(value, dict) for name in value}


def _named(name: str, values: _Values) -> _Values:
    if len(values) == 1:
        return (values[0][name],) if isinstance(values[0], dict) and name in values[0] else ()
    return _once(value[name] for value in values if isinstance(value, dict) and name in value)


def _once(values: Iterable[Json]) -> _Values:
    """Without repetitions of the very same part."""
    return tuple({id(value): value for value in values}.values())
