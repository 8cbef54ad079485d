"""Numbers and strings."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.samples.formats import FORMATS
from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families import arguments
from governance.compatibility.schema.formulas import TRUE, Formula
from governance.compatibility.schema.reading import IllFormed
from governance.compatibility.schema.references import Place


def numbers(compiler: Compiler, schema: Schema, _place: Place) -> Iterator[Formula]:
    """`minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`."""
    arena = compiler.formulas
    for keyword, kind, strictly in _BOUNDS:
        if keyword in schema:
            yield arena.literal(kind, arguments.number(schema, keyword), strictly)
    if "multipleOf" in schema:
        step = arguments.number(schema, "multipleOf")
        if step <= 0:
            raise IllFormed("multipleOf expects a number above 0")
        yield arena.literal("multipleOf", step)


_BOUNDS = (
    ("minimum", "minimum", False),
    ("maximum", "maximum", False),
    ("exclusiveMinimum", "minimum", True),
    ("exclusiveMaximum", "maximum", True),
)


def strings(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`minLength`, `maxLength`, `pattern`, and `format` where it is an assertion."""
    arena = compiler.formulas
    if "minLength" in schema:
        least = arguments.count(schema, "minLength")
        yield arena.literal("minLength", least) if least else TRUE
    if "maxLength" in schema:
        yield arena.literal("maxLength", arguments.count(schema, "maxLength"))
    if "pattern" in schema:
        yield arena.literal("pattern", arguments.text(schema, "pattern"))
    name = arguments.text(schema, "format") if "format" in schema else ""
    if name in FORMATS and _is_assertion(compiler, name, place):
        yield from (arena.literal("format", implied) for implied in (name, *FORMATS[name].implies))


def _is_assertion(compiler: Compiler, name: str, place: Place) -> bool:
    """In a document all formats of JSON Schema are known; a schema that stands alone goes by its own draft."""
    known = compiler.resources.resolve is not None or name not in place.dialect.later_formats
    return known and compiler.reading.formats == "assertions"
