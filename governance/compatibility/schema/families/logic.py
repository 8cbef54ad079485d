"""Any value: type, enum, const, and the boolean combinations."""

from __future__ import annotations

from collections.abc import Iterator

from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families import arguments
from governance.compatibility.schema.formulas import (
    ARRAY,
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    OBJECT,
    SPELLED,
    STRING,
    Formula,
)
from governance.compatibility.schema.reading import IllFormed
from governance.compatibility.schema.references import Place

_TYPES = {
    "null": NULL, "boolean": BOOLEAN, "integer": INTEGER | SPELLED, "number": NUMBER, "string": STRING,
    "array": ARRAY, "object": OBJECT,
}  # fmt: skip


def types(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`type`."""
    found = schema["type"]
    listed = found if isinstance(found, list) else [found]
    if not listed:
        raise IllFormed("type expects at least one type")
    yield compiler.formulas.any([_type(compiler, name, place) for name in listed])


def _type(compiler: Compiler, name: object, place: Place) -> Formula:
    if name == "file" and place.dialect.name == "openapi-2.0":
        return compiler.formulas.opaque("type", "file")
    if not isinstance(name, str) or name not in _TYPES:
        raise IllFormed(f"{name!r} is not a type")
    whole = name == "integer" and not place.dialect.whole_floats
    compiler.formulas.tells_spellings |= whole
    return compiler.formulas.types(INTEGER if whole else _TYPES[name])


def listed_values(compiler: Compiler, schema: Schema, _place: Place) -> Iterator[Formula]:
    """`enum`, `const`."""
    if "enum" in schema:
        yield compiler.formulas.one_of_values(arguments.listed(schema, "enum"))
    if "const" in schema:
        yield compiler.formulas.one_of_values((schema["const"],))


def combinations(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`allOf`, `anyOf`, `oneOf`, `not`."""
    arena = compiler.formulas
    if "allOf" in schema:
        yield from (compiler.beside(part, place) for part in arguments.listed(schema, "allOf"))
    if "anyOf" in schema:
        yield arena.any([compiler.beside(part, place) for part in arguments.choice(schema, "anyOf")])
    if "oneOf" in schema:
        yield arena.exactly_one([compiler.beside(part, place) for part in arguments.choice(schema, "oneOf")])
    if "not" in schema:
        yield -compiler.aside(schema["not"], place)


def conditional(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`if`, `then`, `else`."""
    arena = compiler.formulas
    if "if" not in schema or not ("then" in schema or "else" in schema):
        return
    condition = compiler.aside(schema["if"], place)
    if "then" in schema:
        yield arena.any([-condition, compiler.beside(schema["then"], place)])
    if "else" in schema:
        yield arena.any([condition, compiler.beside(schema["else"], place)])
