"""References."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.errors import UnresolvableReference
from catalog.model.source import Json
from governance.compatibility.schema.compile import Compiler, Schema
from governance.compatibility.schema.families import arguments
from governance.compatibility.schema.formulas import Formula
from governance.compatibility.schema.references import Place


def references(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """`$ref`, `$dynamicRef`, `$recursiveRef`."""
    alone = schema.keys() == {"$ref"}
    try:
        part = compiler.part(schema, place) if alone else None
        if part is not None:
            yield part
            return
        for target, there in targets(compiler, schema, place):
            yield compiler.at(target, there) if alone else compiler.beside(target, there)
    except UnresolvableReference as problem:
        yield compiler.meaningless(str(problem), str(problem))


def targets(compiler: Compiler, schema: Schema, place: Place) -> Iterator[tuple[Json, Place]]:
    """The schemas that the references of an object lead to."""
    if "$ref" in schema:
        yield compiler.resources.follow(arguments.text(schema, "$ref"), place)
    for keyword in ("$dynamicRef", "$recursiveRef"):
        if keyword in schema:
            reference = arguments.text(schema, keyword)
            yield compiler.resources.follow_dynamic(keyword, reference, place)
