"""THE table: every keyword of every dialect, and how containment judges it.

A keyword that a dialect does not have is ignored by it, as the specification says. A keyword that is known to
validate but is not modelled fails closed: equal only to itself, so that a difference in it is undecided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from catalog.frozen import dataclass
from catalog.samples.values import equality_key
from governance.compatibility.schema.compile import NOT_MODELLED, Compiler, Family, Schema, Vocabulary
from governance.compatibility.schema.dialects import DIALECTS
from governance.compatibility.schema.families import (
    arrays,
    declared,
    logic,
    objects,
    references,
    scalars,
    unevaluated,
)
from governance.compatibility.schema.formulas import Formula
from governance.compatibility.schema.references import Place

Judged: TypeAlias = Literal["exactly", "as text", "by example", "opaque", "annotation", "name"]
"""exactly: modelled in full. by example: its own equals close, else values are sought among examples.
opaque: equal only to itself. annotation: never constrains. name: says where a schema is, not what it allows."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword: the dialects that have it, how it is judged, the family that compiles it, and a word about it."""

    name: str
    dialects: tuple[str, ...]
    judged: Judged
    family: Family | None = None
    note: str = ""


def not_modelled(compiler: Compiler, schema: Schema, place: Place) -> Iterator[Formula]:
    """Keywords that validate somewhere and are not modelled here."""
    for name in sorted(schema.keys() & _OPAQUE[place.dialect.name]):
        yield compiler.formulas.opaque(f"{name} {NOT_MODELLED}", equality_key(schema[name]), contested=True)


_ALL = tuple(DIALECTS)
_FROM_6 = tuple(name for name in _ALL if name != "draft4")
_NOT_2_0 = tuple(name for name in _ALL if name != "openapi-2.0")
_LATEST = ("2020-12", "openapi-2.0", "openapi-3.0", "openapi-3.1")
_FROM_2019 = ("2019-09", *_LATEST)
_OPENAPI = ("openapi-2.0", "openapi-3.0", "openapi-3.1")
_READ_AS_WRITTEN = "OpenAPI 2.0 and 3.0 do not have it; it is read as JSON Schema means it"


def _rows(
    names: str, dialects: tuple[str, ...], judged: Judged, family: Family | None = None, note: str = ""
) -> Iterator[Keyword]:
    return (Keyword(name, dialects, judged, family, note) for name in names.split())


