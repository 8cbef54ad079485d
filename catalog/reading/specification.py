"""Which specification a document follows, and the grammar of that line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.model.source import Json, SourceDocument
from catalog.model.specification import Family, Specification

if TYPE_CHECKING:
    from catalog.reading.grammar.shapes import Grammar

OPENAPI = ("2.0", "3.0", "3.1", "3.2")
ASYNCAPI = ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1")
MARKERS = (("openapi", Family.OPENAPI), ("swagger", Family.OPENAPI), ("asyncapi", Family.ASYNCAPI))
LINES = {Family.OPENAPI: OPENAPI, Family.ASYNCAPI: ASYNCAPI}


def specification_of(document: SourceDocument) -> Specification:
    """What the document says it follows; a later minor version is read as the latest one known."""
    for marker, family in MARKERS:
        version = _member(document.tree, marker)
        if version:
            return Specification(family, version, _line(LINES[family], version))
    return Specification(Family.UNKNOWN, "", "")


def is_known(specification: Specification) -> bool:
    """Whether the major version is one of those known; of another, nobody can tell how to read it."""
    major = specification.version.split(".")[0]
    return any(line.split(".")[0] == major for line in LINES.get(specification.family, ()))


def grammar_of(specification: Specification) -> Grammar:
    """The tables for this line."""
    from catalog.reading.grammar.lines import grammar  # operations are listed without the tables

    return grammar(specification.family, specification.line)


def _member(tree: Json, name: str) -> str:
    value = tree.get(name) if isinstance(tree, dict) else None
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _line(lines: tuple[str, ...], version: str) -> str:
    line = ".".join(version.split(".")[:2])
    if line in lines:
        return line
    same_major = [known for known in lines if known.split(".")[0] == line.split(".")[0]]
    return (same_major or lines)[-1]
