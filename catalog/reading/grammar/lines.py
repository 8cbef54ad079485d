"""The grammar of every line of every specification; the tables of a line are imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from catalog.model.specification import Family
from catalog.reading.grammar.shapes import Grammar, kind

NOTHING = Grammar("no specification", {"Document": kind({})})
TABLES = {
    Family.OPENAPI: {
        "2.0": ("openapi2", "OPENAPI_20"),
        "3.0": ("openapi30", "OPENAPI_30"),
        "3.1": ("openapi31", "OPENAPI_31"),
        "3.2": ("openapi32", "OPENAPI_32"),
    },
    Family.ASYNCAPI: {
        **{f"2.{minor}": ("asyncapi2", "ASYNCAPI_2") for minor in range(7)},
        "3.0": ("asyncapi3", "ASYNCAPI_30"),
        "3.1": ("asyncapi3", "ASYNCAPI_31"),
    },
    Family.UNKNOWN: {"": ("lines", "NOTHING")},
}
"""Family and line: module, and name in it."""


def grammar(family: Family, line: str) -> Grammar:
    """The tables of one line."""
    module, name = TABLES[family][line]
    found = getattr(import_module(f"catalog.reading.grammar.{module}"), name)
    held = found[int(line.removeprefix("2."))] if isinstance(found, tuple) else found
    assert isinstance(held, Grammar)
    return held
