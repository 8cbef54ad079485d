"""The dialects of JSON Schema, and how each is brought to one vocabulary (that of 2020-12)."""

from __future__ import annotations

import re
from collections.abc import Callable

from catalog.frozen import dataclass
from governance.compatibility.schema import rewrites
from governance.compatibility.schema.rewrites import Rewrite


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """One dialect. `rewrites` run in order over a schema object, not over what is inside it.

    `id_keyword` names a resource; `whole_floats`: 1.0 is an integer; `sees_contains`: unevaluatedItems does not ask
    about items that `contains` has matched (None: nobody says, or the validators say something else); `ref_alone`: what
    stands beside `$ref` says nothing; `later_formats`: formats that only later drafts define.
    """

    name: str
    address: str
    rewrites: tuple[Rewrite, ...] = ()
    id_keyword: str = "$id"
    whole_floats: bool = True
    sees_contains: bool | None = False
    ref_alone: bool = False
    later_formats: frozenset[str] = frozenset()


_AFTER_7 = frozenset(("duration", "uuid"))
_AFTER_6 = _AFTER_7 | {"idn-hostname", "iri", "iri-reference", "relative-json-pointer"}
_AFTER_4 = _AFTER_6 | {"json-pointer", "uri-reference", "uri-template"}
_OLD = (rewrites.ref_alone, rewrites.item_lists, rewrites.dependencies)
_MESSAGE = (rewrites.travelling, rewrites.machine_formats)
_CARRIED = (rewrites.travelling, rewrites.message_formats)
"""What holds besides where a schema of plain JSON Schema is that of a message."""
_OPENAPI_3_0 = (rewrites.exclusive_flags, *_OLD, rewrites.nullable, rewrites.discriminator)

DIALECTS = {
    dialect.name: dialect
    for dialect in (
        Dialect(
            "draft4", "http://json-schema.org/draft-04/schema#", (rewrites.exclusive_flags, *_OLD, *_CARRIED),
            id_keyword="id", whole_floats=False, ref_alone=True, later_formats=_AFTER_4,
        ),
        Dialect(
            "draft6", "http://json-schema.org/draft-06/schema#", (*_OLD, *_CARRIED), ref_alone=True,
            later_formats=_AFTER_6,
        ),
        Dialect(
            "draft7", "http://json-schema.org/draft-07/schema#", (*_OLD, *_CARRIED), ref_alone=True,
            later_formats=_AFTER_7,
        ),
        Dialect(
            "2019-09", "https://json-schema.org/draft/2019-09/schema", (rewrites.item_lists, *_CARRIED),
            sees_contains=None,
        ),
        Dialect("2020-12", "https://json-schema.org/draft/2020-12/schema", _CARRIED, sees_contains=True),
        Dialect(
            "openapi-2.0", "openapi-2.0", (*_OPENAPI_3_0, *_MESSAGE), ref_alone=True, sees_contains=None,
        ),
        Dialect(
            "openapi-3.0", "openapi-3.0", (*_OPENAPI_3_0, *_MESSAGE), ref_alone=True, sees_contains=None,
        ),
        Dialect(
            "openapi-3.1", "https://spec.openapis.org/oas/3.1/dialect/base",
            (rewrites.discriminator, *_MESSAGE), sees_contains=True,
        ),
    )
}  # fmt: skip

READ_OTHERWISE = re.compile(
    rb'"nullable":true|"exclusiveM(?:in|ax)imum":(?:true|false)|"(?:dependencies|additionalItems|\$anchor|\$dynamicRef)":'
    rb'|"items":\[|"\$id":"|"\$ref":"(?:[^"\\]|\\.)*",'
)
"""In the sorted text of a schema, what says one thing in OpenAPI 3.1 and another, or nothing, before it."""

_BY_ADDRESS = {dialect.address.rstrip("#"): dialect for dialect in DIALECTS.values()}
_NAMED: Callable[[str], Dialect | None] = DIALECTS.get


class UnknownDialect(ValueError):
    """A `$schema` or a dialect name that is none of ours."""


def dialect_named(name: str) -> Dialect:
    """A dialect by name or by `$schema` address. Raises UnknownDialect."""
    found = _NAMED(name) or _BY_ADDRESS.get(name.rstrip("#")) or _BY_ADDRESS.get(_secure(name))
    if found is None:
        raise UnknownDialect(f"the dialect {name} is not known")
    return found


def _secure(address: str) -> str:
    """Some write the scheme that the address does not have."""
    scheme, _, rest = address.rstrip("#").partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"
