"""Objects."""

from __future__ import annotations

from collections.abc import Iterator

from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families import arguments
from governance.compatibility.schema.formulas import FALSE, OBJECT, TRUE, Formula, Formulas
from governance.compatibility.schema.references import Place


def properties(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`properties`, `patternProperties`, `additionalProperties`."""
    arena = compiler.formulas
    for name, member in arguments.mapping(schema, "properties").items():
        yield values(arena, arena.named(name), compiler.member(member, place))
    for pattern, member in arguments.mapping(schema, "patternProperties").items():
        yield values(arena, arena.literal("pattern", pattern), compiler.member(member, place))
    if "additionalProperties" in schema:
        formula = compiler.member(schema["additionalProperties"], place)
        yield values(arena, undeclared(arena, schema), formula)


def values(arena: Formulas, names: Formula, formula: Formula) -> Formula:
    """The values of all properties with such names satisfy the formula."""
    return TRUE if formula == TRUE or names == FALSE else arena.literal("keys", names, formula)


def undeclared(arena: Formulas, schema: Schema) -> Formula:
    """The names that `properties` and `patternProperties` beside it leave over."""
    patterns = [arena.literal("pattern", p) for p in arguments.mapping(schema, "patternProperties")]
    named = arena.one_of_values(arguments.mapping(schema, "properties"))
    return arena.every([-named, *(-pattern for pattern in patterns)])


def names(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`propertyNames`."""
    yield values(compiler.formulas, -compiler.inside(schema["propertyNames"], place), FALSE)


def presence(compiler: Compiler, schema: Schema, _place: Place) -> Iterator[Formula]:
    """`required`, `minProperties`, `maxProperties`."""
    arena = compiler.formulas
    for name in arguments.names(schema.get("required", []), "required"):
        yield arena.literal("required", name)
    if "minProperties" in schema:
        least = arguments.count(schema, "minProperties")
        yield arena.literal("minProperties", least) if least else TRUE
    if "maxProperties" in schema:
        yield arena.literal("maxProperties", arguments.count(schema, "maxProperties"))


def dependencies(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`dependentRequired`, `dependentSchemas`."""
    arena = compiler.formulas
    for name, others in arguments.mapping(schema, "dependentRequired").items():
        wanted = [arena.literal("required", o) for o in arguments.names(others, "dependentRequired")]
        yield arena.any([-present(arena, name), arena.every(wanted)])
    for name, member in arguments.mapping(schema, "dependentSchemas").items():
        yield arena.any([-present(arena, name), compiler.beside(member, place)])


def present(arena: Formulas, name: str) -> Formula:
    """The value is an object that has the property."""
    return arena.every([arena.types(OBJECT), arena.literal("required", name)])
