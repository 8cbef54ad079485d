"""A schema that stands alone, for a validator that knows neither our dialects nor our documents.

It is written in the vocabulary of 2020-12, with everything that references reach, as far down as a value goes: what
lies deeper, and properties that the value does not have, cannot matter to it and become `true`.
"""

from __future__ import annotations

from typing import Any

from catalog.model.source import Json
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.references import Place

_BESIDE = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"))
_INSIDE = frozenset((
    "items", "prefixItems", "contains", "unevaluatedItems", "properties", "patternProperties", "additionalProperties",
    "propertyNames", "unevaluatedProperties",
))  # fmt: skip
_MAPS = frozenset(("dependentSchemas", "properties", "patternProperties"))
_NAMES = frozenset(("$id", "id", "$schema", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$defs", "definitions"))


class NotBundled(Exception):
    """The schema uses what a bundle cannot say."""


def bundle(compiler: Compiler, schema: Json, place: Place, value: Json) -> Json:
    """A schema that accepts `value` exactly if `schema` does. Raises NotBundled, UnresolvableReference."""
    names: set[str] = set()
    writer = _Writer(compiler, names)
    whole = writer.copy(schema, place, _depth(value, names) + 1)
    return {"allOf": [whole], "$defs": writer.finish()} if writer.targets else whole


def _depth(value: Json, names: set[str]) -> int:
    if isinstance(value, dict):
        names.update(value)
        return 1 + max((_depth(member, names) for member in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_depth(item, names) for item in {id(i): i for i in value}.values()), default=0)
    return 0


class _Writer:
    def __init__(self, compiler: Compiler, names: set[str]) -> None:
        self.compiler = compiler
        self.names = names
        self.targets: dict[tuple[int, str, int], str] = {}
        self.waiting: list[tuple[str, Json, Place, int]] = []

    def finish(self) -> dict[str, Json]:
        """What the references that were written lead to."""
        definitions: dict[str, Json] = {}
        for name, schema, place, depth in self.waiting:
            definitions[name] = self.copy(schema, place, depth)
        return definitions

    def copy(self, schema: Json, place: Place, depth: int) -> Json:
        """A schema in the vocabulary of 2020-12 that says as much down to `depth`."""
        if depth < 0:
            return True
        if not isinstance(schema, dict):
            return schema
        place = self.compiler.resources.enter(schema, place)
        canonical = self.compiler.canonical(schema, place)
        return {
            keyword: self._argument(keyword, argument, place, depth)
            for keyword, argument in canonical.items()
            if keyword not in _NAMES
        }

    def _argument(self, keyword: str, argument: Any, place: Place, depth: int) -> Json:
        if keyword in ("$dynamicRef", "$recursiveRef"):
            raise NotBundled(f"{keyword} in a document")
        if keyword == "$ref":
            return self._reference(argument, place, depth)
        if keyword not in _BESIDE and keyword not in _INSIDE:
            kept: Json = argument
            return kept
        depth -= keyword in _INSIDE
        if keyword in _MAPS:
            return {name: self._member(keyword, name, inner, place, depth) for name, inner in argument.items()}
        if isinstance(argument, list):
            return [self.copy(inner, place, depth) for inner in argument]
        return self.copy(argument, place, depth)

    def _member(self, keyword: str, name: str, schema: Json, place: Place, depth: int) -> Json:
        return True if keyword == "properties" and name not in self.names else self.copy(schema, place, depth)

    def _reference(self, reference: str, place: Place, depth: int) -> str:
        schema, there = self.compiler.resources.follow(reference, place)
        key = (id(schema), there.base, depth)
        if key not in self.targets:
            self.targets[key] = f"d{len(self.targets)}"
            self.waiting.append((self.targets[key], schema, there, depth))
        return f"#/$defs/{self.targets[key]}"
