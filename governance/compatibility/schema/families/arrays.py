"""Arrays."""

from __future__ import annotations

from collections.abc import Iterator

from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families import arguments
from governance.compatibility.schema.formulas import ARRAY, TRUE, Formula
from governance.compatibility.schema.reading import IllFormed
from governance.compatibility.schema.references import Place


def items(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`prefixItems`, `items`."""
    arena = compiler.formulas
    prefix = arguments.listed(schema, "prefixItems") if "prefixItems" in schema else []
    for position, item in enumerate(prefix):
        formula = compiler.inside(item, place)
        yield TRUE if formula == TRUE else arena.literal("item", position, formula)
    if "items" in schema:
        if isinstance(schema["items"], list):
            raise IllFormed("items expects a schema; lists of schemas are prefixItems here")
        formula = compiler.inside(schema["items"], place)
        yield TRUE if formula == TRUE else arena.literal("items", len(prefix), formula)


def counts(compiler: Compiler, schema: Schema, _place: Place) -> Iterator[Formula]:
    """`minItems`, `maxItems`, `uniqueItems`."""
    arena = compiler.formulas
    if "minItems" in schema:
        least = arguments.count(schema, "minItems")
        yield arena.literal("minItems", least) if least else TRUE
    if "maxItems" in schema:
        yield arena.literal("maxItems", arguments.count(schema, "maxItems"))
    if not isinstance(schema.get("uniqueItems", False), bool):
        raise IllFormed("uniqueItems expects a boolean")
    if schema.get("uniqueItems"):
        yield arena.literal("uniqueItems")


def contains(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`contains`, `minContains`, `maxContains`."""
    arena = compiler.formulas
    if "contains" not in schema:
        return
    formula = compiler.inside(schema["contains"], place)
    least = arguments.count(schema, "minContains") if "minContains" in schema else 1
    if least:
        yield arena.literal("contains", least, formula)
    if "maxContains" in schema:
        too_many = arena.literal("contains", arguments.count(schema, "maxContains") + 1, formula)
        yield arena.any([-arena.types(ARRAY), -too_many])