KEYWORDS = (
    *_rows("type", _ALL, "exactly", logic.types, "an integer may be written 1.0, except in draft 4"),
    *_rows("enum", _ALL, "exactly", logic.listed_values, "1 equals 1.0, true does not equal 1"),
    *_rows("const", _FROM_6, "exactly", logic.listed_values),
    *_rows("allOf anyOf oneOf not", _ALL, "exactly", logic.combinations),
    *_rows("if then else", _ALL[2:], "exactly", logic.conditional, _READ_AS_WRITTEN),
    *_rows("nullable", ("openapi-3.0", "openapi-2.0"), "exactly", None, "adds null to a type that stands beside it"),
    *_rows("minimum maximum multipleOf", _ALL, "exactly", scalars.numbers, "exact decimal arithmetic"),
    *_rows("exclusiveMinimum exclusiveMaximum", _ALL, "exactly", scalars.numbers, "boolean in draft 4 and OpenAPI 3.0"),
    *_rows("minLength maxLength", _ALL, "exactly", scalars.strings, "in code points"),
    *_rows("pattern", _ALL, "exactly", scalars.strings, "as languages; look-behind and back-references opaque"),
    *_rows("format", _ALL, "by example", scalars.strings, "where formats are assertions and the draft has it"),
    *_rows("items", _ALL, "exactly", arrays.items),
    *_rows("prefixItems", _LATEST, "exactly", arrays.items),
    *_rows("additionalItems", (*_ALL[:4], "openapi-2.0", "openapi-3.0"), "exactly", None, "beside a list of items"),
    *_rows("minItems maxItems uniqueItems", _ALL, "exactly", arrays.counts),
    *_rows("contains", _FROM_6, "exactly", arrays.contains),
    *_rows("minContains maxContains", _FROM_2019, "exactly", arrays.contains),
    *_rows(
        "unevaluatedItems unevaluatedProperties", _FROM_2019, "exactly", unevaluated.unevaluated,
        "by cases over which of the schemas beside it hold",
    ),
    *_rows("properties patternProperties additionalProperties", _ALL, "exactly", objects.properties),
    *_rows("propertyNames", _FROM_6, "exactly", objects.names),
    *_rows("required minProperties maxProperties", _ALL, "exactly", objects.presence),
    *_rows("dependencies", (*_ALL[:3], "openapi-2.0", "openapi-3.0"), "exactly", None),
    *_rows("dependencies", ("2019-09", "2020-12", "openapi-3.1"), "opaque", not_modelled, "replaced by dependent*"),
    *_rows("dependentRequired dependentSchemas", _FROM_2019, "exactly", objects.dependencies),
    *_rows("$ref", _ALL, "exactly", references.references, "alone before 2019-09 and in OpenAPI 2.0, 3.0"),
    *_rows("$recursiveRef", ("2019-09",), "exactly", references.references),
    *_rows("$dynamicRef", ("2020-12", "openapi-3.1"), "exactly", references.references),
    *_rows("discriminator", _OPENAPI, "exactly", None, "a variant must carry a value that leads to it"),
    *_rows("readOnly writeOnly", ("draft7", *_FROM_2019), "annotation", None, "in messages, heeded by direction"),
    *_rows("contentEncoding", ("draft7", "2019-09", "2020-12"), "exactly", None, "base64, in messages alone"),
    *_rows("contentEncoding", _OPENAPI, "exactly", None, "base64, where formats are assertions"),
    *_rows("contentMediaType", ("draft7", *_FROM_2019), "annotation"),
    *_rows("contentSchema", _FROM_2019, "annotation"),
    *_rows("id", ("draft4",), "name"),
    *_rows("$id", _FROM_6, "name"),
    *_rows("$schema", _ALL, "name"),
    *_rows("$anchor $defs $vocabulary", _FROM_2019, "name"),
    *_rows("$recursiveAnchor", ("2019-09",), "name"),
    *_rows("$recursiveAnchor $recursiveRef", ("2020-12",), "annotation", None, "replaced by $dynamicRef"),
    *_rows("$dynamicAnchor", ("2020-12", "openapi-3.1"), "name"),
    *_rows("definitions", _ALL, "name"),
    *_rows("title description default", _ALL, "annotation"),
    *_rows("examples", _FROM_6, "annotation"),
    *_rows("$comment", _ALL[2:], "annotation"),
    *_rows("deprecated", _FROM_2019, "annotation"),
    *_rows("xml externalDocs example", _OPENAPI, "annotation"),
    *_rows("extends disallow divisibleBy", _ALL, "opaque", not_modelled, "draft 3"),
    *_rows(
        "formatMinimum formatMaximum formatExclusiveMinimum formatExclusiveMaximum patternRequired $data $merge $patch "
        "switch select selectCases selectDefault instanceof typeof regexp uniqueItemProperties allRequired anyRequired "
        "oneRequired deepRequired deepProperties prohibited dynamicDefaults transform range exclusiveRange "
        "propertyDependencies requiredProperties discriminatorValue",
        _ALL, "opaque", not_modelled, "an extension of some validators",
    ),
)  # fmt: skip

_OPAQUE = {
    name: frozenset(k.name for k in KEYWORDS if k.judged == "opaque" and name in k.dialects) for name in DIALECTS
}
VOCABULARY = Vocabulary(
    known={
        name: frozenset(k.name for k in KEYWORDS if name in k.dialects and k.judged != "annotation")
        for name in DIALECTS
    },
    families={k.name: k.family for k in KEYWORDS if k.family is not None},
    closing=declared.declared_only,
)
