"""Which specification a document follows, and the grammar of that line."""

from __future__ import annotations

from catalog.model.source import Json, SourceDocument
from catalog.model.specification import Family, Specification
from catalog.reading.grammar.asyncapi2 import ASYNCAPI_2
from catalog.reading.grammar.asyncapi3 import ASYNCAPI_30, ASYNCAPI_31
from catalog.reading.grammar.openapi2 import OPENAPI_20
from catalog.reading.grammar.openapi30 import OPENAPI_30
from catalog.reading.grammar.openapi31 import OPENAPI_31
from catalog.reading.grammar.openapi32 import OPENAPI_32
from catalog.reading.grammar.shapes import Grammar, kind

OPENAPI = {"2.0": OPENAPI_20, "3.0": OPENAPI_30, "3.1": OPENAPI_31, "3.2": OPENAPI_32}
ASYNCAPI = {f"2.{minor}": grammar for minor, grammar in enumerate(ASYNCAPI_2)} | {
    "3.0": ASYNCAPI_30,
    "3.1": ASYNCAPI_31,
}
NOTHING = Grammar("no specification", {"Document": kind({})})
LINES = {Family.OPENAPI: OPENAPI, Family.ASYNCAPI: ASYNCAPI, Family.UNKNOWN: {"": NOTHING}}
MARKERS = (("openapi", Family.OPENAPI), ("swagger", Family.OPENAPI), ("asyncapi", Family.ASYNCAPI))


def specification_of(document: SourceDocument) -> Specification:
    """What the document says it follows; a later minor version is read as the latest one known."""
    for marker, family in MARKERS:
        version = _member(document.tree, marker)
        if version:
            return Specification(family, version, _line(LINES[family], version))
    return Specification(Family.UNKNOWN, "", "")


def grammar_of(specification: Specification) -> Grammar:
    """The tables for this line."""
    return LINES[specification.family][specification.line]


def _member(tree: Json, name: str) -> str:
    value = tree.get(name) if isinstance(tree, dict) else None
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _line(lines: dict[str, Grammar], version: str) -> str:
    line = ".".join(version.split(".")[:2])
    if line in lines:
        return line
    same_major = [known for known in lines if known.split(".")[0] == line.split(".")[0]]
    return (same_major or list(lines))[-1]
