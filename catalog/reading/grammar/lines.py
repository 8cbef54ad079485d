"""The grammar of every line of every specification."""

from __future__ import annotations

from catalog.model.specification import Family
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
GRAMMARS = {Family.OPENAPI: OPENAPI, Family.ASYNCAPI: ASYNCAPI, Family.UNKNOWN: {"": NOTHING}}
